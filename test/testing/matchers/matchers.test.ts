import { App, Duration, Stack } from 'aws-cdk-lib';
import type { CfnRestApi } from 'aws-cdk-lib/aws-apigateway';
import { CfnApi, CfnStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { UserPool } from 'aws-cdk-lib/aws-cognito';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  Authorizer,
  CacheSize,
  CognitoAuthorizer,
  HttpIntegration,
  LambdaIntegration,
  MockIntegration,
  Quota,
  RestApi,
} from '../../../lib/index.js';
import { addMatchers, apiPage, LocalGateway } from '../../../lib/testing/index.js';
import { inlineFunction } from '../../constructs/synthesize.js';

addMatchers(expect);

function pets(): { readonly stack: Stack; readonly api: RestApi } {
  const stack = new Stack(new App(), 'Stack');
  const api = new RestApi(stack, 'Pets', { defaults: { throttle: { rateLimit: 10, burstLimit: 5 } } });
  const users = new CognitoAuthorizer({ userPools: [new UserPool(stack, 'Pool')], authorizerName: 'users' });
  const ok = new MockIntegration({ responses: [{ statusCode: 200 }] });
  api.get('/pets', new LambdaIntegration(inlineFunction(stack, 'List')), { authorizer: users, scopes: ['pets/read'] });
  api.get('/pets/{petId}', new HttpIntegration('https://pets.example.com/{petId}', { timeout: Duration.seconds(3) }), {
    authorizer: Authorizer.IAM,
    cache: { ttl: Duration.minutes(1), keys: ['path.petId'] },
  });
  api.post('/pets', ok, { apiKeyRequired: true, parameters: { 'querystring.name': true } });
  api.get('/health', ok, { parameters: { 'header.X-Probe': true } });
  api.addGatewayResponse('ACCESS_DENIED', { statusCode: 404 });
  const prod = api.addStage('prod', { cache: { size: CacheSize.GB_0_5 }, variables: { release: 'stable' } });
  prod.addUsagePlan('Basic', { throttle: { rateLimit: 50 }, quota: Quota.perMonth(10_000) }).addApiKey('Mobile', {
    value: 'a-key-of-twenty-characters',
  });
  return { stack, api };
}

describe('toAllow()', () => {
  let gateway: LocalGateway;
  beforeAll(async () => {
    gateway = await LocalGateway.fromStack(pets().stack);
  });
  afterAll(() => gateway.close());

  test('is whether the gateway lets the request in', async () => {
    await expect(gateway).not.toAllow('GET', '/pets');
    await expect(gateway).toAllow('GET', '/pets', { token: { user: 'ann', scopes: ['pets/read'] } });
    await expect(gateway).not.toAllow('GET', '/pets', { token: { user: 'ann', scopes: ['pets/write'] } });
    await expect(gateway).not.toAllow('GET', '/pets/1');
    await expect(gateway).not.toAllow('POST', '/pets?name=Rex');
    await expect(gateway).toAllow('POST', '/pets?name=Rex', { apiKey: 'a-key-of-twenty-characters' });
    await expect(gateway).not.toAllow('GET', '/cats');
  });

  test('takes a request that reaches no stage for refused', async () => {
    const { stack, api } = pets();
    (api.node.findChild('Resource') as CfnRestApi).disableExecuteApiEndpoint = true;
    const closed = await LocalGateway.fromStack(stack, { closesDisabledEndpoint: true });
    await expect(closed).not.toAllow('GET', '/health');
    await expect(expect(closed).toAllow('GET', '/health')).rejects.toThrow('403: the request reaches no stage');
    await closed.close();
  });

  test('takes a request for allowed that is found invalid afterwards', async () => {
    await expect(gateway).toAllow('GET', '/health');
  });

  test('keeps requests of one gateway apart', async () => {
    await Promise.all([
      expect(gateway).toAllow('GET', '/health', { headers: { 'X-Probe': '1' } }),
      expect(gateway).not.toAllow('GET', '/pets'),
    ]);
  });

  test('says what the gateway responds and why', async () => {
    await expect(expect(gateway).toAllow('GET', '/pets')).rejects.toThrow(
      'Expected the gateway to allow GET /pets; it responds with 401: Unauthorized',
    );
    await expect(expect(gateway).not.toAllow('GET', '/health')).rejects.toThrow(
      'Expected the gateway to refuse GET /health; it allows the request and responds with 400',
    );
  });
});

describe('toMatchApiSnapshot()', () => {
  test('prints an API on a page', async () => {
    await expect(pets().api).toMatchApiSnapshot();
  });

  test('fails with the difference', async () => {
    const { api } = pets();
    api.delete('/pets', new MockIntegration({ responses: [{ statusCode: 204 }] }));
    await expect(compare(api)).rejects.toThrow('toMatchSnapshot');
  });

  test('takes a stack with its APIs, and refuses one without any', async () => {
    expect(await apiPage(pets().stack)).toBe(await apiPage(pets().api));
    const { stack } = pets();
    await expect(apiPage(new Stack(stack.node.root as App, 'Empty'))).rejects.toThrow('Empty has no API');
  });

  test('prints the service integrations and route settings of an HTTP API', async () => {
    const route = { type: 'aws_proxy', integrationSubtype: 'SQS-PurgeQueue', payloadFormatVersion: '1.0' };
    const stack = new Stack(new App(), 'Stack');
    const api = new CfnApi(stack, 'Orders', {
      body: {
        openapi: '3.0.1',
        info: { title: 'orders', version: '1' },
        paths: { '/orders': { post: { 'x-amazon-apigateway-integration': route } } },
      },
    });
    new CfnStage(stack, 'Stage', {
      apiId: api.ref,
      stageName: 'prod',
      defaultRouteSettings: { throttlingRateLimit: 10, throttlingBurstLimit: 5 },
      routeSettings: { 'POST /orders': { DetailedMetricsEnabled: true } },
    });
    expect((await apiPage(stack)).split('\n')).toEqual([
      'HTTP API orders',
      '  POST  /orders  SQS-PurgeQueue  open',
      'stage prod',
      '  every route   10/s burst 5',
      '  POST /orders  metrics',
    ]);
  });

  test('has no hashes and no tokens', async () => {
    const { stack, api } = pets();
    expect(await apiPage(api)).not.toMatch(/[0-9A-F]{8}/);
    expect(await apiPage(stack)).not.toContain('Token[');
  });
});

/** Compares an API with a snapshot of another one. */
async function compare(api: RestApi): Promise<void> {
  const extended: Record<string, (subject: RestApi) => Promise<unknown>> = {};
  addMatchers(
    Object.assign(
      (page: string) => ({
        toMatchSnapshot: () => {
          if (page.includes('DELETE')) throw new Error('toMatchSnapshot: + DELETE /pets');
        },
      }),
      { extend: (matchers: object) => Object.assign(extended, matchers) },
    ),
  );
  await extended.toMatchApiSnapshot?.(api);
}
