import { describe, expect, test } from 'vitest';
import { DomainName, type DomainNameProps, type RoutingRuleOptions } from '../../../../lib/index.js';
import { resourceOf, resourcesOf, templateOf } from '../../synthesize.js';
import { pets, type Pets } from './pets.js';

function domainOf({ stack, certificate }: Pets, props: Partial<DomainNameProps> = {}): DomainName {
  return new DomainName(stack, 'Domain', { domainName: 'api.example.com', certificate, ...props });
}

describe('DomainName.addRoutingRule()', () => {
  test('writes each header as a condition of its own, since all must hold', () => {
    const made = pets();
    const domain = domainOf(made);
    domain.addRoutingRule('Beta', {
      priority: 10,
      stage: made.prod,
      basePaths: ['v1', 'v2/orders'],
      headers: { 'x-release': 'beta*', Host: '*' },
      stripBasePath: true,
    });
    domain.addRoutingRule('Rest', { priority: 20, stage: made.prod });
    const template = templateOf(made.app, made.stack);
    const arn = { 'Fn::GetAtt': [resourceOf(template, 'AWS::ApiGateway::DomainName').id, 'DomainNameArn'] };
    const target = {
      ApiId: { Ref: resourceOf(template, 'AWS::ApiGateway::RestApi').id },
      Stage: { Ref: resourceOf(template, 'AWS::ApiGateway::Stage').id },
    };
    expect(resourcesOf(template, 'AWS::ApiGatewayV2::RoutingRule').map(({ Properties }) => Properties)).toEqual([
      {
        DomainNameArn: arn,
        Priority: 10,
        Conditions: [
          { MatchBasePaths: { AnyOf: ['v1', 'v2/orders'] } },
          { MatchHeaders: { AnyOf: [{ Header: 'x-release', ValueGlob: 'beta*' }] } },
          { MatchHeaders: { AnyOf: [{ Header: 'Host', ValueGlob: '*' }] } },
        ],
        Actions: [{ InvokeApi: { ...target, StripBasePath: true } }],
      },
      { DomainNameArn: arn, Priority: 20, Conditions: [], Actions: [{ InvokeApi: target }] },
    ]);
  });

  test.each<[given: DomainNameProps['routingMode'], rule: boolean, mode: string | undefined]>([
    [undefined, false, undefined],
    [undefined, true, 'ROUTING_RULE_THEN_BASE_PATH_MAPPING'],
    ['ROUTING_RULE_ONLY', true, 'ROUTING_RULE_ONLY'],
    ['BASE_PATH_MAPPING_ONLY', false, 'BASE_PATH_MAPPING_ONLY'],
  ])('with routingMode %s and a rule: %s, the domain has %s', (routingMode, rule, mode) => {
    const made = pets();
    const domain = domainOf(made, { ...(routingMode !== undefined && { routingMode }) });
    if (rule) domain.addRoutingRule('Rule', { priority: 1, stage: made.prod });
    const { Properties } = resourceOf(templateOf(made.app, made.stack), 'AWS::ApiGateway::DomainName');
    expect(Properties.RoutingMode).toBe(mode);
  });

  test.each<[mistake: string, code: string, options: Partial<RoutingRuleOptions>]>([
    ['priority 0', 'routing-priority-invalid', { priority: 0 }],
    ['priority 1,000,001', 'routing-priority-invalid', { priority: 1_000_001 }],
    ['a taken priority', 'routing-priority-taken', { priority: 7 }],
    ['three headers', 'routing-condition-invalid', { headers: { a: '1', b: '2', c: '3' } }],
    ['the header Authorization', 'routing-condition-invalid', { headers: { Authorization: '*' } }],
    ['a header of AWS', 'routing-condition-invalid', { headers: { 'X-Amz-Date': '*' } }],
    ['a long header name', 'routing-condition-invalid', { headers: { ['x'.repeat(40)]: '*' } }],
    ['an asterisk in the middle', 'routing-condition-invalid', { headers: { 'x-a': 'a*b' } }],
    ['an empty pattern', 'routing-condition-invalid', { headers: { 'x-a': '' } }],
    ['a long pattern', 'routing-condition-invalid', { headers: { 'x-a': 'a'.repeat(128) } }],
    ['a slash before a path', 'base-path-invalid', { basePaths: ['/v1'] }],
    ['a long path', 'routing-condition-invalid', { basePaths: ['v'.repeat(128)] }],
  ])('refuses %s: %s', (_mistake, code, options) => {
    const made = pets();
    const domain = domainOf(made);
    domain.addRoutingRule('First', { priority: 7, stage: made.prod });
    expect(() => domain.addRoutingRule('Second', { priority: 8, stage: made.prod, ...options })).toThrow(
      expect.objectContaining({ code }) as Error,
    );
  });

  test('refuses a rule that the routing mode ignores', () => {
    const made = pets();
    const domain = domainOf(made, { routingMode: 'BASE_PATH_MAPPING_ONLY' });
    expect(() => domain.addRoutingRule('Rule', { priority: 1, stage: made.prod })).toThrow(
      'Cannot add a routing rule to Stack/Domain: its routing mode is BASE_PATH_MAPPING_ONLY',
    );
  });
});
