import type { ApiCollection } from '../model/api.js';
import { diagnostic, type Diagnostic } from '../model/diagnostic.js';
import type { DomainName } from '../model/domain-name.js';
import { isDeployTime, knownText, printValue } from '../model/value.js';
import { own } from '../support/own.js';
import { compileRoutingRules } from './compile-routing-rules.js';
import { findTarget, targetStage } from './domain-target.js';
import type { ServedDomain, ServedMapping } from './served-api.js';
import { apiIdOf } from './stable-id.js';
import type { TrustStore } from './trust-store.js';

/** By the domain that trusts them. */
export type NamedTrustStores = Readonly<Record<string, TrustStore>>;

/** Compiles a custom domain; none without a name that is known before deployment. */
export function compileDomain(
  domain: DomainName,
  collection: ApiCollection,
  trustStores: NamedTrustStores,
  diagnostics: Diagnostic[],
): readonly ServedDomain[] {
  const name = knownText(domain.name);
  const place = { element: `domain ${printValue(domain.name)}` };
  if (name === undefined) {
    diagnostics.push(diagnostic('unresolved-value', place, 'Cannot serve a domain whose name only deployment knows'));
    return [];
  }
  const trustStore = domain.mutualTls === undefined ? undefined : own(trustStores, name);
  const closedBy = whyClosed(domain, name, trustStore);
  if (closedBy !== undefined) {
    diagnostics.push(diagnostic('not-simulated', place, `The domain is not served: ${closedBy}`));
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
  const guard = trustStore === undefined ? {} : { trustStore };
  if (routingMode === 'ROUTING_RULE_ONLY') return [{ name, ...guard, rules, mappings: [] }];
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
  return [{ name, ...guard, rules, mappings }];
}

/** Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/set-routing-mode.html */
const MODES: readonly string[] = ['API_MAPPING_ONLY', 'ROUTING_RULE_ONLY', 'ROUTING_RULE_THEN_API_MAPPING'];

function whyClosed({ mutualTls, policy }: DomainName, name: string, trustStore?: TrustStore): string | undefined {
  if (mutualTls !== undefined && trustStore === undefined) {
    return `it asks for mutual TLS; give the authorities that it trusts: --tls --trust-store ${name}=authorities.pem`;
  }
  return policy === undefined ? undefined : 'the policy is not simulated';
}

/** What callers of the default endpoint would pass by. */
export function guardOfDomain({ mutualTls, policy }: DomainName): 'mutual TLS' | 'the policy' | undefined {
  return mutualTls !== undefined ? 'mutual TLS' : policy !== undefined ? 'the policy' : undefined;
}
