import { App, Stack } from 'aws-cdk-lib';
import { HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer, HttpUserPoolAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { UserPool } from 'aws-cdk-lib/aws-cognito';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { afterEach, expect, test } from 'vitest';
import { LocalGateway, type LocalTokenRequest } from '../../lib/testing/index.js';

const open: LocalGateway[] = [];
afterEach(() => Promise.all(open.splice(0).map((gateway) => gateway.close())));

const ISSUER = 'https://login.example.com/';

/** `GET /me` for users of a pool, `GET /pets` with a scope, `GET /partners` for tokens of another issuer. */
async function serve(issuers: Readonly<Record<string, string>> = {}): Promise<LocalGateway> {
  const stack = new Stack(new App(), 'Users', { env: { region: 'eu-west-1', account: '111122223333' } });
  const pool = new UserPool(stack, 'Pool');
  const client = pool.addClient('Web');
  const authorizer = new HttpUserPoolAuthorizer('Users', pool, { userPoolClients: [client] });
  const partners = new HttpJwtAuthorizer('Partners', ISSUER, { jwtAudience: ['partners'] });
  const me = new Function(stack, 'Me', {
    runtime: Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: Code.fromInline('exports.handler = async (event) => event.requestContext.authorizer.jwt;'),
  });
  const integration = new HttpLambdaIntegration('Me', me);
  const api = new HttpApi(stack, 'Api');
  const methods = [HttpMethod.GET];
  api.addRoutes({ path: '/me', methods, integration, authorizer });
  api.addRoutes({ path: '/pets', methods, integration, authorizer, authorizationScopes: ['pets/read'] });
  api.addRoutes({ path: '/partners', methods, integration, authorizer: partners });
  const gateway = await LocalGateway.fromStack(stack, { issuers });
  open.push(gateway);
  return gateway;
}

async function call(gateway: LocalGateway, path: string, request: LocalTokenRequest): Promise<[number, unknown]> {
  const response = await gateway.fetch(path, { headers: { Authorization: await gateway.token(request) } });
  return [response.status, await response.json()];
}

test('token() is one of the user pool of an HTTP API', async () => {
  const gateway = await serve();
  expect(await call(gateway, '/me', { user: 'ann' })).toEqual([
    200,
    { claims: expect.objectContaining({ 'cognito:username': 'ann', token_use: 'id' }) as unknown, scopes: null },
  ]);
  expect(await call(gateway, '/pets', { scopes: ['pets/read', 'openid'] })).toEqual([
    200,
    { claims: expect.objectContaining({ token_use: 'access' }) as unknown, scopes: ['pets/read', 'openid'] },
  ]);
  expect(await call(gateway, '/pets', {})).toEqual([403, { message: 'Forbidden' }]);
  expect(await call(gateway, '/me', { client: 'another' })).toEqual([401, { message: 'Unauthorized' }]);
  expect((await gateway.fetch('/me')).headers.get('www-authenticate')).toBe('Bearer');
});

test('token() is one of an issuer that is local', async () => {
  const gateway = await serve({ [ISSUER]: 'local' });
  expect((await call(gateway, '/partners', { issuer: ISSUER }))[0]).toBe(200);
  expect((await call(gateway, '/partners', { issuer: ISSUER, client: 'another' }))[0]).toBe(401);
  expect((await call(gateway, '/partners', {}))[0]).toBe(401);
});

test('token() is one of the only issuer of a source without user pools, for its audience', async () => {
  const stack = new Stack(new App(), 'Partners');
  const api = new HttpApi(stack, 'Api');
  api.addRoutes({
    path: '/partners',
    methods: [HttpMethod.GET],
    integration: new HttpLambdaIntegration(
      'Me',
      new Function(stack, 'Me', {
        runtime: Runtime.NODEJS_22_X,
        handler: 'index.handler',
        code: Code.fromInline('exports.handler = async (event) => event.requestContext.authorizer.jwt.claims.aud;'),
      }),
    ),
    authorizer: new HttpJwtAuthorizer('Partners', ISSUER, { jwtAudience: ['partners'] }),
  });
  const gateway = await LocalGateway.fromStack(stack, { issuers: { [ISSUER]: 'local' } });
  open.push(gateway);
  const response = await gateway.fetch('/partners', { headers: { Authorization: await gateway.token() } });
  expect([response.status, await response.text()]).toEqual([200, 'partners']);
});

test('a route whose issuer has no known keys is closed, and says how to open it', async () => {
  const gateway = await serve();
  expect(await call(gateway, '/partners', { issuer: ISSUER })).toEqual([
    501,
    expect.objectContaining({ remedy: expect.stringContaining(`--issuer ${ISSUER}=`) as unknown }) as unknown,
  ]);
});
