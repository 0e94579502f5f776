import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stack } from '../../examples/private-api/app.js';
import { addMatchers, LocalGateway, type LocalGatewayOptions } from '../../lib/testing/index.js';
import { asExpected, ask, FIXED_CLOCK, FIXED_IDS, type BehaviourCase } from '../support/behaviour.js';

addMatchers(expect);

const EXAMPLE = join(__dirname, '..', '..', 'examples', 'private-api');
const cases = JSON.parse(readFileSync(join(EXAMPLE, 'requests.json'), 'utf8')) as readonly BehaviourCase[];
const configuration = JSON.parse(readFileSync(join(EXAMPLE, 'sluice.json'), 'utf8')) as LocalGatewayOptions;

describe('examples/private-api', () => {
  let gateway: LocalGateway;
  beforeAll(async () => {
    gateway = await LocalGateway.fromStack(stack, { clock: FIXED_CLOCK, ids: FIXED_IDS, ...configuration });
  });
  afterAll(() => gateway.close());

  test.each(cases.map((one) => [one.name, one] as const))('%s', async (_name, one) => {
    expect(asExpected(await ask(gateway, one), one.expect)).toEqual(one.expect);
  });

  test.each<[who: string, sourceIp: string, status: number]>([
    ['in the VPC', '10.0.255.1', 200],
    ['outside of the VPC', '10.1.0.1', 403],
  ])('a caller %s that comes through the endpoint of the API: %s: %i', async (_who, sourceIp, status) => {
    const [id = ''] = Object.values(configuration.values ?? {});
    const other = await LocalGateway.fromStack(stack, { ...configuration, vpcEndpoints: { [id]: { sourceIp } } });
    expect((await other.fetch('/employees/7/payslips')).status).toBe(status);
    await other.close();
  });

  test('refuses every call where nothing is said of a VPC endpoint', async () => {
    const other = await LocalGateway.fromStack(stack);
    expect((await other.fetch('/employees/7/payslips')).status).toBe(501);
    await other.close();
  });

  test('has no finding but that a local caller is in no VPC', () => {
    const found = gateway.diagnostics.filter(({ severity }) => severity !== 'info').map(({ message }) => message);
    expect(found).toEqual(['The API is private: every local caller counts as coming through its VPC endpoint']);
  });

  test('has the routes of its snapshot', async () => {
    await expect(stack).toMatchApiSnapshot();
  });

  test('has the policy and the endpoint of its snapshot', () => {
    const assembly = (App.of(stack) as App).synth({ force: true });
    const { Resources } = assembly.getStackArtifact(stack.artifactId).template as {
      Resources: Record<string, { Type: string; Properties: Record<string, unknown> & { Body?: object } }>;
    };
    const api = Object.values(Resources).find(({ Type }) => Type === 'AWS::ApiGateway::RestApi');
    const { Body, EndpointConfiguration } = api?.Properties ?? {};
    expect(EndpointConfiguration).toMatchSnapshot();
    expect((Body as Record<string, unknown>)['x-amazon-apigateway-policy']).toMatchSnapshot();
  });
});
