import { describe, expect, test } from 'vitest';
import { Authorizer, MockIntegration, RestApi } from '../../../../lib/index.js';
import { operationOf, synthesize } from '../../synthesize.js';

describe('Authorizer', () => {
  const template = synthesize((stack) => {
    const api = new RestApi(stack, 'Api', { defaults: { authorizer: Authorizer.IAM } });
    api.get('/pets', new MockIntegration());
    api.get('/health', new MockIntegration(), { authorizer: Authorizer.NONE });
    api.options('/pets', new MockIntegration());
    api.options('/signed', new MockIntegration(), { authorizer: Authorizer.IAM });
  });

  test.each([
    ['GET', '/pets', [{ sigv4: [] }]],
    ['GET', '/health', undefined],
    ['OPTIONS', '/pets', undefined],
    ['OPTIONS', '/signed', [{ sigv4: [] }]],
  ])('%s %s requires %j', (httpMethod, path, security) => {
    expect(operationOf(template, path, httpMethod.toLowerCase()).security).toEqual(security);
  });
});
