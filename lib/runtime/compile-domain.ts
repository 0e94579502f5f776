import type { ApiCollection } from '../model/api.js';
import { diagnostic, type Diagnostic } from '../model/diagnostic.js';
import type { DomainName } from '../model/domain-name.js';
import { isPrivate as isPrivateApi } from '../model/endpoint-configuration.js';
import { isDeployTime, knownText, printValue } from '../model/value.js';
import { defined } from '../support/defined.js';
import { own } from '../support/own.js';
import { compileDomainPolicy, isPrivateDomain } from './compile-domain-policy.js';
import type { CompileOptions } from './compile-options.js';
import { isServedLeniently, type NotSimulated } from './not-simulated.js';
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
  options: CompileOptions & { readonly trustStores?: NamedTrustStores },
  diagnostics: Diagnostic[],
): readonly ServedDomain[] {
  const name = knownText(domain.name);
  const place = { element: `domain ${printValue(domain.name)}` };
  if (name === undefined) {
    diagnostics.push(diagnostic('unresolved-value', place, 'Cannot serve a domain whose name only deployment knows'));
    return [];
  }
  const trustStore = domain.mutualTls === undefined ? undefined : own(options.trustStores ?? {}, name);
  const isPrivate = isPrivateDomain(domain);
  const policy = isPrivate ? compileDomainPolicy(domain, name, options) : undefined;
  const whyNoPolicy = typeof policy !== 'string' || isServedLeniently(POLICY, options.lenience) ? undefined : policy;
  const closedBy = whyMutualTlsIsClosed(domain, name, trustStore) ?? whyNoPolicy;
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
      : compileRoutingRules(domain.routingRules ?? [], collection, isPrivate, (message) =>
          diagnostics.push(diagnostic('not-simulated', place, message)),
        );
  const guard = { ...defined({ trustStore }), ...(typeof policy === 'object' && { policy }) };
  if (routingMode === 'ROUTING_RULE_ONLY') return [{ name, ...guard, rules, mappings: [] }];
  const mappings = domain.mappings.flatMap((mapping): readonly ServedMapping[] => {
    const api = findTarget(mapping.api, collection);
    if (isPrivate && api !== undefined && !(api.protocol === 'REST' && isPrivateApi(api))) {
      const message = `The mapping to ${api.id} is not served: a private domain leads to private REST APIs only`;
      diagnostics.push(diagnostic('not-simulated', place, message));
      return [];
    }
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

/** What `--lenient=resource-policy` serves without, as for APIs: a policy that cannot be imitated. */
const POLICY: NotSimulated = { feature: 'resource-policy', detail: 'the policy of a domain', optional: true };

/** Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/set-routing-mode.html */
const MODES: readonly string[] = ['API_MAPPING_ONLY', 'ROUTING_RULE_ONLY', 'ROUTING_RULE_THEN_API_MAPPING'];

function whyMutualTlsIsClosed({ mutualTls }: DomainName, name: string, trustStore?: TrustStore): string | undefined {
  if (mutualTls !== undefined && trustStore === undefined) {
    return `it asks for mutual TLS; give the authorities that it trusts: --tls --trust-store ${name}=authorities.pem`;
  }
  return undefined;
}

/** What callers of the default endpoint would pass by. */
export function guardOfDomain({ mutualTls, policy }: DomainName): 'mutual TLS' | 'the policy' | undefined {
  return mutualTls !== undefined ? 'mutual TLS' : policy !== undefined ? 'the policy' : undefined;
}
