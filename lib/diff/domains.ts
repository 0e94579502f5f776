import { printValue, type ApiMapping, type DomainName, type RoutingRule, type Value } from '../model/index.js';
import type { NewId } from './account.js';
import { difference, elsewhere, isSame, list, members, present, value, type Compare } from './compare.js';

const ROUTING_RULE = { added: 'routing-changed', removed: 'routing-changed' } as const;

/** Domain names, with what their references to APIs refer to. */
export function domainName(newApi: NewId): Compare<DomainName | undefined> {
  return present(
    { added: 'domain-name-added', removed: 'domain-name-removed' },
    members<DomainName>({
      id: value('id-changed'),
      name: value('domain-name-changed'),
      endpointType: value('domain-endpoint-changed'),
      mappings: list<ApiMapping>(
        ({ basePath }) => `/${printValue(basePath ?? '')}`,
        present({ added: 'mapping-added', removed: 'mapping-removed' }, mapping(newApi)),
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
      routingRules: list<RoutingRule>(({ id }) => id, present(ROUTING_RULE, routingRule(newApi))),
      policy: value('policy-changed'),
    }),
  );
}

function mapping(newApi: NewId): Compare<ApiMapping> {
  const api: Compare<Value<string>> = (before, after, place) =>
    newApi(before) === printValue(after) ? [] : value('mapping-changed')(before, after, place);
  return members<ApiMapping>({ api, stage: value('mapping-changed'), basePath: elsewhere });
}

function routingRule(newApi: NewId): Compare<RoutingRule> {
  const referring = ({ invokeApi, ...rule }: RoutingRule): unknown => ({
    ...rule,
    ...(invokeApi !== undefined && { invokeApi: { ...invokeApi, api: newApi(invokeApi.api) } }),
  });
  return (before, after, place) =>
    isSame(referring(before), referring(after)) ? [] : [difference('routing-changed', place, before, after)];
}
