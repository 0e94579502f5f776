import { App, Stack } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import { UserPool } from 'aws-cdk-lib/aws-cognito';
import { afterEach, expect, test } from 'vitest';
import { LocalGateway, type LocalTokenRequest } from '../../lib/testing/index.js';

const open: LocalGateway[] = [];
afterEach(() => Promise.all(open.splice(0).map((gateway) => gateway.close())));

/** `GET /me` for users of either pool, `GET /pets` with a scope. */
async function serve(pools: readonly string[]): Promise<LocalGateway> {
  const stack = new Stack(new App(), 'Users', { env: { region: 'eu-west-1', account: '111122223333' } });
  const cognitoUserPools = pools.map((id) => {
    const pool = new UserPool(stack, id);
    pool.addClient('Web');
    return pool;
  });
  const authorizer = new apigateway.CognitoUserPoolsAuthorizer(stack, 'Guard', { cognitoUserPools });
  const integration = new apigateway.MockIntegration({
    requestTemplates: { 'application/json': '{"statusCode":200}' },
    integrationResponses: [
      {
        statusCode: '200',
        responseTemplates: {
          'application/json': "$context.authorizer.claims['cognito:username'] $context.authorizer.claims.iss",
        },
      },
    ],
  });
  const api = new apigateway.RestApi(stack, 'Api');
  const methodResponses = [{ statusCode: '200' }];
  api.root.addResource('me').addMethod('GET', integration, { authorizer, methodResponses });
  api.root
    .addResource('pets')
    .addMethod('GET', integration, { authorizer, methodResponses, authorizationScopes: ['pets/read'] });
  const gateway = await LocalGateway.fromStack(stack);
  open.push(gateway);
  return gateway;
}

const call = async (gateway: LocalGateway, path: string, request: LocalTokenRequest): Promise<[number, string]> => {
  const response = await gateway.fetch(path, { headers: { Authorization: await gateway.token(request) } });
  return [response.status, await response.text()];
};

test('token() is one of the only user pool', async () => {
  const gateway = await serve(['Users']);
  const [status, body] = await call(gateway, '/me', { user: 'ann' });
  expect([status, body]).toEqual([
    200,
    expect.stringMatching(/^ann https:\/\/cognito-idp\.eu-west-1\.amazonaws\.com\/eu-west-1_Users[0-9A-F]{8}$/),
  ]);
  expect((await call(gateway, '/pets', { scopes: ['pets/read'] }))[0]).toBe(200);
  expect((await call(gateway, '/pets', { scopes: ['pets/write'] }))[0]).toBe(401);
  expect((await call(gateway, '/me', { expiresInSeconds: 0 }))[1]).toContain('The incoming token has expired');
  expect((await call(gateway, '/me', { issuer: 'https://other.example' }))[0]).toBe(401);
  expect((await gateway.fetch('/me')).status).toBe(401);
});

test('token() asks which of several user pools', async () => {
  const gateway = await serve(['Users', 'Staff']);
  await expect(gateway.token()).rejects.toThrow('Cannot sign a token: the source has several user pools');
  expect((await call(gateway, '/me', { pool: 'Users/Staff' }))[1]).toMatch(/_Staff[0-9A-F]{8}$/);
  await expect(gateway.token({ pool: 'Nobody' })).rejects.toThrow('the source has no user pool "Nobody"');
});
