import { describe, expect, test } from 'vitest';

import type { Json } from '../../../../lib/model/json.js';
import { apiEvent, at, expand, lambdaFunction, restApi, type Expanded } from '../expand.js';
import type { JsonMap } from '../read-template.js';

const POOL = { UserPoolArn: { 'Fn::GetAtt': ['Users', 'Arn'] } };
const TOKEN = { FunctionArn: { 'Fn::GetAtt': ['Auth', 'Arn'] } };
const REQUEST = { ...TOKEN, FunctionPayloadType: 'REQUEST', Identity: { Headers: ['A'], QueryStrings: ['b'] } };

function api(Auth: JsonMap, eventAuth?: JsonMap, more: JsonMap = {}): Expanded {
  const event = apiEvent('/pets', 'get', { RestApiId: { Ref: 'Api' }, ...(eventAuth && { Auth: eventAuth }) });
  return expand({ Fn: lambdaFunction({ Get: event }), Api: restApi({ Auth, ...more }) });
}

function security(expanded: Expanded, path = '/pets', method = 'get'): unknown {
  return at(expanded.get('Api').Properties.Body, 'paths', path, method, 'security');
}

describe('security of a method', () => {
  test.each<[what: string, apiAuth: JsonMap, eventAuth: JsonMap | undefined, expected: Json | undefined]>([
    ['of an API without authorization', { UsagePlan: { CreateUsagePlan: 'NONE' } }, undefined, undefined],
    ["is the API's default", { Authorizers: { A: POOL }, DefaultAuthorizer: 'A' }, undefined, [{ A: [] }]],
    [
      "has the default's scopes",
      { Authorizers: { A: { ...POOL, AuthorizationScopes: ['s'] } }, DefaultAuthorizer: 'A' },
      undefined,
      [{ A: ['s'] }],
    ],
    [
      "is the event's own",
      { Authorizers: { A: POOL, B: TOKEN }, DefaultAuthorizer: 'A' },
      { Authorizer: 'B' },
      [{ B: [] }],
    ],
    [
      "has the event's own scopes",
      { Authorizers: { A: { ...POOL, AuthorizationScopes: ['s'] } } },
      { Authorizer: 'A', AuthorizationScopes: ['t'] },
      [{ A: ['t'] }],
    ],
    [
      'is the mark of an event that wants none',
      { Authorizers: { A: POOL }, DefaultAuthorizer: 'A' },
      { Authorizer: 'NONE' },
      [{ NONE: [] }],
    ],
    ['is the signature by default', { DefaultAuthorizer: 'AWS_IAM' }, undefined, [{ AWS_IAM: [] }]],
    ['is the signature of one event', { Authorizers: { A: POOL } }, { Authorizer: 'AWS_IAM' }, [{ AWS_IAM: [] }]],
    ["is the API's key", { ApiKeyRequired: true }, undefined, [{ api_key: [] }]],
    ["is the event's key", { Authorizers: { A: POOL } }, { ApiKeyRequired: true }, [{ api_key: [] }]],
    ['is empty where the event wants no key', { ApiKeyRequired: true }, { ApiKeyRequired: false }, []],
    [
      'is both an authorizer and a key',
      { Authorizers: { A: POOL }, DefaultAuthorizer: 'A', ApiKeyRequired: true },
      undefined,
      [{ A: [] }, { api_key: [] }],
    ],
  ])('%s', (_, apiAuth, eventAuth, expected) => {
    expect(security(api(apiAuth, eventAuth))).toEqual(expected);
  });

  test.each([
    [true, [{ A: [] }]],
    [false, undefined],
  ])('of a preflight asks for the default authorizer: %s', (AddDefaultAuthorizerToCorsPreflight, expected) => {
    const auth = { Authorizers: { A: POOL }, DefaultAuthorizer: 'A', AddDefaultAuthorizerToCorsPreflight };
    expect(security(api(auth, undefined, { Cors: "'*'" }), '/pets', 'options')).toEqual(expected);
  });

  test.each<[what: string, apiAuth: JsonMap, eventAuth: JsonMap]>([
    ['names an authorizer that the API has not', { Authorizers: { A: POOL } }, { Authorizer: 'B' }],
    ['wants none where there is no default', { Authorizers: { A: POOL } }, { Authorizer: 'NONE' }],
    ['wants no key where the API asks for none', { Authorizers: { A: POOL } }, { ApiKeyRequired: false }],
    ['has scopes without an authorizer', { Authorizers: { A: POOL } }, { AuthorizationScopes: ['s'] }],
  ])('of an event that %s: the event is reported, and the method has no integration', (_, apiAuth, eventAuth) => {
    const expanded = api(apiAuth, eventAuth);
    expect(expanded.diagnostics).toMatchObject([
      { code: 'invalid-value', place: { element: 'Fn', property: 'Events.Get' } },
    ]);
    expect(at(expanded.get('Api').Properties.Body, 'paths', '/pets', 'get')).toEqual({});
  });

  test('OverrideApiAuth changes a definition of the author', () => {
    const integration = { 'x-amazon-apigateway-integration': { type: 'mock' } };
    const DefinitionBody = { swagger: '2.0', paths: { '/pets': { get: integration } } };
    const auth = { Authorizers: { A: POOL, B: TOKEN }, DefaultAuthorizer: 'A' };
    const expanded = api(auth, { Authorizer: 'B', OverrideApiAuth: true }, { DefinitionBody });
    expect(security(expanded)).toEqual([{ B: [] }]);
    expect(security(api(auth, { Authorizer: 'B' }, { DefinitionBody }))).toEqual([{ A: [] }]);
  });
});

describe('an authorizer', () => {
  const uri = (functionArn: Json): Json => ({
    'Fn::Sub': [
      'arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${__FunctionArn__}/invocations',
      { __FunctionArn__: functionArn },
    ],
  });

  test.each<[what: string, authorizer: JsonMap, expected: JsonMap]>([
    [
      'of a user pool',
      { ...POOL, Identity: { Header: 'X-Token', ValidationExpression: '.+' } },
      {
        type: 'apiKey',
        name: 'X-Token',
        in: 'header',
        'x-amazon-apigateway-authtype': 'cognito_user_pools',
        'x-amazon-apigateway-authorizer': {
          type: 'cognito_user_pools',
          providerARNs: [POOL.UserPoolArn],
          identityValidationExpression: '.+',
        },
      },
    ],
    [
      'of a function by token',
      { ...TOKEN, Identity: { ReauthorizeEvery: 0 }, FunctionInvokeRole: 'arn:role' },
      {
        type: 'apiKey',
        name: 'Authorization',
        in: 'header',
        'x-amazon-apigateway-authtype': 'custom',
        'x-amazon-apigateway-authorizer': {
          type: 'token',
          authorizerUri: uri(TOKEN.FunctionArn),
          authorizerResultTtlInSeconds: 0,
          authorizerCredentials: 'arn:role',
        },
      },
    ],
    [
      'of a function by request',
      { ...REQUEST, FunctionInvokeRole: 'NONE' },
      {
        type: 'apiKey',
        name: 'Unused',
        in: 'header',
        'x-amazon-apigateway-authtype': 'custom',
        'x-amazon-apigateway-authorizer': {
          type: 'request',
          authorizerUri: uri(TOKEN.FunctionArn),
          identitySource: 'method.request.header.A, method.request.querystring.b',
        },
      },
    ],
  ])('%s', (_, authorizer, expected) => {
    expect(at(api({ Authorizers: { A: authorizer } }).get('Api').Properties.Body, 'securityDefinitions', 'A')).toEqual(
      expected,
    );
  });

  test.each<[authorizer: JsonMap, permissions: string[]]>([
    [TOKEN, ['ApiAAuthorizerPermission']],
    [REQUEST, ['ApiAAuthorizerPermission']],
    [{ ...TOKEN, DisableFunctionDefaultPermissions: true }, []],
    [POOL, []],
  ])('%j gets the permissions %j', (authorizer, permissions) => {
    const made = api({ Authorizers: { A: authorizer } }).ids('AWS::Lambda::Permission');
    expect(made.filter((id) => id.includes('Authorizer'))).toEqual(permissions);
  });

  test('by request without an identity source is refused, unless its answers are not kept', () => {
    const without = (Identity: JsonMap): number =>
      api({ Authorizers: { A: { ...TOKEN, FunctionPayloadType: 'REQUEST', Identity } } }).diagnostics.length;
    expect(without({})).toBe(1);
    expect(without({ ReauthorizeEvery: 60 })).toBe(1);
    expect(without({ ReauthorizeEvery: 0 })).toBe(0);
  });
});

describe('the integration under IAM authorization', () => {
  test.each<[apiAuth: JsonMap, eventAuth: JsonMap | undefined, credentials: Json | undefined]>([
    [{ DefaultAuthorizer: 'AWS_IAM' }, undefined, 'arn:aws:iam::*:user/*'],
    [{ DefaultAuthorizer: 'AWS_IAM', InvokeRole: 'NONE' }, undefined, undefined],
    [{ DefaultAuthorizer: 'AWS_IAM', InvokeRole: 'arn:role' }, undefined, 'arn:role'],
    [{ InvokeRole: 'arn:role' }, { Authorizer: 'AWS_IAM', InvokeRole: 'arn:own' }, 'arn:own'],
    [{ InvokeRole: 'arn:role' }, { Authorizer: 'AWS_IAM', InvokeRole: null }, undefined],
    [{ Authorizers: { A: POOL } }, { Authorizer: 'A' }, undefined],
  ])('API %j and event %j take the credentials %j', (apiAuth, eventAuth, credentials) => {
    const method = at(api(apiAuth, eventAuth).get('Api').Properties.Body, 'paths', '/pets', 'get');
    expect(at(method, 'x-amazon-apigateway-integration', 'credentials')).toEqual(credentials);
  });
});
