import { App, Duration, Stack, type CfnResource } from 'aws-cdk-lib';
import { HttpIamAuthorizer, HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { CfnUserPool, UserPool } from 'aws-cdk-lib/aws-cognito';
import { afterEach, describe, expect, test } from 'vitest';
import {
  Authorizer,
  CognitoAuthorizer,
  HttpApi,
  HttpLambdaAuthorizer,
  HttpLambdaIntegration,
  IdentitySource,
  JwtAuthorizer,
  MockIntegration,
  RequestAuthorizer,
  RestApi,
  UserPoolAuthorizer,
  type IHttpAuthorizer,
  type IRestAuthorizer,
  type JwtAuthorizerProps,
} from '../../../../lib/index.js';
import { LocalGateway } from '../../../../lib/testing/index.js';
import { inlineFunction, resourceOf, synthesize, type OpenApiBody } from '../../synthesize.js';

const ISSUER = 'https://login.example.com/';
const ECHO = `exports.handler = async ({ requestContext }) => requestContext.authorizer ?? {}`;
const ENV = { env: { region: 'eu-west-1', account: '111122223333' } };

let gateway: LocalGateway | undefined;
afterEach(async () => {
  await gateway?.close();
  gateway = undefined;
});

/** A stack with `GET /pets` that any authorizer of `make` guards, `POST /pets` with a scope, and `GET /health` for anybody. */
function guarded(make: (stack: Stack) => IHttpAuthorizer): Stack {
  const stack = new Stack(new App(), 'Stack', ENV);
  const integration = new HttpLambdaIntegration(inlineFunction(stack, 'Echo', ECHO));
  const api = new HttpApi(stack, 'Pets', { defaults: { integration, authorizer: make(stack) } });
  api.get('/pets');
  api.get('/health', { authorizer: Authorizer.NONE });
  return stack;
}

const schemesOf = (build: (stack: Stack) => IHttpAuthorizer): Record<string, Record<string, unknown>> => {
  const template = synthesize((stack) => {
    const integration = new HttpLambdaIntegration(inlineFunction(stack, 'Echo', ECHO));
    new HttpApi(stack, 'Pets').get('/pets', integration, { authorizer: build(stack) });
  });
  const { components } = resourceOf(template, 'AWS::ApiGatewayV2::Api').Properties.Body as OpenApiBody;
  return (components as { securitySchemes: Record<string, Record<string, unknown>> }).securitySchemes;
};

const settingsOf = (build: (stack: Stack) => IHttpAuthorizer): unknown =>
  Object.values(schemesOf(build))[0]?.['x-amazon-apigateway-authorizer'];

describe('UserPoolAuthorizer', () => {
  async function serve(): Promise<{ local: LocalGateway; clientId: (name: string) => string }> {
    const stack = new Stack(new App(), 'Stack', ENV);
    const pool = new UserPool(stack, 'Users');
    const userPoolClients = [pool.addClient('Web'), pool.addClient('Mobile')];
    pool.addClient('Unknown');
    new UserPool(stack, 'Strangers').addClient('Other');
    const integration = new HttpLambdaIntegration(inlineFunction(stack, 'Echo', ECHO));
    const authorizer = new UserPoolAuthorizer({ userPool: pool, userPoolClients });
    const api = new HttpApi(stack, 'Pets', { defaults: { integration, authorizer } });
    api.get('/pets');
    api.post('/pets', { scopes: ['pets/write'] });
    api.get('/health', { authorizer: Authorizer.NONE });
    gateway = await LocalGateway.fromStack(stack);
    const clientId = (name: string): string =>
      stack.getLogicalId(pool.node.findChild(name).node.defaultChild as CfnResource);
    return { local: gateway, clientId };
  }

  test.each<[method: string, path: string, client: string | undefined, scopes: string[] | undefined, status: number]>([
    ['GET', '/pets', 'Web', undefined, 200],
    ['GET', '/pets', 'Mobile', undefined, 200],
    ['GET', '/pets', 'Unknown', undefined, 401],
    ['GET', '/pets', undefined, undefined, 401],
    ['POST', '/pets', 'Web', ['pets/write'], 200],
    ['POST', '/pets', 'Web', ['pets/read'], 403],
    ['POST', '/pets', 'Web', undefined, 403],
    ['GET', '/health', undefined, undefined, 200],
  ])('%s %s with a token of the client %s for the scopes %j: %i', async (method, path, client, scopes, status) => {
    const { local, clientId } = await serve();
    const headers: Record<string, string> = {};
    if (client !== undefined) {
      const request = { pool: 'Stack/Users', client: clientId(client), user: 'ann', ...(scopes && { scopes }) };
      headers.Authorization = await local.token(request);
    }
    expect((await local.fetch(path, { method, headers })).status).toBe(status);
  });

  test('lets in no token of another pool', async () => {
    const { local, clientId } = await serve();
    const token = await local.token({ pool: 'Stack/Strangers', client: clientId('Web') });
    expect((await local.fetch('/pets', { headers: { Authorization: token } })).status).toBe(401);
  });

  test('takes L1 pools and clients', () => {
    expect(
      settingsOf((stack) => {
        const userPool = new CfnUserPool(stack, 'Own');
        return new UserPoolAuthorizer({
          userPool,
          userPoolClients: [new UserPool(stack, 'Other').addClient('Web')],
          identitySource: IdentitySource.queryString('token'),
        });
      }),
    ).toEqual({
      type: 'jwt',
      identitySource: '$request.querystring.token',
      jwtConfiguration: {
        issuer: { 'Fn::Sub': 'https://cognito-idp.${AWS::Region}.amazonaws.com/${Own}' },
        audience: [{ Ref: expect.stringMatching(/^OtherWeb/) as string }],
      },
    });
  });
});

describe('JwtAuthorizer', () => {
  test.each<[issuer: string, audience: string, status: number]>([
    [ISSUER, 'pets', 200],
    [ISSUER, 'others', 401],
  ])('serves a token of %s for %s: %i', async (issuer, audience, status) => {
    const authorizer = new JwtAuthorizer({ issuer: ISSUER, audience: ['pets'] });
    gateway = await LocalGateway.fromStack(
      guarded(() => authorizer),
      { issuers: { [ISSUER]: 'local' } },
    );
    const token = await gateway.token({ issuer, claims: { aud: audience } });
    const response = await gateway.fetch('/pets', { headers: { Authorization: `Bearer ${token}` } });
    expect(response.status).toBe(status);
    expect((await gateway.fetch('/pets')).status).toBe(401);
    expect((await gateway.fetch('/health')).status).toBe(200);
  });

  test('is refused, not open, where the keys of its issuer are not known', async () => {
    gateway = await LocalGateway.fromStack(guarded(() => new JwtAuthorizer({ issuer: ISSUER, audience: ['pets'] })));
    expect((await gateway.fetch('/pets')).status).toBe(501);
  });

  test('is one security scheme by the name of its issuer, however many routes use it', () => {
    expect(schemesOf(() => new JwtAuthorizer({ issuer: ISSUER, audience: ['pets', 'shops'] }))).toEqual({
      'login-example-com-': {
        type: 'oauth2',
        flows: {},
        'x-amazon-apigateway-authorizer': {
          type: 'jwt',
          identitySource: '$request.header.Authorization',
          jwtConfiguration: { issuer: ISSUER, audience: ['pets', 'shops'] },
        },
      },
    });
  });

  test.each<[code: string, make: () => unknown]>([
    ['issuer-invalid', () => new JwtAuthorizer({ issuer: 'login.example.com', audience: ['pets'] })],
    ['audience-missing', () => new JwtAuthorizer({ issuer: ISSUER, audience: [] })],
    ['audience-missing', () => new JwtAuthorizer({ issuer: ISSUER } as JwtAuthorizerProps)],
    ['quota-exceeded', () => new JwtAuthorizer({ issuer: ISSUER, audience: Array.from({ length: 51 }, String) })],
    [
      'identity-source-invalid',
      () => new JwtAuthorizer({ issuer: ISSUER, audience: ['a'], identitySource: IdentitySource.context('stage') }),
    ],
    [
      'identity-source-invalid',
      () => new JwtAuthorizer({ issuer: ISSUER, audience: ['a'], identitySource: 'method.request.header.Token' }),
    ],
  ])('throws %s early', (code, make) => {
    expect(make).toThrow(expect.objectContaining({ code }) as Error);
  });
});

test('scopes of defaults are refused where there is no authorizer at all', () => {
  const stack = new Stack(new App(), 'Stack', ENV);
  const integration = new HttpLambdaIntegration(inlineFunction(stack, 'Echo', ECHO));
  const api = new HttpApi(stack, 'Pets', { defaults: { integration, scopes: ['pets/read'] } });
  expect(() => api.get('/pets')).toThrow(
    expect.objectContaining({
      code: 'scopes-without-jwt',
      message: expect.stringContaining('GET /pets') as string,
    }) as Error,
  );
  expect(() => api.group('/admin', { scopes: ['admin'] }).get('/')).toThrow('has the scopes admin');
  expect(() => api.get('/health', { authorizer: Authorizer.NONE })).not.toThrow();
});

describe('HttpLambdaAuthorizer', () => {
  const SIMPLE = `exports.handler = async ({ headers }) => ({ isAuthorized: headers.tenant === 'a', context: { tenant: headers.tenant } })`;
  const POLICY = `exports.handler = async ({ routeArn, methodArn, headers }) => ({ principalId: 'ann', policyDocument: {
    Version: '2012-10-17', Statement: [{ Action: 'execute-api:Invoke',
    Effect: (headers.tenant ?? headers.Tenant) === 'a' ? 'Allow' : 'Deny', Resource: routeArn ?? methodArn }] } })`;
  const identitySources = [IdentitySource.header('tenant')];

  test.each<
    [source: string, props: ConstructorParameters<typeof HttpLambdaAuthorizer>[1], tenant: string, status: number]
  >([
    [SIMPLE, { enableSimpleResponses: true }, 'a', 200],
    [SIMPLE, { enableSimpleResponses: true }, 'b', 403],
    [SIMPLE, { enableSimpleResponses: true }, '', 403],
    [SIMPLE, { enableSimpleResponses: true, identitySources }, '', 401],
    [SIMPLE, {}, 'a', 500],
    [POLICY, {}, 'a', 200],
    [POLICY, {}, 'b', 403],
    [POLICY, { payloadFormatVersion: '1.0' }, 'a', 200],
    [SIMPLE, { enableSimpleResponses: true, bind: 'stage-variable' }, 'a', 200],
  ])('%s with %j asked for the tenant "%s": %i', async (source, props, tenant, status) => {
    const stack = guarded((scope) => new HttpLambdaAuthorizer(inlineFunction(scope, 'Check', source), props));
    gateway = await LocalGateway.fromStack(stack);
    const headers: Record<string, string> = tenant === '' ? {} : { tenant };
    expect((await gateway.fetch('/pets', { headers })).status).toBe(status);
    expect((await gateway.fetch('/health')).status).toBe(200);
  });

  test('is written with its payload format and cache', () => {
    const settings = settingsOf(
      (stack) =>
        new HttpLambdaAuthorizer(inlineFunction(stack, 'Check'), {
          enableSimpleResponses: true,
          identitySources: ['$request.header.Authorization', IdentitySource.context('routeKey')],
          resultsCacheTtl: Duration.minutes(5),
        }),
    );
    expect(settings).toMatchObject({
      type: 'request',
      authorizerPayloadFormatVersion: '2.0',
      authorizerResultTtlInSeconds: 300,
      enableSimpleResponses: true,
      identitySource: '$request.header.Authorization, $context.routeKey',
    });
  });

  test('does not cache by default', () => {
    const settings = settingsOf((stack) => new HttpLambdaAuthorizer(inlineFunction(stack, 'Check')));
    expect(settings).toMatchObject({ authorizerResultTtlInSeconds: 0 });
  });

  test.each<[code: string, props: ConstructorParameters<typeof HttpLambdaAuthorizer>[1]]>([
    ['simple-responses-payload', { enableSimpleResponses: true, payloadFormatVersion: '1.0' }],
    ['identity-source-missing', { resultsCacheTtl: Duration.minutes(1) }],
    ['quota-exceeded', { resultsCacheTtl: Duration.hours(2), identitySources }],
    ['identity-source-invalid', { identitySources: ['method.request.header.Authorization'] }],
  ])('throws %s early', (code, props) => {
    const handler = inlineFunction(new Stack(), 'Check');
    expect(() => new HttpLambdaAuthorizer(handler, props)).toThrow(expect.objectContaining({ code }) as Error);
  });
});

describe('authorizers of other kinds', () => {
  test.each([undefined, 'Check'])('HttpLambdaAuthorizer() refuses %s in the place of the function', (handler) => {
    expect(() => new HttpLambdaAuthorizer(handler as never)).toThrow(
      expect.objectContaining({ code: 'authorizer-of-another-kind' }) as Error,
    );
  });

  test.each([null, false])('%s is refused', (authorizer) => {
    expect(() => schemesOf(() => authorizer as never)).toThrow(
      `Cannot use ${String(authorizer)} as an authorizer of Stack/Pets`,
    );
  });

  test.each<[name: string, make: (stack: Stack) => unknown]>([
    ['HttpJwtAuthorizer', () => new HttpJwtAuthorizer('Jwt', ISSUER, { jwtAudience: ['pets'] })],
    ['HttpIamAuthorizer', () => new HttpIamAuthorizer()],
    ['CognitoAuthorizer', (stack) => new CognitoAuthorizer({ userPools: [new UserPool(stack, 'Users')] })],
    ['RequestAuthorizer', (stack) => new RequestAuthorizer(inlineFunction(stack, 'Check'))],
    ['undefined', () => ({ bind: undefined })],
  ])('are refused before a route is open by mistake: %s', (_name, make) => {
    expect(() => guarded((stack) => make(stack) as IHttpAuthorizer)).toThrow(
      expect.objectContaining({ code: 'authorizer-of-another-kind' }) as Error,
    );
  });

  test.each<[name: string, make: (stack: Stack) => IHttpAuthorizer]>([
    ['JwtAuthorizer', () => new JwtAuthorizer({ issuer: ISSUER, audience: ['pets'] })],
    ['HttpLambdaAuthorizer', (stack) => new HttpLambdaAuthorizer(inlineFunction(stack, 'Check'))],
  ])('are refused by REST APIs too: %s', (_name, make) => {
    const stack = new Stack();
    const authorizer = make(stack) as unknown as IRestAuthorizer;
    expect(() => new RestApi(stack, 'Pets').get('/pets', new MockIntegration(), { authorizer })).toThrow(
      expect.objectContaining({ code: 'authorizer-of-another-kind' }) as Error,
    );
  });

  test('Authorizer.IAM lets in nobody without a signature', async () => {
    gateway = await LocalGateway.fromStack(guarded(() => Authorizer.IAM));
    expect([403, 501]).toContain((await gateway.fetch('/pets')).status);
    expect((await gateway.fetch('/health')).status).toBe(200);
  });
});
