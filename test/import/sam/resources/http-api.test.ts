import { describe, expect, test } from 'vitest';

import type { Json } from '../../../../lib/model/json.js';
import { at, expand, httpApi, httpEvent, lambdaFunction, type Expanded } from '../expand.js';
import type { JsonMap } from '../read-template.js';

const JWT = { JwtConfiguration: { Issuer: 'https://i.example', Audience: ['a'] }, IdentitySource: '$request.header.A' };
const LAMBDA = { FunctionArn: { 'Fn::GetAtt': ['Auth', 'Arn'] }, AuthorizerPayloadFormatVersion: '2.0' };
const ofApi = { ApiId: { Ref: 'Api' } };

function api(properties: JsonMap = {}, event: JsonMap = {}, path = '/pets', method = 'get'): Expanded {
  const Fn = lambdaFunction({ Get: httpEvent(path, method, { ...ofApi, ...event }) });
  return expand({ Fn, Api: httpApi(properties) });
}

const route = (expanded: Expanded, path = '/pets', method = 'get'): unknown =>
  at(expanded.get('Api').Properties.Body, 'paths', path, method);

describe('AWS::Serverless::HttpApi', () => {
  test('becomes an API and a stage that deploys by itself, both with the tag of the translator', () => {
    const { get, diagnostics } = api();
    expect(get('Api').Properties.Body).toMatchObject({
      openapi: '3.0.1',
      info: { version: '1.0', title: { Ref: 'AWS::StackName' } },
      tags: [{ name: 'httpapi:createdBy', 'x-amazon-apigateway-tag-value': 'SAM' }],
    });
    expect(get('ApiApiGatewayDefaultStage').Properties).toEqual({
      ApiId: { Ref: 'Api' },
      StageName: '$default',
      Tags: { 'httpapi:createdBy': 'SAM' },
      AutoDeploy: true,
    });
    expect(diagnostics).toEqual([]);
  });

  test.each<[name: Json, id: string]>([
    ['v1', 'Apiv1Stage'],
    ['$default', 'ApiApiGatewayDefaultStage'],
    ['my-stage', 'ApiStagea9d64949ee'],
    [{ Ref: 'Env' }, 'ApiStage'],
  ])('a stage named %j is called %s', (StageName, id) => {
    expect(api({ StageName }).ids('AWS::ApiGatewayV2::Stage')).toEqual([id]);
  });

  test.each<[name: string, value: Json]>([
    ['StageVariables', { a: 'b' }],
    ['AccessLogSettings', { Format: 'f' }],
    ['DefaultRouteSettings', { ThrottlingBurstLimit: 1 }],
    ['RouteSettings', { 'GET /pets': {} }],
  ])('%s stands on the stage', (name, value) => {
    expect(api({ [name]: value }).get('ApiApiGatewayDefaultStage').Properties[name]).toEqual(value);
  });

  test.each<[properties: JsonMap, path: readonly (string | number)[], expected: Json]>([
    [{ Name: 'Pets' }, ['info', 'title'], 'Pets'],
    [{ Description: 'd' }, ['info', 'description'], 'd'],
    [
      { DisableExecuteApiEndpoint: true },
      ['servers', 0, 'x-amazon-apigateway-endpoint-configuration'],
      { disableExecuteApiEndpoint: true },
    ],
    [
      { DisableExecuteApiEndpoint: false },
      ['servers', 0, 'x-amazon-apigateway-endpoint-configuration'],
      { disableExecuteApiEndpoint: false },
    ],
    [
      { Tags: { a: 'b' } },
      ['tags'],
      [
        { name: 'a', 'x-amazon-apigateway-tag-value': 'b' },
        { name: 'httpapi:createdBy', 'x-amazon-apigateway-tag-value': 'SAM' },
      ],
    ],
  ])('%j is written into the definition', (properties, path, expected) => {
    expect(at(api(properties).get('Api').Properties.Body, ...path)).toEqual(expected);
  });

  test('FailOnWarnings moves the default route behind a slash', () => {
    const paths = at(api({ FailOnWarnings: true }, {}, '', '').get('Api').Properties.Body, 'paths') as JsonMap;
    expect(Object.keys(paths)).toEqual(['/$default']);
  });

  test.each<[auth: JsonMap, event: JsonMap, expected: Json | undefined]>([
    [{ Authorizers: { J: JWT }, DefaultAuthorizer: 'J' }, {}, [{ J: [] }]],
    [{ Authorizers: { J: { ...JWT, AuthorizationScopes: ['s'] } }, DefaultAuthorizer: 'J' }, {}, [{ J: ['s'] }]],
    [
      { Authorizers: { J: { ...JWT, AuthorizationScopes: ['s'] } } },
      { Auth: { Authorizer: 'J', AuthorizationScopes: ['t'] } },
      [{ J: ['t'] }],
    ],
    [{ Authorizers: { J: JWT }, DefaultAuthorizer: 'J' }, { Auth: { AuthorizationScopes: ['t'] } }, [{ J: ['t'] }]],
    [{ Authorizers: { J: JWT }, DefaultAuthorizer: 'J' }, { Auth: { Authorizer: 'NONE' } }, [{ NONE: [] }]],
    [{ EnableIamAuthorizer: true }, { Auth: { Authorizer: 'AWS_IAM' } }, [{ AWS_IAM: [] }]],
    [{ EnableIamAuthorizer: true, DefaultAuthorizer: 'AWS_IAM' }, {}, [{ AWS_IAM: [] }]],
    [{ Authorizers: { J: JWT } }, {}, undefined],
    [{ Authorizers: { J: JWT }, DefaultAuthorizer: { Ref: 'AWS::NoValue' } }, {}, undefined],
  ])('Auth %j and event %j: security %j', (Auth, event, expected) => {
    expect(at(route(api({ Auth }, event)), 'security')).toEqual(expected);
  });

  test('a default authorizer leaves preflight routes open', () => {
    const Auth = { Authorizers: { J: JWT }, DefaultAuthorizer: 'J' };
    const expanded = api({ Auth }, {}, '/pets', 'options');
    expect(at(expanded.get('Api').Properties.Body, 'paths', '/pets', 'options')).not.toHaveProperty('security');
  });

  test.each<[authorizer: JsonMap, scheme: Json]>([
    [
      JWT,
      {
        type: 'oauth2',
        'x-amazon-apigateway-authorizer': {
          type: 'jwt',
          jwtConfiguration: { issuer: 'https://i.example', audience: ['a'] },
          identitySource: '$request.header.A',
        },
      },
    ],
    [
      { ...LAMBDA, EnableSimpleResponses: true, Identity: { Headers: ['A'], Context: ['c'], ReauthorizeEvery: 0 } },
      {
        type: 'apiKey',
        name: 'Unused',
        in: 'header',
        'x-amazon-apigateway-authorizer': {
          type: 'request',
          authorizerUri: {
            'Fn::Sub': [
              'arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${__FunctionArn__}/invocations',
              { __FunctionArn__: LAMBDA.FunctionArn },
            ],
          },
          authorizerResultTtlInSeconds: 0,
          identitySource: ['$request.header.A', '$context.c'],
          authorizerPayloadFormatVersion: '2.0',
          enableSimpleResponses: true,
        },
      },
    ],
  ])('the authorizer %j is the scheme %j', (authorizer, scheme) => {
    const expanded = api({ Auth: { Authorizers: { A: authorizer } } });
    expect(at(expanded.get('Api').Properties.Body, 'components', 'securitySchemes', 'A')).toEqual(scheme);
  });

  test('a Lambda authorizer gets a permission only where it is asked for', () => {
    const permissions = (authorizer: JsonMap): string[] =>
      api({ Auth: { Authorizers: { A: authorizer } } })
        .ids('AWS::Lambda::Permission')
        .filter((id) => id.includes('Authorizer'));
    expect(permissions(LAMBDA)).toEqual([]);
    expect(permissions({ ...LAMBDA, EnableFunctionDefaultPermissions: true })).toEqual(['ApiAAuthorizerPermission']);
  });

  test.each<[what: string, properties: JsonMap, property: string]>([
    ['a JWT authorizer of a function', { Auth: { Authorizers: { A: { ...JWT, ...LAMBDA } } } }, 'Auth.Authorizers.A'],
    [
      'a JWT authorizer without source',
      { Auth: { Authorizers: { A: { JwtConfiguration: { a: 1 } } } } },
      'Auth.Authorizers.A',
    ],
    [
      'a Lambda authorizer without version',
      { Auth: { Authorizers: { A: { FunctionArn: 'a' } } } },
      'Auth.Authorizers.A',
    ],
    [
      'a default that nobody defined',
      { Auth: { Authorizers: { J: JWT }, DefaultAuthorizer: 'B' } },
      'Auth.DefaultAuthorizer',
    ],
    ['an unknown member of Auth', { Auth: { UsagePlan: {} } }, 'Auth'],
    ['Auth that is not a map', { Auth: ['AWS_IAM'] }, 'Auth'],
    [
      'a name beside a title',
      { DefinitionBody: { openapi: '3.0.1', info: { title: 't' }, paths: {} }, Name: 'n' },
      'Name',
    ],
    [
      'two definitions',
      { DefinitionBody: { openapi: '3.0.1', paths: {} }, DefinitionUri: 's3://b/k' },
      'DefinitionUri',
    ],
  ])('with %s is left out and reported', (_, properties, property) => {
    const { resources, diagnostics } = expand({ Api: httpApi(properties) });
    expect(resources).toEqual({});
    expect(diagnostics).toMatchObject([{ code: 'invalid-value', place: { element: 'Api', property } }]);
  });
});

describe('an HttpApi event', () => {
  test.each<[path: string, method: string, resource: string]>([
    ['/pets', 'get', '/GET/pets'],
    ['/pets/{petId}', 'ANY', '/*/pets/*'],
    ['/{proxy+}', 'post', '/POST/*'],
    ['/$default', 'any', '/$default'],
    ['', '', '/*'],
  ])('%s %s is permitted for %s', (path, method, resource) => {
    const expanded = api({}, {}, path, method);
    expect(expanded.get('FnGetPermission').Properties.SourceArn).toEqual({
      'Fn::Sub': [
        `arn:\${AWS::Partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${__ApiId__}/\${__Stage__}${resource}`,
        { __ApiId__: { Ref: 'Api' }, __Stage__: '*' },
      ],
    });
  });

  test('without path and method is the default route, whose permission covers the others of its function', () => {
    const Fn = lambdaFunction({ A: httpEvent('/a'), Default: { Type: 'HttpApi' } });
    const Other = lambdaFunction({ B: httpEvent('/b') });
    const { get, ids } = expand({ Fn, Other });
    expect(ids('AWS::Lambda::Permission')).toEqual(['FnDefaultPermission', 'OtherBPermission']);
    const paths = at(get('ServerlessHttpApi').Properties.Body, 'paths');
    expect(at(paths, '$default', 'x-amazon-apigateway-any-method')).toMatchObject({ isDefaultRoute: true });
  });

  test.each<[event: JsonMap, path: readonly string[], expected: Json]>([
    [{}, ['x-amazon-apigateway-integration', 'payloadFormatVersion'], '2.0'],
    [{ PayloadFormatVersion: '1.0' }, ['x-amazon-apigateway-integration', 'payloadFormatVersion'], '1.0'],
    [{ TimeoutInMillis: 10 }, ['x-amazon-apigateway-integration', 'timeoutInMillis'], 10],
    [{}, ['parameters'], [{ name: 'petId', in: 'path', required: true }]],
  ])('%j sets %j', (event, path, expected) => {
    expect(at(route(api({}, event, '/pets/{petId}'), '/pets/{petId}'), ...path)).toEqual(expected);
  });

  test("adds to an author's definition what it has not", () => {
    const own = { 'x-amazon-apigateway-integration': { type: 'http_proxy' } };
    const DefinitionBody = { openapi: '3.0.1', paths: { '/pets': { get: own } } };
    expect(route(api({ DefinitionBody }))).toEqual(own);
    expect(route(api({ DefinitionBody }, {}, '/pets', 'post'), '/pets', 'post')).toMatchObject({
      'x-amazon-apigateway-integration': { type: 'aws_proxy' },
    });
  });

  test('RouteSettings stand on the stage, under the condition of the function', () => {
    const RouteSettings = { ThrottlingBurstLimit: 1 };
    const Fn = lambdaFunction({ Get: httpEvent('/pets', 'get', { RouteSettings }) }, {}, { Condition: 'C' });
    const { get } = expand({ Fn }, { Conditions: { C: true } });
    expect(get('ServerlessHttpApiApiGatewayDefaultStage').Properties.RouteSettings).toEqual({
      'GET /pets': { 'Fn::If': ['C', RouteSettings, { Ref: 'AWS::NoValue' }] },
    });
  });

  test.each<[what: string, event: JsonMap, auth: JsonMap]>([
    ['names an authorizer that the API has not', { Auth: { Authorizer: 'B' } }, { Authorizers: { J: JWT } }],
    ['opts out where there is no default', { Auth: { Authorizer: 'NONE' } }, { Authorizers: { J: JWT } }],
    ['names no authorizer where there is no default', { Auth: { AuthorizationScopes: ['s'] } }, {}],
    ['requires IAM that is not enabled', { Auth: { Authorizer: 'AWS_IAM' } }, { Authorizers: { J: JWT } }],
  ])('that %s is reported, and has no integration', (_, event, Auth) => {
    const expanded = api({ Auth }, event);
    expect(expanded.diagnostics).toMatchObject([{ place: { element: 'Fn', property: 'Events.Get' } }]);
    expect(route(expanded)).toEqual({});
  });
});
