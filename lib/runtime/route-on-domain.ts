import type { HeaderLine } from './http-message.js';
import type { MatchedOnDomain } from './request/request-place.js';
import { matchConditions } from './routing/routing-conditions.js';
import type { ServedDomain, ServedMapping } from './served-api.js';

/** Where a custom domain leads a request. */
export interface DomainRoute {
  readonly apiId: string;
  /** Undefined: the caller names the stage in the path. */
  readonly stage: string | undefined;
  /** What of the path the API does not see. */
  readonly stripped: string;
  readonly matched: MatchedOnDomain;
}

/**
 * Documented: the first rule whose conditions hold decides
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-routing-rules.html), else the longest fitting
 * mapping, else the empty one, else 403
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mappings.html).
 *
 * @param host of the request, without port
 * @param path without the slash at its beginning
 */
export function routeOnDomain(
  domain: ServedDomain,
  headers: readonly HeaderLine[],
  host: string,
  path: string,
): DomainRoute | undefined {
  const lines = domain.rules.length === 0 ? headers : withoutPort(headers, host);
  for (const { id, conditions, target } of domain.rules) {
    const basePath = matchConditions(conditions, lines, path);
    if (basePath === undefined) continue;
    if (target === undefined) return undefined;
    const matched = { basePathMatched: '-', routingRuleIdMatched: id };
    return { ...target, stripped: target.stripsBasePath ? basePath : '', matched };
  }
  const mapping = selectMapping(domain, path);
  if (mapping === undefined) return undefined;
  const { apiId, stage, basePath } = mapping;
  const matched = { basePathMatched: basePath === '' ? '-' : basePath, routingRuleIdMatched: '-' };
  return { apiId, stage, stripped: basePath, matched };
}

/**
 * Documented: on a domain with a mapping of several levels paths are compared as plain text, on one with single-level
 * mappings only, whole segments are.
 */
function selectMapping({ mappings }: ServedDomain, path: string): ServedMapping | undefined {
  const multiLevel = mappings.some(({ basePath }) => basePath.includes('/'));
  const fits = ({ basePath }: ServedMapping): boolean =>
    basePath === '' || path === basePath || path.startsWith(multiLevel ? basePath : `${basePath}/`);
  return mappings.filter(fits).sort((a, b) => b.basePath.length - a.basePath.length)[0];
}

/** The port of a local server is not part of the host that a rule was written for. */
function withoutPort(headers: readonly HeaderLine[], host: string): readonly HeaderLine[] {
  return headers.map((line) => (line[0].toLowerCase() === 'host' ? [line[0], host] : line));
}
