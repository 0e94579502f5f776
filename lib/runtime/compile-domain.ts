import type { ApiCollection } from '../model/api.js';
import { diagnostic, type Diagnostic } from '../model/diagnostic.js';
import type { DomainName } from '../model/domain-name.js';
import { isDeployTime, knownText, printValue, type Value } from '../model/value.js';
import type { ServedDomain, ServedMapping } from './served-api.js';
import { apiIdOf } from './stable-id.js';

/** Compiles a custom domain; none without a name that is known before deployment. */
export function compileDomain(
  domain: DomainName,
  collection: ApiCollection,
  diagnostics: Diagnostic[],
): readonly ServedDomain[] {
  const name = knownText(domain.name);
  const place = { element: `domain ${printValue(domain.name)}` };
  if (name === undefined) {
    diagnostics.push(diagnostic('unresolved-value', place, 'Cannot serve a domain whose name only deployment knows'));
    return [];
  }
  const closedBy = whyDomainIsClosed(domain);
  if (closedBy !== undefined) {
    diagnostics.push(diagnostic('not-simulated', place, `The domain is not served: ${closedBy} is not simulated`));
    return [{ name, mappings: [] }];
  }
  const mappings = domain.mappings.flatMap((mapping): readonly ServedMapping[] => {
    const api = collection.apis.find(({ id }) => refersTo(mapping.api, id));
    const basePath = mapping.basePath === undefined ? '' : knownText(mapping.basePath);
    const stage = mapping.stage === undefined ? undefined : stageName(mapping.stage, api);
    if (api === undefined || basePath === undefined || (mapping.stage !== undefined && stage === undefined)) {
      diagnostics.push(
        diagnostic(
          'unresolved-value',
          place,
          `Cannot tell where the mapping "${printValue(mapping.basePath ?? '')}" leads`,
        ),
      );
      return [];
    }
    return [{ basePath: basePath === '(none)' ? '' : basePath, apiId: apiIdOf(api), stage }];
  });
  return [{ name, mappings }];
}

/** What guards a domain and is not simulated. */
export function whyDomainIsClosed({ mutualTls, policy }: DomainName): 'mutual TLS' | 'the policy' | undefined {
  return mutualTls !== undefined ? 'mutual TLS' : policy !== undefined ? 'the policy' : undefined;
}

/** A `Ref` of the API, or its id in plain text. */
export function refersTo(value: Value<string>, id: string): boolean {
  if (!isDeployTime(value)) return value === id;
  const [part] = value.parts;
  return value.parts.length === 1 && typeof part === 'object' && part.kind === 'reference' && part.logicalId === id;
}

/** A stage is named in plain text, or by a `Ref` of the stage where the API has one only. */
export function stageName(value: Value<string>, api: ApiCollection['apis'][number] | undefined): string | undefined {
  const [only, ...others] = api?.stages ?? [];
  return knownText(value) ?? (others.length === 0 ? only?.name : undefined);
}
