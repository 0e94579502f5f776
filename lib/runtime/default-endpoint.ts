import type { Api, ApiCollection } from '../model/api.js';
import { diagnostic, type Diagnostic } from '../model/diagnostic.js';
import type { DomainName } from '../model/domain-name.js';
import { isDeployTime, printValue } from '../model/value.js';
import { guardOfDomain } from './compile-domain.js';
import { findTarget, refersTo } from './domain-target.js';

/**
 * Whether the default endpoint of an API that has disabled it stays closed. Here it is often the only way in, so it is
 * served, unless that would let callers past the mutual TLS or the policy of a custom domain.
 */
export function isDefaultEndpointClosed(
  api: Api,
  collection: ApiCollection,
  closesDisabled: boolean,
  diagnostics: Diagnostic[],
): boolean {
  if (api.disableExecuteApiEndpoint !== true) return false;
  if (closesDisabled) return true;
  const guard = collection.domainNames.find(
    (domain) => guardOfDomain(domain) !== undefined && mayMapTo(domain, api, collection),
  );
  const message =
    guard === undefined
      ? 'The default endpoint is disabled, and served all the same: here it may be the only way in; --exact closes it'
      : `The default endpoint is disabled and stays closed: callers would pass by ${guardOfDomain(guard) ?? ''} ` +
        `of the domain ${printValue(guard.name)}`;
  diagnostics.push(diagnostic('not-simulated', { element: api.id, property: 'disableExecuteApiEndpoint' }, message));
  return guard !== undefined;
}

/** A mapping or rule to an API that only deployment knows may lead to any. */
function mayMapTo({ mappings, routingRules = [] }: DomainName, { id }: Api, collection: ApiCollection): boolean {
  const targets = [...mappings.map(({ api }) => api), ...routingRules.map(({ invokeApi }) => invokeApi?.api)];
  return targets.some(
    (api) => api === undefined || refersTo(api, id) || (isDeployTime(api) && findTarget(api, collection) === undefined),
  );
}
