import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stack as after } from '../../examples/migrate-from-aws-cdk-l2/after.js';
import { stack as before } from '../../examples/migrate-from-aws-cdk-l2/before.js';
import { stack as halfWay } from '../../examples/migrate-from-aws-cdk-l2/half-way.js';
import { addMatchers, LocalGateway } from '../../lib/testing/index.js';
import { FIXED_CLOCK, FIXED_IDS } from '../support/behaviour.js';
import { synthesizeExample, type ExampleTemplate } from '../support/example-template.js';

addMatchers(expect);

/** The API that callers use in each stage of the migration, and the rehearsal beside it. */
const APIS = {
  before: [before, 'Petstore/Pets'],
  'half-way': [halfWay, 'Petstore/Pets'],
  rehearsal: [halfWay, 'Petstore/PetsRehearsal'],
  after: [after, 'Petstore/Pets'],
} as const;
type StageOfMigration = keyof typeof APIS;

const ORIGIN = 'https://app.example.com';
const JSON_TYPE = { 'Content-Type': 'application/json' };

describe('examples/migrate-from-aws-cdk-l2: responses', () => {
  const gateways = new Map<StageOfMigration, LocalGateway>();
  beforeAll(async () => {
    for (const [stage, [stack, api]] of Object.entries(APIS)) {
      const gateway = await LocalGateway.fromStack(stack, { api, clock: FIXED_CLOCK, ids: FIXED_IDS });
      gateways.set(stage as StageOfMigration, gateway);
    }
  });
  afterAll(() => Promise.all([...gateways.values()].map((gateway) => gateway.close())));

  test.each<
    [what: string, method: string, path: string, credentials: string, body: string | undefined, status: number]
  >([
    ['lists pets', 'GET', '/pets', 'key', undefined, 200],
    ['shows a pet', 'GET', '/pets/1', 'key', undefined, 200],
    ['knows no other pet', 'GET', '/pets/9', 'key', undefined, 404],
    ['requires a key', 'GET', '/pets', '', undefined, 403],
    ['requires a token for a new pet', 'POST', '/pets', 'key', '{"name":"Tom"}', 401],
    ['takes a new pet', 'POST', '/pets', 'key token', '{"name":"Tom"}', 201],
    ['shows the new pet', 'GET', '/pets/2', 'key', undefined, 200],
    ['refuses a pet without a name', 'POST', '/pets', 'key token', '{"name":""}', 400],
    ['has no method for other verbs', 'DELETE', '/pets/1', 'key', undefined, 403],
    ['has no other path', 'GET', '/cats', 'key', undefined, 403],
    ['lets pages of the other origin ask', 'OPTIONS', '/pets', '', undefined, 204],
  ])('%s, in every stage', async (_what, method, path, credentials, body, status) => {
    const responses: Partial<Record<StageOfMigration, unknown>> = {};
    for (const [stage, gateway] of gateways) {
      const response = await gateway.fetch(path, {
        method,
        headers: {
          Origin: ORIGIN,
          ...(method === 'OPTIONS' && { 'Access-Control-Request-Method': 'GET' }),
          ...(body !== undefined && JSON_TYPE),
          ...(credentials.includes('key') && { 'x-api-key': gateway.apiKey() }),
          ...(credentials.includes('token') && { Authorization: await gateway.token({ user: 'ann' }) }),
        },
        ...(body !== undefined && { body }),
      });
      responses[stage] = { status: response.status, body: await response.text() };
    }
    const { before: expected, ...others } = responses;
    expect(expected).toMatchObject({ status });
    for (const [stage, response] of Object.entries(others))
      expect({ stage, response }).toEqual({ stage, response: expected });
  });

  // The differences that the README names.
  test.each<[what: string, path: string, key: boolean, before: string | null]>([
    ['a response of the function', '/pets', true, ORIGIN],
    ['an error of the gateway', '/pets', false, null],
  ])('pages can read %s', async (_what, path, key, expected) => {
    const allowed: Record<string, string | null> = {};
    for (const [stage, gateway] of gateways) {
      const headers = { Origin: ORIGIN, ...(key && { 'x-api-key': gateway.apiKey() }) };
      const response = await gateway.fetch(path, { headers });
      allowed[stage] = response.headers.get('access-control-allow-origin');
    }
    expect(allowed).toEqual({ before: expected, 'half-way': expected, rehearsal: ORIGIN, after: ORIGIN });
  });

  test('preflights name the methods of their path, where there are any', async () => {
    const preflights: Record<string, unknown> = {};
    for (const [stage, gateway] of gateways) {
      const ask = async (path: string): Promise<readonly [number, string | null]> => {
        const response = await gateway.fetch(path, {
          method: 'OPTIONS',
          headers: { Origin: ORIGIN, 'Access-Control-Request-Method': 'GET' },
        });
        return [response.status, response.headers.get('access-control-allow-methods')];
      };
      preflights[stage] = [await ask('/pets/1'), await ask('/')];
    }
    const all = 'OPTIONS,GET,PUT,POST,DELETE,PATCH,HEAD';
    const [was, is] = [
      [
        [204, all],
        [204, all],
      ],
      [
        [204, 'GET,OPTIONS'],
        [403, null],
      ],
    ];
    expect(preflights).toEqual({ before: was, 'half-way': was, rehearsal: is, after: is });
  });

  test('has no finding', () => {
    for (const gateway of gateways.values()) {
      expect(gateway.diagnostics.filter(({ severity }) => severity !== 'info')).toEqual([]);
    }
  });
});

/** Ids and types of resources that one template has and another has not. */
function onlyIn(one: ExampleTemplate, other: ExampleTemplate): readonly string[] {
  return Object.entries(one.Resources)
    .filter(([id]) => !Object.hasOwn(other.Resources, id))
    .map(([id, { Type }]) => `${Type} ${id}`)
    .sort();
}

/** Logical ids of deployments end with a hash of what they deploy. */
function withoutHashes(lines: readonly string[]): readonly string[] {
  return lines.map((line) => line.replace(/(Deployment[0-9A-F]{8})\w+$/, '$1'));
}

function typesOf(lines: readonly string[]): readonly string[] {
  return [...new Set(lines.map((line) => line.split(' ')[0] ?? ''))];
}

/**
 * Properties whose change replaces a resource.
 *
 * Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_ApiGateway.html ("Update requires: Replacement")
 */
const REPLACING: Readonly<Record<string, readonly string[]>> = {
  'AWS::ApiGateway::RestApi': [],
  'AWS::ApiGateway::Stage': ['RestApiId', 'StageName'],
  'AWS::ApiGateway::UsagePlan': [],
  'AWS::ApiGateway::UsagePlanKey': ['KeyId', 'KeyType', 'UsagePlanId'],
  'AWS::ApiGateway::ApiKey': ['GenerateDistinctId', 'Name', 'Value'],
};

describe('examples/migrate-from-aws-cdk-l2: logical ids', () => {
  const [first, middle, last] = [before, halfWay, after].map(synthesizeExample) as [
    ExampleTemplate,
    ExampleTemplate,
    ExampleTemplate,
  ];

  test('the step to half-way takes nothing away and changes nothing but policies and the stages of the plan', () => {
    expect(onlyIn(first, middle)).toEqual([]);
    for (const [id, resource] of Object.entries(first.Resources)) {
      const { DeletionPolicy: _deletion, UpdateReplacePolicy: _replace, ...changed } = middle.Resources[id] ?? {};
      const { DeletionPolicy: _was, UpdateReplacePolicy: _had, ...given } = resource;
      if (resource.Type === 'AWS::ApiGateway::UsagePlan') continue;
      expect({ id, ...changed }).toEqual({ id, ...given });
    }
    expect(withoutHashes(onlyIn(middle, first))).toMatchSnapshot();
  });

  test('the step to after lets CloudFormation delete permissions and the rehearsal only', () => {
    const deleted = onlyIn(middle, last).filter((line) => {
      const { DeletionPolicy } = middle.Resources[line.split(' ')[1] ?? ''] ?? {};
      return (
        DeletionPolicy !== 'Retain' && DeletionPolicy !== 'RetainExceptOnCreate' && !line.includes(' PetsRehearsal')
      );
    });
    expect(typesOf(deleted)).toEqual(['AWS::Lambda::Permission']);
    expect(withoutHashes(onlyIn(middle, last))).toMatchSnapshot('removed from the template');
    expect(withoutHashes(onlyIn(last, middle))).toMatchSnapshot('new');
  });

  test('the API, its stage, plan and key stay, and nothing about them asks for a replacement', () => {
    const kept = Object.entries(last.Resources).filter(([id]) => Object.hasOwn(first.Resources, id));
    const api = kept.filter(([, { Type }]) => Type.startsWith('AWS::ApiGateway'));
    expect(api.map(([, { Type }]) => Type).sort()).toEqual(Object.keys(REPLACING).sort());
    for (const [id, { Type, Properties }] of api) {
      const was = first.Resources[id];
      expect(was?.Type).toBe(Type);
      for (const name of REPLACING[Type] ?? [])
        expect([id, name, Properties[name]]).toEqual([id, name, was?.Properties[name]]);
    }
    expect(Object.keys(last.Outputs ?? {})).toEqual(expect.arrayContaining(Object.keys(first.Outputs ?? {})));
  });

  test('takes 7 resources in place of 24', () => {
    const own = ({ Resources }: ExampleTemplate): number =>
      Object.values(Resources).filter(({ Type }) => /^AWS::(ApiGateway::|Lambda::Permission)/.test(Type)).length;
    expect([own(first), own(last)]).toEqual([24, 7]);
  });

  test('what the API stands on stays as it is', () => {
    for (const [id, resource] of Object.entries(first.Resources)) {
      if (resource.Type.startsWith('AWS::ApiGateway') || resource.Type === 'AWS::Lambda::Permission') continue;
      expect({ id, ...last.Resources[id] }).toEqual({ id, ...resource });
    }
  });

  test('has the template and routes of its snapshots', async () => {
    expect(last).toMatchSnapshot('template');
    await expect(before).toMatchApiSnapshot();
    await expect(after).toMatchApiSnapshot();
  });
});
