import { describe, expect, test } from 'vitest';
import { EMPTY_COLLECTION, reference, type DomainName, type RoutingRule } from '../../lib/model/index.js';
import { LocalRuntime } from '../../lib/runtime/index.js';
import { mock, restApi } from '../support/rest-request.js';
import { wholeBody } from '../support/whole-body.js';

const SHOWN = mock({
  'application/json':
    '$context.stage $context.path $context.customDomain.basePathMatched $context.customDomain.routingRuleIdMatched.length()',
});

function rule(id: string, priority: number, rest: Partial<RoutingRule>): RoutingRule {
  const invokeApi = { api: reference('Api'), stage: id, stripBasePath: true };
  return { id, priority, conditions: [], invokeApi, ...rest };
}

const path = (...anyOf: string[]): RoutingRule['conditions'][number] => ({ kind: 'base-paths', anyOf });
const header = (name: string, valueGlob: string): RoutingRule['conditions'][number] => ({
  kind: 'headers',
  anyOf: [{ name, valueGlob }],
});

const RULES = [
  rule('beta', 20, { conditions: [path('pets')] }),
  rule('vip', 10, { conditions: [path('pets', 'cats'), header('X-Tenant', 'vip-*')] }),
  rule('whole', 30, {
    conditions: [path('all')],
    invokeApi: { api: 'Api', stage: 'whole', stripBasePath: false },
  }),
  rule('host', 40, { conditions: [header('host', 'hi.example.com')] }),
];

function runtimeOf(domain: Partial<DomainName>): LocalRuntime {
  const names = ['main', 'beta', 'vip', 'whole', 'host'];
  const api = restApi(
    { 'GET /': { integration: SHOWN }, 'GET /all': { integration: SHOWN } },
    { stages: names.map((name) => ({ name })) },
  );
  const domainNames = [
    { id: 'D', name: '*.example.com', mappings: [{ api: 'Api', stage: 'main', basePath: 'pets' }], ...domain },
  ];
  return new LocalRuntime({ collection: { ...EMPTY_COLLECTION, apis: [api], domainNames }, functions: [] });
}

async function get(runtime: LocalRuntime, target: string, headers: Record<string, string> = {}): Promise<string> {
  const response = await runtime.gateway.handle(
    {
      method: 'GET',
      target,
      headers: Object.entries({ Host: 'a.example.com:3000', ...headers }),
      body: Buffer.alloc(0),
      sourceIp: '127.0.0.1',
      protocol: 'https',
      httpVersion: 'HTTP/1.1',
    },
    runtime.gateway.apis[0]?.apiId ?? '',
  );
  return response.status === 200 ? wholeBody(response).toString() : String(response.status);
}

describe('routing rules of a custom domain', () => {
  test.each<[mode: string | undefined, target: string, headers: Record<string, string>, answer: string]>([
    ['ROUTING_RULE_THEN_API_MAPPING', '/pets', {}, 'beta /pets - 6'],
    ['ROUTING_RULE_THEN_API_MAPPING', '/pets', { 'x-tenant': 'vip-1' }, 'vip /pets - 6'],
    ['ROUTING_RULE_THEN_API_MAPPING', '/cats', { 'x-tenant': 'VIP-1' }, '403'],
    ['ROUTING_RULE_THEN_API_MAPPING', '/all', {}, 'whole /all - 6'],
    ['ROUTING_RULE_THEN_API_MAPPING', '/', { Host: 'hi.example.com:3000' }, 'host / - 6'],
    ['ROUTING_RULE_ONLY', '/pets', {}, 'beta /pets - 6'],
    ['ROUTING_RULE_ONLY', '/other', {}, '403'],
    ['API_MAPPING_ONLY', '/pets', {}, 'main /pets pets 1'],
    [undefined, '/pets', {}, 'main /pets pets 1'],
    ['SOMETIMES', '/pets', {}, '403'],
  ])('%s %s %j: %s', async (routingMode, target, headers, answer) => {
    const runtime = runtimeOf({ routingRules: RULES, ...(routingMode !== undefined && { routingMode }) });
    expect(await get(runtime, target, headers)).toBe(answer);
  });

  test('fall back to mappings where none holds', async () => {
    const runtime = runtimeOf({ routingRules: RULES.slice(1), routingMode: 'ROUTING_RULE_THEN_API_MAPPING' });
    expect(await get(runtime, '/pets')).toBe('main /pets pets 1');
  });

  test.each<[what: string, broken: Partial<RoutingRule>, problem: RegExp]>([
    ['a header that rules cannot look at', { conditions: [header('Authorization', '*')] }, /the header Authorization/],
    ['such a header by its beginning', { conditions: [header('X-Amz-Date', '*')] }, /the header X-Amz-Date/],
    ['a wildcard within a value', { conditions: [header('a', 'b*c')] }, /the value of a is/],
    ['no header', { conditions: [{ kind: 'headers', anyOf: [] }] }, /names 0 headers/],
    ['a base path with slashes around it', { conditions: [path('/v1')] }, /base paths/],
    ['no base path', { conditions: [path()] }, /base paths/],
    [
      'a base path that only deployment knows',
      { conditions: [{ kind: 'base-paths', anyOf: [reference('P')] }] },
      /base/,
    ],
    ['two conditions of base paths', { conditions: [path('a'), path('b')] }, /at most one/],
    ['an unknown API', { invokeApi: { api: 'none', stage: 'x', stripBasePath: true } }, /one action/],
    ['a priority out of range', { priority: 0 }, /its priority/],
    ['a priority of another rule', { priority: 20 }, /priority 20 too/],
  ])('a rule with %s answers what comes to it 403', async (_what, broken, problem) => {
    const routingRules = [...RULES, rule('main', 15, broken)];
    const runtime = runtimeOf({ routingRules, routingMode: 'ROUTING_RULE_THEN_API_MAPPING' });
    expect(runtime.diagnostics.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^Cannot read the routing rule "main": /),
    ]);
    expect(runtime.diagnostics[0]?.message).toMatch(problem);
    expect(await get(runtime, '/unheard')).toBe('403');
    // What goes before it is served.
    if (broken.priority === undefined)
      expect(await get(runtime, '/pets', { 'X-Tenant': 'vip-2' })).toBe('vip /pets - 6');
  });
});
