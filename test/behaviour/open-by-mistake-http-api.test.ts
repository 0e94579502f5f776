import { afterAll, describe, expect, test } from 'vitest';
import { loadSource } from '../../lib/import/source/load-source.js';
import { resolveCollection } from '../../lib/import/source/resolve-values.js';
import { LocalRuntime } from '../../lib/runtime/index.js';
import { SluiceError } from '../../lib/support/sluice-error.js';
import { WrittenFiles } from '../support/behaviour.js';

/**
 * HTTP APIs that ask for access control in some spelling, each with the route `GET /x`. None may be served open in silence: the
 * route is refused, or it is public on AWS too and a finding says what was ignored.
 */
const files = new WrittenFiles();
afterAll(() => files.remove());

type Members = Readonly<Record<string, unknown>>;

const ISSUER = 'https://login.example.com';
const CODE = { ZipFile: 'exports.handler = async () => "open";' };
const FUNCTION = {
  Type: 'AWS::Lambda::Function',
  Properties: { FunctionName: 'x', Runtime: 'nodejs22.x', Handler: 'index.handler', Code: CODE },
};

const INTEGRATION = {
  type: 'aws_proxy',
  httpMethod: 'POST',
  uri: 'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:000000000000:function:x/invocations',
  payloadFormatVersion: '2.0',
};
const JWT = {
  type: 'jwt',
  jwtConfiguration: { issuer: ISSUER, audience: ['web'] },
  identitySource: '$request.header.Authorization',
};
const USERS = { type: 'oauth2', 'x-amazon-apigateway-authorizer': JWT };

/** An HTTP API whose body is a document. */
function body(
  operation: Members,
  schemes: Members = { users: USERS },
  more: Members = {},
  path: Members = {},
): Members {
  const get = { responses: {}, 'x-amazon-apigateway-integration': INTEGRATION, ...operation };
  const document = {
    openapi: '3.0.1',
    info: { title: 'Web', version: '1' },
    paths: { '/x': { get, ...path } },
    components: { securitySchemes: schemes },
    ...more,
  };
  return {
    Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Body: document } },
    Stage: {
      Type: 'AWS::ApiGatewayV2::Stage',
      Properties: { ApiId: { Ref: 'Api' }, StageName: '$default', AutoDeploy: true },
    },
  };
}

/** An HTTP API of resources. */
function resources(route: Members, authorizer: Members = {}, more: Members = {}): Members {
  const ApiId = { Ref: 'Api' };
  return {
    Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'Web', ProtocolType: 'HTTP' } },
    Stage: { Type: 'AWS::ApiGatewayV2::Stage', Properties: { ApiId, StageName: '$default', AutoDeploy: true } },
    Integration: {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: {
        ApiId,
        IntegrationType: 'AWS_PROXY',
        IntegrationUri: { 'Fn::GetAtt': ['X', 'Arn'] },
        PayloadFormatVersion: '2.0',
      },
    },
    Authorizer: {
      Type: 'AWS::ApiGatewayV2::Authorizer',
      Properties: {
        ApiId,
        Name: 'users',
        AuthorizerType: 'JWT',
        IdentitySource: ['$request.header.Authorization'],
        JwtConfiguration: { Audience: ['web'], Issuer: ISSUER },
        ...authorizer,
      },
    },
    Route: {
      Type: 'AWS::ApiGatewayV2::Route',
      Properties: { ApiId, RouteKey: 'GET /x', Target: { 'Fn::Sub': 'integrations/${Integration}' }, ...route },
    },
    ...more,
  };
}

/** An HTTP API of SAM. */
function sam(api: Members | undefined, event: Members = {}): Members {
  return {
    ...(api !== undefined && { Api: { Type: 'AWS::Serverless::HttpApi', Properties: api } }),
    Guarded: {
      Type: 'AWS::Serverless::Function',
      Properties: {
        Runtime: 'nodejs22.x',
        Handler: 'index.handler',
        InlineCode: CODE.ZipFile,
        Events: {
          X: {
            Type: 'HttpApi',
            Properties: { Path: '/x', Method: 'GET', ...(api !== undefined && { ApiId: { Ref: 'Api' } }), ...event },
          },
        },
      },
    },
  };
}

const SAM_USERS = {
  Users: { IdentitySource: '$request.header.Authorization', JwtConfiguration: { issuer: ISSUER, audience: ['web'] } },
};
const AUTHORIZER = { AuthorizationType: 'JWT', AuthorizerId: { Ref: 'Authorizer' } };

const DEFINITIONS: Readonly<Record<string, Members>> = {
  'a document: JWT': body({ security: [{ users: [] }] }),
  'a document: a scheme that is not declared': body({ security: [{ user: [] }] }),
  'a document: a scheme without authorizer': body({ security: [{ users: [] }] }, { users: { type: 'oauth2' } }),
  'a document: a scheme of an OpenID provider without authorizer': body(
    { security: [{ users: [] }] },
    { users: { type: 'openIdConnect', openIdConnectUrl: `${ISSUER}/.well-known/openid-configuration` } },
  ),
  'a document: an authorizer of REST APIs': body(
    { security: [{ users: [] }] },
    { users: { ...USERS, 'x-amazon-apigateway-authorizer': { ...JWT, type: 'token' } } },
  ),
  'a document: an authorizer without type': body(
    { security: [{ users: [] }] },
    { users: { ...USERS, 'x-amazon-apigateway-authorizer': { jwtConfiguration: JWT.jwtConfiguration } } },
  ),
  'a document: a misspelled authorizer': body(
    { security: [{ users: [] }] },
    { users: { type: 'oauth2', 'x-amazon-apigateway-authoriser': JWT } },
  ),
  'a document: no issuer': body(
    { security: [{ users: [] }] },
    { users: { ...USERS, 'x-amazon-apigateway-authorizer': { ...JWT, jwtConfiguration: { audience: ['web'] } } } },
  ),
  'a document: security of the whole': body({}, undefined, { security: [{ users: [] }] }),
  'a document: security of a path': body({}, undefined, {}, { security: [{ users: [] }] }),
  'a document: security that is no list': body({ security: { users: [] } }),
  'a document: two schemes': body({ security: [{ users: [] }, { others: [] }] }),
  'a document: signatures as a scheme': body(
    { security: [{ sigv4: [] }] },
    {
      sigv4: { type: 'apiKey', name: 'Authorization', in: 'header', 'x-amazon-apigateway-authtype': 'awsSigv4' },
    },
  ),
  'a document: signatures as an extension': body({ 'x-amazon-apigateway-auth': { type: 'AWS_IAM' } }),
  'a document: an API key': body(
    { security: [{ key: [] }] },
    { key: { type: 'apiKey', name: 'x-api-key', in: 'header' } },
  ),
  'a document: a resource policy': body({}, undefined, {
    'x-amazon-apigateway-policy': {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Deny', Principal: '*', Action: 'execute-api:Invoke', Resource: '*' }],
    },
  }),
  'resources: JWT': resources(AUTHORIZER),
  'resources: signatures': resources({ AuthorizationType: 'AWS_IAM' }),
  'resources: an authorizer without type of authorization': resources({ AuthorizerId: { Ref: 'Authorizer' } }),
  'resources: an authorizer and no authorization': resources({ ...AUTHORIZER, AuthorizationType: 'NONE' }),
  'resources: a type in lower case': resources({ ...AUTHORIZER, AuthorizationType: 'jwt' }),
  'resources: a type of REST APIs': resources({ ...AUTHORIZER, AuthorizationType: 'COGNITO_USER_POOLS' }),
  'resources: a type of another authorizer': resources({ ...AUTHORIZER, AuthorizationType: 'CUSTOM' }),
  'resources: a type of authorizer that does not exist': resources(AUTHORIZER, { AuthorizerType: 'COGNITO' }),
  'resources: no authorizer': resources({ AuthorizationType: 'JWT' }),
  'resources: an authorizer that is elsewhere': resources({ ...AUTHORIZER, AuthorizerId: 'abc123' }),
  'resources: scopes alone': resources({ AuthorizationScopes: ['pets/read'] }),
  'resources: an API key': resources({ ApiKeyRequired: true }),
  'resources: a misspelled member': resources({ AuthorizationTypes: 'JWT', Authorizerid: { Ref: 'Authorizer' } }),
  'resources: an authorizer of another API': resources(
    AUTHORIZER,
    { ApiId: { Ref: 'Other' } },
    { Other: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'Other', ProtocolType: 'HTTP' } } },
  ),
  'SAM: a default authorizer': sam({ Auth: { Authorizers: SAM_USERS, DefaultAuthorizer: 'Users' } }),
  'SAM: a default authorizer that is not declared': sam({
    Auth: { Authorizers: SAM_USERS, DefaultAuthorizer: 'User' },
  }),
  'SAM: an authorizer of the event': sam({ Auth: { Authorizers: SAM_USERS } }, { Auth: { Authorizer: 'Users' } }),
  'SAM: an authorizer of the event that is not declared': sam({ Auth: {} }, { Auth: { Authorizer: 'Users' } }),
  'SAM: an authorizer of the event without API': sam(undefined, { Auth: { Authorizer: 'Users' } }),
  'SAM: signatures by default': sam({ Auth: { EnableIamAuthorizer: true, DefaultAuthorizer: 'AWS_IAM' } }),
  'SAM: signatures by default that are not enabled': sam({ Auth: { DefaultAuthorizer: 'AWS_IAM' } }),
  'SAM: scopes of the event alone': sam({}, { Auth: { AuthorizationScopes: ['pets/read'] } }),
  'SAM: an API key': sam({ Auth: { ApiKeyRequired: true } }),
  'SAM: a misspelled default': sam({ Auth: { Authorizers: SAM_USERS, DefaultAuthoriser: 'Users' } }),
  'SAM: a misspelled member of the event': sam(
    { Auth: { Authorizers: SAM_USERS } },
    { Auth: { Authorizers: 'Users' } },
  ),
};

async function serve(source: string): Promise<{ readonly outcome: string; readonly findings: readonly string[] }> {
  let loaded;
  try {
    loaded = await loadSource(source);
  } catch (error) {
    if (error instanceof SluiceError) return { outcome: 'not loaded', findings: [error.code] };
    throw error;
  }
  const runtime = new LocalRuntime(
    { collection: resolveCollection(loaded), functions: loaded.functions },
    { lambdaIsolation: 'thread', issuers: { [ISSUER]: 'local' } },
  );
  try {
    const statuses: number[] = [];
    for (const { apiId } of runtime.gateway.apis) {
      const { status } = await runtime.gateway.handle(
        {
          ...{ method: 'GET', target: '/x', headers: [['Host', 'localhost']], body: Buffer.alloc(0) },
          ...{ sourceIp: '127.0.0.1', protocol: 'https', httpVersion: 'HTTP/1.1' },
        },
        apiId,
      );
      statuses.push(status);
    }
    const findings = [...loaded.diagnostics, ...runtime.diagnostics]
      .filter(({ severity }) => severity !== 'info')
      .map(({ code, message }) => `${code}: ${message}`);
    return { outcome: statuses.some((status) => status < 400) ? 'open' : `closed ${statuses.join(' ')}`, findings };
  } finally {
    await runtime.close();
  }
}

/** What asks for access control in words that API Gateway does not know is refused, whatever else is found. */
const MISSPELLED: Readonly<Record<string, Members>> = {
  'a document: a misspelled authorizer': DEFINITIONS['a document: a misspelled authorizer'] ?? {},
  'a document: a map of security': body({ security: { users: [] } }),
  'a document: a name in security': body({ security: 'users' }),
  'a document: names in security': body({ security: ['users'] }),
  'a document: an extension with a type that does not exist': body({ 'x-amazon-apigateway-auth': { type: 'IAM' } }),
  'a document: an extension with a capital': body({ 'x-amazon-apigateway-auth': { Type: 'AWS_IAM' } }),
  'a document: an extension that is a string': body({ 'x-amazon-apigateway-auth': 'AWS_IAM' }),
  'a document: an authorizer of the operation': body({ 'x-amazon-apigateway-authorizer': JWT }),
  'a document: a scheme with its type of authorizer alone': body(
    { security: [{ users: [] }] },
    { users: { type: 'apiKey', name: 'Authorization', in: 'header', 'x-amazon-apigateway-auth-type': 'custom' } },
  ),
  'a document: an authorizer without its prefix': body(
    { security: [{ users: [] }] },
    { users: { type: 'oauth2', authorizer: JWT } },
  ),
  'resources: a type in another case': resources({ ...AUTHORIZER, AuthorizationType: 'Custom' }),
  'resources: a member in lower case': resources({ authorizerId: { Ref: 'Authorizer' } }),
  'resources: an authorizer without Id': resources({ Authorizer: { Ref: 'Authorizer' } }),
  'resources: an authorizer by its ARN': resources({ AuthorizerArn: { Ref: 'Authorizer' } }),
  'resources: an authorizer as SAM has it': resources({ Auth: { Authorizer: 'users' } }),
  'resources: scopes alone under another name': resources({ Scopes: ['pets/read'] }),
  'resources: scopes that are no list': resources({ AuthorizationScopes: { 'pets/read': true } }),
  'resources: an authorizer that is no string': resources({ AuthorizerId: { Name: 'users' } }),
  'SAM: an authorizer of the event outside of Auth': sam({ Auth: { Authorizers: SAM_USERS } }, { Authorizer: 'Users' }),
};

describe('an HTTP API that asks for access control', () => {
  test.each(Object.entries(DEFINITIONS))('by %s is closed, or a finding says why it is not', async (what, template) => {
    const name = `${what.replace(/\W+/g, '-')}.json`;
    const transform = what.startsWith('SAM') ? { Transform: 'AWS::Serverless-2016-10-31' } : {};
    const source = files.json(name, { ...transform, Resources: { X: FUNCTION, ...template } });
    const { outcome, findings } = await serve(source);
    expect(outcome !== 'open' || findings.length > 0, outcome).toBe(true);
  });

  test.each(Object.entries(MISSPELLED))('by %s is closed', async (what, template) => {
    const transform = what.startsWith('SAM') ? { Transform: 'AWS::Serverless-2016-10-31' } : {};
    const source = files.json('misspelled.json', { ...transform, Resources: { X: FUNCTION, ...template } });
    const { outcome, findings } = await serve(source);
    expect(outcome).not.toBe('open');
    expect(findings).not.toEqual([]);
  });

  test('would be open without it', async () => {
    for (const template of [body({}), resources({}), sam({})]) {
      const source = files.json('open.json', {
        Transform: 'AWS::Serverless-2016-10-31',
        Resources: { X: FUNCTION, ...template },
      });
      expect(await serve(source)).toMatchObject({ outcome: 'open', findings: [] });
    }
  });
});
