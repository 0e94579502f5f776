import { App, Stack } from 'aws-cdk-lib';
import { describe, expect, test } from 'vitest';
import { Authorizer, MockIntegration, RestApi } from '../../../../lib/index.js';
import { LocalGateway } from '../../../../lib/testing/index.js';
import { operationOf, synthesize } from '../../synthesize.js';

function declare(stack: Stack): void {
  const integration = new MockIntegration({ responses: [{ statusCode: 200 }] });
  const api = new RestApi(stack, 'Api', { defaults: { authorizer: Authorizer.IAM } });
  api.get('/pets', integration);
  api.get('/health', integration, { authorizer: Authorizer.NONE });
  api.options('/pets', integration);
  api.options('/signed', integration, { authorizer: Authorizer.IAM });
}

describe('Authorizer, served', () => {
  test.each<[method: string, path: string, status: number]>([
    ['GET', '/pets', 403],
    ['GET', '/health', 200],
    ['OPTIONS', '/pets', 200],
    ['OPTIONS', '/signed', 403],
  ])('%s %s without a signature: %i', async (method, path, status) => {
    const stack = new Stack(new App(), 'Stack');
    declare(stack);
    const gateway = await LocalGateway.fromStack(stack);
    expect((await gateway.fetch(path, { method })).status).toBe(status);
    await gateway.close();
  });
});

describe('Authorizer', () => {
  const template = synthesize(declare);

  test.each([
    ['GET', '/pets', [{ sigv4: [] }]],
    ['GET', '/health', undefined],
    ['OPTIONS', '/pets', undefined],
    ['OPTIONS', '/signed', [{ sigv4: [] }]],
  ])('%s %s requires %j', (httpMethod, path, security) => {
    expect(operationOf(template, path, httpMethod.toLowerCase()).security).toEqual(security);
  });
});
