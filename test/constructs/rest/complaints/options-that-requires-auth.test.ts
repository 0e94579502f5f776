import { App, Stack } from 'aws-cdk-lib';
import { UserPool } from 'aws-cdk-lib/aws-cognito';
import { afterEach, describe, expect, test } from 'vitest';
import {
  Authorizer,
  CognitoAuthorizer,
  LambdaIntegration,
  MockIntegration,
  RestApi,
  TokenAuthorizer,
  type IRestAuthorizer,
} from '../../../../lib/index.js';
import { LocalGateway } from '../../../../lib/testing/index.js';
import { inlineFunction } from '../../synthesize.js';

const CORS = { allowOrigins: ['https://app.example.com'] };

let gateway: LocalGateway | undefined;
afterEach(async () => {
  await gateway?.close();
  gateway = undefined;
});

/**
 * Browsers send a preflight without credentials, so one that requires some keeps every page out (aws-cdk 8615, 21419).
 */
describe('an OPTIONS method that requires authorization', () => {
  test.each<[what: string, authorizer: (stack: Stack) => IRestAuthorizer, refused: number]>([
    ['IAM', () => Authorizer.IAM, 403],
    ['a user pool', (stack) => new CognitoAuthorizer({ userPools: [new UserPool(stack, 'Users')] }), 401],
    ['a function', (stack) => new TokenAuthorizer(inlineFunction(stack, 'Authorize')), 401],
  ])('is not made of defaults: %s, a key, a header and a model', async (_what, authorizer, refused) => {
    const stack = new Stack(new App(), 'Stack');
    const api = new RestApi(stack, 'Pets', {
      cors: CORS,
      defaults: {
        authorizer: authorizer(stack),
        scopes: [],
        apiKeyRequired: true,
        parameters: { 'header.X-Tenant': true },
        requestModels: { 'application/json': { type: 'object', required: ['name'] } },
      },
    });
    const integration = new LambdaIntegration(inlineFunction(stack, 'List'));
    api.get('/pets', integration);
    api.any('/{proxy+}', integration);
    api.group('/admin', { authorizer: Authorizer.IAM }).get('/', integration);
    api.options('/own', new MockIntegration({ responses: [{ statusCode: 200 }] }));
    gateway = await LocalGateway.fromStack(stack, { functions: { 'Stack/List': () => ({ statusCode: 200 }) } });
    const status = async (method: string, path: string): Promise<number> =>
      (await gateway?.fetch(path, { method, headers: { origin: 'https://app.example.com' } }))?.status ?? 0;
    expect(await Promise.all(['/pets', '/a/b', '/admin', '/own'].map((path) => status('OPTIONS', path)))).toEqual([
      204, 204, 204, 200,
    ]);
    expect([await status('GET', '/pets'), await status('POST', '/a/b'), await status('GET', '/admin')]).toEqual([
      refused,
      refused,
      403,
    ]);
  });

  test('is made of what the method itself says', async () => {
    const stack = new Stack(new App(), 'Stack');
    const api = new RestApi(stack, 'Pets', { cors: CORS });
    api.options('/pets', new MockIntegration(), { authorizer: Authorizer.IAM });
    gateway = await LocalGateway.fromStack(stack);
    expect((await gateway.fetch('/pets', { method: 'OPTIONS' })).status).toBe(403);
  });
});
