import { describe, expect, test } from 'vitest';
import { readSections } from '../../../lib/import/cloudformation/sections.js';
import { readShortForm } from '../../../lib/intrinsics/index.js';
import { Stack, type StackContext } from '../../../lib/import/cloudformation/stack.js';
import { readTemplate } from '../../../lib/import/cloudformation/template.js';
import { parseJsonOrYaml } from '../../../lib/import/text/index.js';
import {
  intrinsic,
  joinValues,
  reference,
  type Diagnostic,
  type Document,
  type Json,
} from '../../../lib/model/index.js';

const TEMPLATE = `
Parameters:
  Env: { Type: String, Default: dev }
  Count: { Type: Number, Default: 3 }
  Names: { Type: CommaDelimitedList, Default: 'a, b' }
  Secret: { Type: 'AWS::SSM::Parameter::Value<String>', Default: /path }
  Given: { Type: String }
  Stored: { Type: String, Default: '{{resolve:ssm:/c}}.example.com' }
  Attribute: { Type: String, Default: Arn }
Mappings:
  Limits: { dev: { rate: 5 }, us-east-1: { rate: 7 } }
Conditions:
  IsDev: !Equals [!Ref Env, dev]
  IsProd: !Not [!Condition IsDev]
  Both: !And [!Condition IsDev, !Condition IsProd]
  Either: !Or [!Condition IsDev, !Condition IsProd]
  Circle: !Condition Circle
  InUs: !Equals [!Ref AWS::Region, us-east-1]
  Unknown: !Equals [!Ref Given, x]
Resources:
  Orders: { Type: 'AWS::Lambda::Function' }
  Nested: { Type: 'AWS::CloudFormation::Stack' }
  Table: { Type: 'AWS::DynamoDB::Table' }
`;

function stackOf(yaml: string, context: Partial<StackContext> = {}): { stack: Stack; findings: Diagnostic[] } {
  const findings: Diagnostic[] = [];
  const sections = readSections(parse(yaml) as Readonly<Record<string, Json>>);
  const stack = new Stack(sections, {
    qualify: (id) => id,
    parameter: () => undefined,
    values: {},
    environment: {},
    importValue: () => undefined,
    nestedOutput: () => undefined,
    open: false,
    report: (finding) => findings.push(finding),
    ...context,
  });
  return { stack, findings };
}

function parse(yaml: string): Json {
  return parseJsonOrYaml(yaml, 'template.yaml', { customTags: readShortForm }).value;
}

const region = reference('AWS::Region');

describe('Stack.resolve()', () => {
  test.each<[written: string, resolved: Document | undefined]>([
    ['!Ref Env', 'dev'],
    ['!Ref Count', '3'],
    ['!Ref Names', ['a', 'b']],
    ['!Ref Secret', reference('Secret')],
    ['!Ref Given', reference('Given')],
    ['!Ref AWS::Region', region],
    ['!Ref AWS::NoValue', undefined],
    ['!Ref AWS::NotificationARNs', []],
    ['!Ref Orders', reference('Orders')],
    ['!GetAtt Orders.Arn', reference('Orders', 'Arn')],
    ['{ Fn::GetAtt: [Orders, Arn] }', reference('Orders', 'Arn')],
    ['!Sub "${Env}-x"', 'dev-x'],
    ['!Sub "arn:${AWS::Region}:${Orders.Arn}"', joinValues(['arn:', region, ':', reference('Orders', 'Arn')])],
    ['!Sub ["${A}/${Env}", { A: !Ref Orders }]', joinValues([reference('Orders'), '/dev'])],
    ['!Sub "${!Env} ${stageVariables.fn} ${terraform_token}"', '${Env} ${stageVariables.fn} ${terraform_token}'],
    ['!Join ["", [a, !Ref Orders, b]]', joinValues(['a', reference('Orders'), 'b'])],
    ['!Join [",", !Ref Names]', 'a,b'],
    ['!Join ["", !GetAtt Orders.List]', intrinsic('Fn::Join', ['', reference('Orders', 'List')])],
    ['!Select [1, !Ref Names]', 'b'],
    ['!Select ["0", !Split ["/", "x/y"]]', 'x'],
    ['!Split ["/", !Ref Orders]', intrinsic('Fn::Split', ['/', reference('Orders')])],
    ['!If [IsDev, yes, no]', 'yes'],
    ['{ a: !If [IsProd, 1, !Ref AWS::NoValue], b: 2 }', { b: 2 }],
    ['[!Ref AWS::NoValue, 1]', [1]],
    ['!FindInMap [Limits, !Ref Env, rate]', 5],
    ['!FindInMap [Limits, !Ref AWS::Region, rate]', 7],
    ['!FindInMap [Limits, !Ref Given, rate]', intrinsic('Fn::FindInMap', ['Limits', reference('Given'), 'rate'])],
    ['{ Fn::FindInMap: [Limits, none, rate, { DefaultValue: 1 }] }', 1],
    ['!ImportValue shared', 'imported'],
    ['!ImportValue other', intrinsic('Fn::ImportValue', 'other')],
    ['!Base64 abc', 'YWJj'],
    ['!Cidr [10.0.0.0/16, 2, 8]', ['10.0.0.0/24', '10.0.1.0/24']],
    ['!GetAZs us-west-2', ['us-west-2a', 'us-west-2b', 'us-west-2c']],
    ['{ Fn::Length: !Ref Names }', 2],
    ['{ Fn::ToJsonString: { a: [1, !Ref Orders] } }', joinValues(['{"a":[1,"', reference('Orders'), '"]}'])],
    ['"{{resolve:ssm:/a/b}}/x"', joinValues([intrinsic('resolve', 'ssm:/a/b'), '/x'])],
    ['!Join ["", ["{{resolve:ssm:", "/a}}"]]', intrinsic('resolve', 'ssm:/a')],
    ['!Sub "{{resolve:ssm:/${Env}/b}}"', intrinsic('resolve', 'ssm:/dev/b')],
    ['!Ref Stored', joinValues([intrinsic('resolve', 'ssm:/c'), '.example.com'])],
    ['!GetAtt Nested.Outputs.Url', reference('Nested', 'Outputs.Url')],
    ['{ Fn::GetAtt: [Orders, !Ref Attribute] }', reference('Orders', 'Arn')],
    ['!GetAtt Orders', intrinsic('Fn::GetAtt', 'Orders')],
    ['{ Fn::Unheard: [1] }', intrinsic('Fn::Unheard', [1])],
    ['{ __proto__: 1, constructor: !Ref Env }', parse('{ __proto__: 1, constructor: dev }')],
  ])('%s', (written, resolved) => {
    const { stack } = stackOf(TEMPLATE, {
      importValue: (name) => (name === 'shared' ? 'imported' : undefined),
    });
    expect(stack.resolve(parse(written), {})).toEqual(resolved);
  });

  test.each<[written: string, code: string]>([
    ['!Ref Nobody', 'unresolved-reference'],
    ['!Sub "${nobody}"', 'unresolved-reference'],
    ['!GetAtt Nobody.Arn', 'unresolved-reference'],
    ['{ Fn::Unheard: [1] }', 'not-read'],
    ['!If [Unknown, 1, 2]', 'unresolved-value'],
    ['!If [Nowhere, 1, 2]', 'unresolved-reference'],
  ])('reports %s as %s, once', (written, code) => {
    const { stack, findings } = stackOf(TEMPLATE);
    stack.resolve([parse(written), parse(written)], { element: 'Orders' });
    expect(findings.map((finding) => finding.code)).toEqual([code]);
  });

  test('takes parameters from outside over their defaults', () => {
    const { stack } = stackOf(TEMPLATE, { parameter: (name) => (name === 'Names' ? 'x,y' : undefined) });
    expect(stack.resolve({ Ref: 'Names' }, {})).toEqual(['x', 'y']);
  });

  test('takes unknown names as they stand outside of templates', () => {
    const { stack, findings } = stackOf('Resources: {}', { open: true });
    expect(stack.resolve({ 'Fn::Sub': '${Fn.Arn} ${stageVariables.x} ${not_a_name}' }, {})).toEqual(
      joinValues([reference('Fn', 'Arn'), ' ${stageVariables.x} ${not_a_name}']),
    );
    expect(findings).toEqual([expect.objectContaining({ code: 'unresolved-reference' })]);
  });
});

describe('Stack.holds()', () => {
  test.each<[condition: string, holds: boolean]>([
    ['IsDev', true],
    ['IsProd', false],
    ['Both', false],
    ['Either', true],
    ['Circle', false],
    ['InUs', true],
    ['Unknown', false],
    ['Nowhere', true],
  ])('%s: %s', (condition, holds) => {
    expect(stackOf(TEMPLATE).stack.holds(condition)).toBe(holds);
  });
});

describe('readTemplate()', () => {
  test('writes loops out before it reads resources', () => {
    const template = parse(`
Transform: AWS::LanguageExtensions
Parameters: { Names: { Type: CommaDelimitedList, Default: 'pets,toys' } }
Resources:
  Fn::ForEach::Apis:
    - Name
    - !Ref Names
    - Api\${Name}:
        Type: AWS::ApiGateway::RestApi
        Properties: { Name: !Sub 'the-\${Name}', Description: !Ref Name }
`);
    expect(readTemplate(template).collection.apis).toEqual([
      expect.objectContaining({ id: 'Apipets', name: 'the-pets', description: 'pets' }),
      expect.objectContaining({ id: 'Apitoys', name: 'the-toys', description: 'toys' }),
    ]);
  });

  test('stops loops that would never end', () => {
    const loop = (body: Json): Json => ({
      'Fn::ForEach::A': ['X', Array.from({ length: 100 }, (_, i) => `${i}`), body],
    });
    const template = { Resources: loop({ 'R${X}': loop({ 'S${X}': loop({ 'T${X}': 1 }) }) }) };
    const start = performance.now();
    readTemplate(template);
    expect(performance.now() - start).toBeLessThan(2000);
  });

  test('reports the assertion of a rule that fails for certain', () => {
    const template = parse(`
Parameters: { Env: { Type: String, Default: dev }, Version: { Type: 'AWS::SSM::Parameter::Value<String>', Default: /v } }
Rules:
  NotDev: { Assertions: [{ Assert: !Not [!Equals [!Ref Env, dev]], AssertDescription: dev is not for deploying }] }
  Bootstrap: { Assertions: [{ Assert: !Not [{ 'Fn::Contains': [['1', '2'], !Ref Version] }] }] }
Resources: {}
`);
    expect(readTemplate(template).diagnostics).toEqual([
      expect.objectContaining({ code: 'invalid-value', place: { element: 'rule NotDev' } }),
    ]);
  });
});
