import { describe, expect, test } from 'vitest';

import type { Json } from '../../../../lib/model/json.js';
import { apiEvent, at, expand, lambdaFunction, restApi, securedApi } from '../expand.js';
import type { JsonMap } from '../read-template.js';

const ofApi = { RestApiId: { Ref: 'Api' } };

function method(properties: JsonMap, api: JsonMap = {}, path = '/pets'): unknown {
  const { get } = expand({
    Fn: lambdaFunction({ Get: apiEvent(path, 'get', { ...ofApi, ...properties }) }),
    Api: restApi(api),
  });
  return at(get('Api').Properties.Body, 'paths', path, 'get');
}

describe('an Api event', () => {
  test.each<[path: string, method: string, stage: Json, id: string, resource: string]>([
    ['/pets', 'get', 'prod', 'FnEPermissionprod', 'GET/pets'],
    ['/pets/', 'POST', 'prod', 'FnEPermissionprod', 'POST/pets'],
    ['/pets/{petId}/{proxy+}', 'any', 'prod', 'FnEPermissionprod', '*/pets/*/*'],
    ['/', 'ANY', { Ref: 'Env' }, 'FnEPermissionStage', '*/'],
    ['/', 'get', 'my-stage', 'FnEPermissiona9d64949ee', 'GET/'],
  ])('%s %s of the stage %j gets a permission', (path, verb, StageName, id, resource) => {
    const { get, ids } = expand({
      Fn: lambdaFunction({ E: apiEvent(path, verb, ofApi) }),
      Api: restApi({ StageName }),
    });
    expect(ids('AWS::Lambda::Permission')).toEqual([id]);
    expect(get(id).Properties).toEqual({
      Action: 'lambda:InvokeFunction',
      FunctionName: { Ref: 'Fn' },
      Principal: 'apigateway.amazonaws.com',
      SourceArn: {
        'Fn::Sub': [
          `arn:aws:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${__ApiId__}/\${__Stage__}/${resource}`,
          { __ApiId__: { Ref: 'Api' }, __Stage__: '*' },
        ],
      },
    });
  });

  test("leaves an author's definition alone, and adds to it with MergeDefinitions", () => {
    const own = { 'x-amazon-apigateway-integration': { type: 'mock' }, summary: 's' };
    const DefinitionBody = { swagger: '2.0', paths: { '/pets': { get: own, post: {} } } };
    expect(method({}, { DefinitionBody })).toEqual(own);
    const merged = method({}, { DefinitionBody, MergeDefinitions: true });
    expect(merged).toMatchObject({
      summary: 's',
      responses: {},
      'x-amazon-apigateway-integration': { type: 'aws_proxy' },
    });
  });

  test('adds nothing to a definition without paths with MergeDefinitions', () => {
    const DefinitionBody = { swagger: '2.0' };
    const Fn = lambdaFunction({ Get: apiEvent('/pets', 'get', ofApi) });
    const { get } = expand({ Fn, Api: restApi({ DefinitionBody, MergeDefinitions: true }) });
    expect(get('Api').Properties.Body).toEqual(DefinitionBody);
  });

  test.each<[properties: JsonMap, path: readonly string[], expected: Json]>([
    [{ TimeoutInMillis: 5000 }, ['x-amazon-apigateway-integration', 'timeoutInMillis'], 5000],
    [
      { ResponseTransferMode: 'RESPONSE_STREAM' },
      ['x-amazon-apigateway-integration', 'responseTransferMode'],
      'STREAM',
    ],
    [
      { ResponseTransferMode: 'RESPONSE_STREAM' },
      ['x-amazon-apigateway-integration', 'uri', 'Fn::Sub'],
      'arn:aws:apigateway:${AWS::Region}:lambda:path/2021-11-15/functions/${Fn.Arn}/response-streaming-invocations',
    ],
    [
      {
        RequestParameters: [
          'method.request.header.X-A',
          { 'method.request.querystring.q.r': { Required: true, Caching: true } },
        ],
      },
      ['parameters'],
      [
        { in: 'header', name: 'X-A', required: false, type: 'string' },
        { in: 'query', name: 'q.r', required: true, type: 'string' },
      ],
    ],
    [
      { RequestParameters: [{ 'method.request.path.p': { Caching: true } }] },
      ['x-amazon-apigateway-integration', 'cacheKeyParameters'],
      ['method.request.path.p'],
    ],
  ])('%j sets %j', (properties, path, expected) => {
    expect(at(method(properties), ...path)).toEqual(expected);
  });

  test('RequestModel is a parameter of the body, with a validator', () => {
    const api = { Models: { Pet: { type: 'object' } } };
    const RequestModel = { Model: 'Pet', Required: true, ValidateBody: true };
    expect(method({ RequestModel }, api)).toMatchObject({
      parameters: [{ in: 'body', name: 'pet', schema: { $ref: '#/definitions/pet' }, required: true }],
      'x-amazon-apigateway-request-validator': 'body-only',
    });
    expect(method({ RequestModel }, { ...api, OpenApiVersion: '3.0.1' })).toMatchObject({
      requestBody: {
        content: { 'application/json': { schema: { $ref: '#/components/schemas/pet' } } },
        required: true,
      },
    });
  });

  test.each<[validate: JsonMap, name: string]>([
    [{ ValidateBody: true, ValidateParameters: true }, 'body-and-params'],
    [{ ValidateParameters: true }, 'params-only'],
    [{ ValidateBody: false }, 'no-validation'],
  ])('%j requires the validator %s', (validate, name) => {
    const { get } = expand({
      Fn: lambdaFunction({
        Get: apiEvent('/pets', 'get', { ...ofApi, RequestModel: { Model: 'Pet', ...validate } }),
      }),
      Api: restApi({ Models: { Pet: { type: 'object' } } }),
    });
    const definition = get('Api').Properties.Body;
    expect(at(definition, 'x-amazon-apigateway-request-validators')).toHaveProperty([name]);
    expect(at(definition, 'paths', '/pets', 'get', 'x-amazon-apigateway-request-validator')).toBe(name);
  });

  test.each<JsonMap>([
    { RequestModel: { Model: 'Dog' } },
    { RequestModel: { Model: 'Pet', ValidateBody: 'yes' } },
    { RequestParameters: ['header.X'] },
    { RequestParameters: [{ 'method.request.header.X': 'required' }] },
    { Auth: ['A'] },
    { Auth: { OverrideApiAuth: true } },
  ])('with %j is reported', (properties) => {
    const { diagnostics } = expand({
      Fn: lambdaFunction({ Get: apiEvent('/pets', 'get', { ...ofApi, ...properties }) }),
      Api: restApi({ Models: { Pet: { type: 'object' } } }),
    });
    expect(diagnostics).toMatchObject([{ code: 'invalid-value', place: { element: 'Fn', property: 'Events.Get' } }]);
  });

  test('of a function under a condition is chosen by it', () => {
    const Fn = lambdaFunction({ Get: apiEvent('/pets', 'get', ofApi) }, {}, { Condition: 'C' });
    const { get } = expand({ Fn, Api: restApi() }, { Conditions: { C: true } });
    const chosen = at(get('Api').Properties.Body, 'paths', '/pets', 'Fn::If', 1, 'get', 'Fn::If') as readonly Json[];
    expect(chosen[0]).toBe('C');
    expect(chosen[2]).toEqual({ Ref: 'AWS::NoValue' });
    expect(at(chosen[1], 'x-amazon-apigateway-integration', 'uri', 'Fn::If', 0)).toBe('C');
    expect(get('FnGetPermissionprod').Condition).toBe('C');
  });

  test('of a function with an alias calls the alias', () => {
    const Fn = lambdaFunction({ Get: apiEvent('/pets', 'get', ofApi) }, { AutoPublishAlias: 'live' });
    const { get } = expand({ Fn, Api: restApi() });
    expect(at(get('Api').Properties.Body, 'paths', '/pets', 'get', 'x-amazon-apigateway-integration', 'uri')).toEqual({
      'Fn::Sub': 'arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${FnAliaslive}/invocations',
    });
    expect(get('FnGetPermissionprod').Properties.FunctionName).toEqual({ Ref: 'FnAliaslive' });
  });
});

const POOL = { UserPoolArn: { 'Fn::GetAtt': ['Users', 'Arn'] } };

describe('the integration under IAM authorization', () => {
  test.each<[apiAuth: JsonMap, eventAuth: JsonMap | undefined, credentials: Json | undefined]>([
    [{ DefaultAuthorizer: 'AWS_IAM' }, undefined, 'arn:aws:iam::*:user/*'],
    [{ DefaultAuthorizer: 'AWS_IAM', InvokeRole: 'NONE' }, undefined, undefined],
    [{ DefaultAuthorizer: 'AWS_IAM', InvokeRole: 'arn:role' }, undefined, 'arn:role'],
    [{ InvokeRole: 'arn:role' }, { Authorizer: 'AWS_IAM', InvokeRole: 'arn:own' }, 'arn:own'],
    [{ InvokeRole: 'arn:role' }, { Authorizer: 'AWS_IAM', InvokeRole: null }, undefined],
    [{ Authorizers: { A: POOL } }, { Authorizer: 'A' }, undefined],
  ])('API %j and event %j take the credentials %j', (apiAuth, eventAuth, credentials) => {
    const method = at(securedApi(apiAuth, eventAuth).get('Api').Properties.Body, 'paths', '/pets', 'get');
    expect(at(method, 'x-amazon-apigateway-integration', 'credentials')).toEqual(credentials);
  });
});
