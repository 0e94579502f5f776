import { chmodSync, readdirSync, renameSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { WrittenFiles } from '../../support/behaviour.js';
import { runCommand, startCommand, type FinishedCommand, type RunningCommand } from '../../support/command-line.js';

const files = new WrittenFiles();
afterAll(() => files.remove());
beforeAll(() => {
  files.json('users.json', template(['Users']));
  files.json('several.json', template(['Users', 'Staff']));
  files.json('web.json', httpApiTemplate());
});

let running: RunningCommand | undefined;
afterEach(async () => {
  running?.interrupt();
  await running?.done;
});

/** `GET /me` for an ID token, `GET /pets` for an access token with a scope. */
function template(pools: readonly string[]): object {
  const get = (scopes: readonly string[]): object => ({
    get: {
      security: [{ users: scopes }],
      'x-amazon-apigateway-integration': {
        type: 'mock',
        requestTemplates: { 'application/json': '{"statusCode":200}' },
        responses: {
          default: {
            statusCode: '200',
            responseTemplates: {
              'application/json': "$context.authorizer.claims['cognito:groups'] $context.authorizer.claims.aud",
            },
          },
        },
      },
    },
  });
  const users = {
    type: 'apiKey',
    name: 'Authorization',
    in: 'header',
    'x-amazon-apigateway-authtype': 'cognito_user_pools',
    'x-amazon-apigateway-authorizer': {
      type: 'cognito_user_pools',
      providerARNs: pools.map((id) => ({ 'Fn::GetAtt': [id, 'Arn'] })),
    },
  };
  const Body = {
    openapi: '3.0.1',
    info: { title: 'Api', version: '1' },
    paths: { '/me': get([]), '/pets': get(['pets/read']) },
    components: { securitySchemes: { users } },
  };
  const resources: Record<string, object> = {
    Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Body } },
    Deployment: { Type: 'AWS::ApiGateway::Deployment', Properties: { RestApiId: { Ref: 'Api' }, StageName: 'prod' } },
  };
  for (const id of pools) {
    resources[id] = { Type: 'AWS::Cognito::UserPool' };
    resources[`${id}Web`] = { Type: 'AWS::Cognito::UserPoolClient', Properties: { UserPoolId: { Ref: id } } };
  }
  return { Resources: resources };
}

/** `GET /me` for tokens of the pool's client. */
function httpApiTemplate(): object {
  const ApiId = { Ref: 'Api' };
  const code =
    'exports.handler = async ({ requestContext: { authorizer: { jwt: { claims } } } }) =>' +
    "  `${claims['cognito:username']} ${claims.aud}`;";
  return {
    Resources: {
      Users: { Type: 'AWS::Cognito::UserPool' },
      UsersWeb: { Type: 'AWS::Cognito::UserPoolClient', Properties: { UserPoolId: { Ref: 'Users' } } },
      Me: {
        Type: 'AWS::Lambda::Function',
        Properties: { Runtime: 'nodejs22.x', Handler: 'index.handler', Code: { ZipFile: code } },
      },
      Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'Web', ProtocolType: 'HTTP' } },
      Stage: { Type: 'AWS::ApiGatewayV2::Stage', Properties: { ApiId, StageName: '$default', AutoDeploy: true } },
      Authorizer: {
        Type: 'AWS::ApiGatewayV2::Authorizer',
        Properties: {
          ApiId,
          Name: 'users',
          AuthorizerType: 'JWT',
          IdentitySource: ['$request.header.Authorization'],
          JwtConfiguration: {
            Audience: [{ Ref: 'UsersWeb' }],
            Issuer: { 'Fn::Sub': 'https://cognito-idp.${AWS::Region}.amazonaws.com/${Users}' },
          },
        },
      },
      Integration: {
        Type: 'AWS::ApiGatewayV2::Integration',
        Properties: {
          ApiId,
          IntegrationType: 'AWS_PROXY',
          IntegrationUri: { 'Fn::GetAtt': ['Me', 'Arn'] },
          PayloadFormatVersion: '2.0',
        },
      },
      Route: {
        Type: 'AWS::ApiGatewayV2::Route',
        Properties: {
          ApiId,
          RouteKey: 'GET /me',
          AuthorizationType: 'JWT',
          AuthorizerId: { Ref: 'Authorizer' },
          Target: { 'Fn::Sub': 'integrations/${Integration}' },
        },
      },
    },
  };
}

interface Ready {
  readonly url: string;
  readonly issuers: readonly { readonly issuer: string; readonly url: string }[];
}

async function serve(source: string, state: string): Promise<Ready> {
  running = startCommand(['serve', source, '--port', '0', '--json', '--state', state], { cwd: files.folder });
  return JSON.parse(await running.firstLine) as Ready;
}

const run = (...options: readonly string[]): Promise<FinishedCommand> =>
  runCommand(['token', ...options], { cwd: files.folder });

async function call(url: string, ...options: readonly string[]): Promise<[number, string]> {
  const { stdout: token } = await run(...options);
  const response = await fetch(url, { headers: { Authorization: token.trim() } });
  return [response.status, await response.text()];
}

const ISSUER = 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Users';

describe('sluice token', () => {
  test('signs tokens that a server takes', async () => {
    const { url } = await serve('users.json', 'state');
    const options = ['users.json', '--state', 'state'];
    expect(await call(`${url}/me`, ...options, '--claim', 'cognito:groups=["a","b"]')).toEqual([200, 'a,b UsersWeb']);
    expect(await call(`${url}/me`, '--issuer', ISSUER, '--client', 'app', '--state', 'state')).toEqual([200, ' app']);
    expect((await call(`${url}/pets`, ...options, '--scope', 'pets/write', '--scope', 'pets/read'))[0]).toBe(200);
    expect((await call(`${url}/pets`, ...options, '--use', 'access'))[0]).toBe(401);
    expect((await call(`${url}/me`, ...options, '--expires', '0'))[1]).toContain('The incoming token has expired');
    expect((await call(`${url}/me`, 'users.json', '--state', 'elsewhere'))[0]).toBe(401);
    expect((await call(`${url}/me`, '--issuer', `${ISSUER}2`, '--state', 'state'))[0]).toBe(401);
  });

  test('signs tokens that the JWT authorizer of an HTTP API takes', async () => {
    const { url } = await serve('web.json', 'state');
    const options = ['web.json', '--state', 'state'];
    expect(await call(`${url}/me`, ...options, '--user', 'ann')).toEqual([200, 'ann UsersWeb']);
    expect((await call(`${url}/me`, ...options, '--client', 'another'))[0]).toBe(401);
    expect((await call(`${url}/me`, ...options, '--expires', '0'))[0]).toBe(401);
    expect((await call(`${url}/me`, 'web.json', '--state', 'elsewhere'))[0]).toBe(401);
  });

  test('signs tokens of the only issuer of JWT authorizers where there is no user pool', async () => {
    files.json('issuer.json', {
      openapi: '3.0.1',
      info: { title: 'Web', version: '1' },
      paths: {},
      components: {
        securitySchemes: {
          users: {
            type: 'oauth2',
            'x-amazon-apigateway-authorizer': {
              type: 'jwt',
              jwtConfiguration: { issuer: 'https://login.example.com', audience: ['web'] },
              identitySource: '$request.header.Authorization',
            },
          },
        },
      },
    });
    const { stdout, stderr } = await run('issuer.json', '--json', '--state', 'state');
    expect([JSON.parse(stdout), stderr]).toMatchObject([
      { issuer: 'https://login.example.com', claims: { aud: 'web' } },
      '',
    ]);
  });

  test('outlives the server', async () => {
    const { stdout: token } = await run('users.json', '--state', 'kept');
    const { url } = await serve('users.json', 'kept');
    expect((await fetch(`${url}/me`, { headers: { Authorization: token.trim() } })).status).toBe(200);
  });

  test('says with --json what it signed', async () => {
    const { stdout } = await run(
      'several.json',
      '--pool',
      'us-east-1_Staff',
      '--user',
      'ann',
      '--json',
      '--state',
      'state',
    );
    expect(JSON.parse(stdout)).toMatchObject({
      token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/) as unknown,
      issuer: 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Staff',
      claims: { 'cognito:username': 'ann', aud: 'StaffWeb', token_use: 'id' },
    });
  });

  test.each<[options: readonly string[], code: number, says: RegExp]>([
    [['several.json'], 3, /the source has several user pools[\s\S]*Users, Staff/],
    [['several.json', '--pool', 'Nobody'], 3, /no user pool "Nobody"/],
    [['--issuer', ISSUER, '--pool', 'Users'], 2, /Cannot use --pool with --issuer/],
    [['users.json', '--use', 'id', '--scope', 'a'], 2, /an ID token has no scopes/],
    [['users.json', '--expires', 'soon'], 2, /Cannot read --expires "soon"/],
  ])('%j is refused with %i', async (options, code, says) => {
    expect(await run(...options, '--state', 'state')).toMatchObject({
      code,
      stderr: expect.stringMatching(says) as unknown,
    });
  });
});

describe('the key of local user pools', () => {
  const keyOf = (state: string): string => {
    const [name = ''] = readdirSync(join(files.folder, state)).filter((file) => file.startsWith('sluice-token-key'));
    return join(files.folder, state, name);
  };

  test('is published in part, where the ready line says', async () => {
    const { issuers } = await serve('users.json', 'published');
    expect(issuers.map(({ issuer }) => issuer)).toEqual([ISSUER]);
    const read = async (url: string): Promise<unknown> => (await fetch(url)).json();
    const configuration = await read(`${issuers[0]?.url ?? ''}/.well-known/openid-configuration`);
    expect(configuration).toMatchObject({ issuer: ISSUER });
    const { keys } = (await read((configuration as { jwks_uri: string }).jwks_uri)) as { keys: object[] };
    expect(keys.map((key) => Object.keys(key).sort())).toEqual([['alg', 'e', 'kid', 'kty', 'n', 'use']]);
  });

  test('is nobody else’s', async () => {
    await run('users.json', '--state', 'private');
    const file = keyOf('private');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    chmodSync(file, 0o644);
    const readable = await run('users.json', '--state', 'private');
    expect(readable).toMatchObject({
      code: 4,
      stderr: expect.stringContaining('others can read or replace it') as unknown,
    });
    chmodSync(file, 0o600);
    renameSync(file, `${file}.kept`);
    symlinkSync(`${file}.kept`, file);
    expect((await run('users.json', '--state', 'private')).code).toBe(4);
  });
});
