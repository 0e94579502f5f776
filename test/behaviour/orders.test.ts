import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stack } from '../../examples/orders/app.js';
import { addMatchers, LocalGateway } from '../../lib/testing/index.js';
import { asExpected, ask, FIXED_CLOCK, FIXED_IDS, type BehaviourCase } from '../support/behaviour.js';
import { withCredentials } from '../support/example-requests.js';

addMatchers(expect);

const EXAMPLE = join(__dirname, '..', '..', 'examples', 'orders');
const cases = JSON.parse(readFileSync(join(EXAMPLE, 'requests.json'), 'utf8')) as readonly BehaviourCase[];

interface Template {
  readonly Parameters: Readonly<Record<string, unknown>>;
  readonly Outputs: Readonly<Record<string, { readonly Value: unknown }>>;
  readonly Resources: Readonly<
    Record<string, { readonly Type: string; readonly Properties: Readonly<Record<string, unknown>> }>
  >;
}

function synthesize(): Template {
  const assembly = (App.of(stack) as App).synth({ force: true });
  return assembly.getStackArtifact(stack.artifactId).template as Template;
}

function propertiesOf(template: Template, type: string): readonly Readonly<Record<string, unknown>>[] {
  return Object.values(template.Resources)
    .filter((resource) => resource.Type === type)
    .map(({ Properties }) => Properties);
}

describe('examples/orders', () => {
  let gateway: LocalGateway;
  let template: Template;

  beforeAll(async () => {
    template = synthesize();
    gateway = await LocalGateway.fromStack(stack, { clock: FIXED_CLOCK, ids: FIXED_IDS });
  });
  afterAll(() => gateway.close());

  test.each(cases.map((one) => [one.name, one] as const))('%s', async (_name, one) => {
    const request = await withCredentials(one, { token: (asked) => gateway.token(asked), key: () => gateway.apiKey() });
    expect(asExpected(await ask(gateway, request), one.expect)).toEqual(one.expect);
  });

  test('caches an order for the caller who read it', async () => {
    const fresh = await LocalGateway.fromStack(stack);
    const read = async (user: string): Promise<string> => {
      const Authorization = await fresh.token({ user, scopes: ['orders/read'] });
      const response = await fresh.fetch('/orders/1', { headers: { Authorization, 'x-api-key': fresh.apiKey() } });
      return `${response.status} ${await response.text()}`;
    };
    const tokens = { ann: await fresh.token({ user: 'ann', scopes: ['orders/read'] }) };
    const readAgain = async (): Promise<string> => {
      const headers = { Authorization: tokens.ann, 'x-api-key': fresh.apiKey() };
      return (await fresh.fetch('/orders/1', { headers })).text();
    };
    const first = await readAgain();
    expect(await readAgain()).toBe(first);
    expect(await read('bob')).toBe('404 {"message":"No such order"}');
    await fresh.close();
  });

  test('has no finding', () => {
    expect(gateway.diagnostics.filter(({ severity }) => severity !== 'info')).toEqual([]);
  });

  test('has the routes of its snapshot', async () => {
    await expect(stack).toMatchApiSnapshot();
  });

  test('has the usage plan, the cache and the stage of its snapshot', () => {
    expect(propertiesOf(template, 'AWS::ApiGateway::UsagePlan')).toMatchSnapshot();
    expect(propertiesOf(template, 'AWS::ApiGateway::Stage')).toMatchSnapshot();
  });

  test('pins its stage by a parameter, and says what it serves by an output', () => {
    expect(Object.keys(template.Parameters)).toContain('OrdersProdDeployment');
    expect(Object.keys(template.Outputs)).toContain('OrdersProdServes');
  });
});
