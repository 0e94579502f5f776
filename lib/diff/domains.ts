import { printValue, type ApiMapping, type DomainName, type RoutingRule, type Value } from '../model/index.js';
import type { ApiName } from './account.js';
import { elsewhere, list, members, present, value, type Compare } from './compare.js';

const ROUTING_RULE = { added: 'routing-changed', removed: 'routing-changed' } as const;

/** Domain names, with how they name APIs. */
export function domainName(name: ApiName): Compare<DomainName | undefined> {
  return present(
    { added: 'domain-name-added', removed: 'domain-name-removed' },
    members<DomainName>({
      id: value('id-changed'),
      name: value('domain-name-changed'),
      endpointType: value('domain-endpoint-changed'),
      mappings: list<ApiMapping>(
        ({ basePath }) => `/${printValue(basePath ?? '')}`,
        present({ added: 'mapping-added', removed: 'mapping-removed' }, mapping(name)),
      ),
      mutualTls: value<DomainName['mutualTls']>((before, after) =>
        before === undefined
          ? 'mutual-tls-required'
          : after === undefined
            ? 'mutual-tls-not-required'
            : 'mutual-tls-changed',
      ),
      securityPolicy: value('tls-policy-changed'),
      routingMode: value('routing-changed'),
      routingRules: list<RoutingRule>(({ id }) => id, present(ROUTING_RULE, value('routing-changed'))),
      policy: value('policy-changed'),
    }),
  );
}

function mapping(name: ApiName): Compare<ApiMapping> {
  const api: Compare<Value<string>> = (before, after, place) =>
    name(before) === printValue(after) ? [] : value('mapping-changed')(before, after, place);
  return members<ApiMapping>({ api, stage: value('mapping-changed'), basePath: elsewhere });
}
