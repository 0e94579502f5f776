import type { ApiCollection } from '../model/api.js';
import { diagnostic, type Diagnostic } from '../model/diagnostic.js';
import type { DomainName } from '../model/domain-name.js';
import { isDeployTime, knownText, printValue } from '../model/value.js';
import { compileRoutingRules } from './compile-routing-rules.js';
import { findTarget, targetStage } from './domain-target.js';
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
    return [{ name, rules: [], mappings: [] }];
  }
  const { routingMode = 'API_MAPPING_ONLY' } = domain;
  if (isDeployTime(routingMode) || !MODES.includes(routingMode)) {
    const message = `The domain is not served: its routing mode "${printValue(routingMode)}" is not one of ${MODES.join(', ')}`;
    diagnostics.push(diagnostic('not-simulated', place, message));
    return [{ name, rules: [], mappings: [] }];
  }
  const rules =
    routingMode === 'API_MAPPING_ONLY'
      ? []
      : compileRoutingRules(domain.routingRules ?? [], collection, (message) =>
          diagnostics.push(diagnostic('not-simulated', place, message)),
        );
  if (routingMode === 'ROUTING_RULE_ONLY') return [{ name, rules, mappings: [] }];
  const mappings = domain.mappings.flatMap((mapping): readonly ServedMapping[] => {
    const api = findTarget(mapping.api, collection);
    const basePath = mapping.basePath === undefined ? '' : knownText(mapping.basePath);
    const stage = mapping.stage === undefined ? undefined : targetStage(mapping.stage, api);
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
  return [{ name, rules, mappings }];
}

/** Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/set-routing-mode.html */
const MODES: readonly string[] = ['API_MAPPING_ONLY', 'ROUTING_RULE_ONLY', 'ROUTING_RULE_THEN_API_MAPPING'];

/** What guards a domain and is not simulated. */
export function whyDomainIsClosed({ mutualTls, policy }: DomainName): 'mutual TLS' | 'the policy' | undefined {
  return mutualTls !== undefined ? 'mutual TLS' : policy !== undefined ? 'the policy' : undefined;
}
