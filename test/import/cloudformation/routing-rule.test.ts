import { expect, test } from 'vitest';
import { readTemplate } from '../../../lib/import/cloudformation/template.js';
import { joinValues, reference, type Json } from '../../../lib/model/index.js';
import { domainOfArn } from '../../../lib/import/cloudformation/routing-rule.js';

const ARN = 'arn:aws:apigateway:us-east-1::/domainnames/';

function read(rule: Json, RoutingMode = 'ROUTING_RULE_ONLY') {
  const { collection, diagnostics } = readTemplate({
    Resources: {
      Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'Api' } },
      Domain: { Type: 'AWS::ApiGateway::DomainName', Properties: { DomainName: 'api.example.com', RoutingMode } },
      Rule: { Type: 'AWS::ApiGatewayV2::RoutingRule', Properties: rule },
    },
  });
  return { domain: collection.domainNames[0], diagnostics };
}

test('a routing rule belongs to the domain of its ARN', () => {
  const { domain, diagnostics } = read({
    DomainNameArn: { 'Fn::Sub': 'arn:${AWS::Partition}:apigateway:${AWS::Region}::/domainnames/${Domain}' },
    Priority: 5,
    Conditions: [
      { MatchBasePaths: { AnyOf: ['v1', 'v2'] } },
      { MatchHeaders: { AnyOf: [{ Header: 'X-Tenant', ValueGlob: 'a*' }] } },
    ],
    Actions: [{ InvokeApi: { ApiId: { Ref: 'Api' }, Stage: 'prod', StripBasePath: true } }],
  });
  expect(diagnostics).toEqual([]);
  expect(domain).toMatchObject({
    routingMode: 'ROUTING_RULE_ONLY',
    routingRules: [
      {
        id: 'Rule',
        priority: 5,
        conditions: [
          { kind: 'base-paths', anyOf: ['v1', 'v2'] },
          { kind: 'headers', anyOf: [{ name: 'X-Tenant', valueGlob: 'a*' }] },
        ],
        invokeApi: { api: reference('Api'), stage: 'prod', stripBasePath: true },
      },
    ],
  });
});

test.each<[what: string, rule: Json, read: Json]>([
  ['a condition that says nothing', { Conditions: [{}] }, { conditions: [{ kind: 'base-paths', anyOf: [] }] }],
  ['no priority', { Actions: [] }, { priority: 0, conditions: [] }],
])('%s is not one rule that takes every request', (_what, rule, expected) => {
  const { domain } = read({ DomainNameArn: `${ARN}api.example.com`, ...(rule as object) });
  expect(domain?.routingRules).toMatchObject([expected]);
  expect(domain?.routingRules?.[0]).not.toHaveProperty('invokeApi');
});

test.each([
  ['ROUTING_RULE_THEN_BASE_PATH_MAPPING', 'ROUTING_RULE_THEN_API_MAPPING'],
  ['BASE_PATH_MAPPING_ONLY', 'API_MAPPING_ONLY'],
])('the routing mode %s is %s', (written, mode) => {
  expect(read({}, written).domain?.routingMode).toBe(mode);
});

test('a rule of a domain that is defined elsewhere is reported', () => {
  const { domain, diagnostics } = read({ DomainNameArn: `${ARN}other.example.com`, Priority: 1 });
  expect(domain).not.toHaveProperty('routingRules');
  expect(diagnostics).toMatchObject([{ code: 'unresolved-reference', place: { element: 'Rule' } }]);
});

test.each([
  [`${ARN}api.example.com`, 'api.example.com'],
  [`${ARN}api.example.com+a1b2c3`, 'api.example.com'],
  [joinValues(['arn:', reference('AWS::Partition'), ':apigateway:::/domainnames/a.example.com']), 'a.example.com'],
  [joinValues([ARN, reference('Domain')]), reference('Domain')],
  [reference('Domain', 'DomainNameArn'), reference('Domain', 'DomainNameArn')],
  [undefined, undefined],
])('domainOfArn(%j)', (arn, domain) => {
  expect(domainOfArn(arn)).toEqual(domain);
});
