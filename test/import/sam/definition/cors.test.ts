import { describe, expect, test } from 'vitest';

import type { Json } from '../../../../lib/model/json.js';
import { at, expand, restApi } from '../expand.js';

const PREFIX = 'method.response.header.Access-Control-';

function preflight(Cors: Json, methods: readonly string[] = ['get'], path = '/pets'): unknown {
  const item = Object.fromEntries(methods.map((method) => [method, {}]));
  const { get } = expand({ Api: restApi({ Cors, DefinitionBody: { swagger: '2.0', paths: { [path]: item } } }) });
  return at(get('Api').Properties.Body, 'paths', path, 'options');
}

function parameters(Cors: Json, methods?: readonly string[]): unknown {
  const response = at(preflight(Cors, methods), 'x-amazon-apigateway-integration', 'responses', 'default');
  return at(response, 'responseParameters');
}

describe('Cors of a REST API', () => {
  test.each<[cors: Json, methods: readonly string[], expected: Json]>([
    ["'*'", ['get'], { [`${PREFIX}Allow-Origin`]: "'*'", [`${PREFIX}Allow-Methods`]: "'GET,OPTIONS'" }],
    [
      { AllowMethods: "'GET'" },
      ['get', 'post'],
      { [`${PREFIX}Allow-Origin`]: "'*'", [`${PREFIX}Allow-Methods`]: "'GET'" },
    ],
    [
      {
        AllowOrigin: "'https://a.example'",
        AllowHeaders: "'X-A'",
        MaxAge: 0,
        AllowCredentials: true,
      },
      ['post', 'delete'],
      {
        [`${PREFIX}Allow-Origin`]: "'https://a.example'",
        [`${PREFIX}Allow-Headers`]: "'X-A'",
        [`${PREFIX}Allow-Methods`]: "'DELETE,OPTIONS,POST'",
        [`${PREFIX}Max-Age`]: 0,
        [`${PREFIX}Allow-Credentials`]: "'true'",
      },
    ],
    [
      { Ref: 'Origin' },
      ['x-amazon-apigateway-any-method'],
      {
        [`${PREFIX}Allow-Origin`]: { Ref: 'Origin' },
        [`${PREFIX}Allow-Methods`]: "'DELETE,GET,HEAD,OPTIONS,PATCH,POST,PUT'",
      },
    ],
  ])('%j for %j responds %j', (cors, methods, expected) => {
    expect(parameters(cors, methods)).toEqual(expected);
  });

  test('is a mock that names its headers', () => {
    expect(preflight("'*'")).toEqual({
      summary: 'CORS support',
      consumes: ['application/json'],
      produces: ['application/json'],
      'x-amazon-apigateway-integration': {
        type: 'mock',
        requestTemplates: { 'application/json': '{\n  "statusCode" : 200\n}\n' },
        responses: {
          default: {
            statusCode: '200',
            responseParameters: expect.anything() as unknown,
            responseTemplates: { 'application/json': '{}\n' },
          },
        },
      },
      responses: {
        '200': {
          description: 'Default response for CORS method',
          headers: {
            'Access-Control-Allow-Origin': { type: 'string' },
            'Access-Control-Allow-Methods': { type: 'string' },
          },
        },
      },
    });
  });

  test("leaves a path with options of its own, and a path's twin with a slash, alone", () => {
    expect(preflight("'*'", ['options'])).toEqual({});
    const paths = { '/pets': { get: {} }, '/pets/': { post: {} } };
    const { get } = expand({ Api: restApi({ Cors: "'*'", DefinitionBody: { swagger: '2.0', paths } }) });
    const items = Object.values(at(get('Api').Properties.Body, 'paths') as Record<string, object>);
    expect(items.filter((item) => 'options' in item)).toHaveLength(1);
  });

  test.each<Json>([
    { AllowCredentials: true },
    { AllowOrigin: "'*'", AllowCredentials: true },
    { AllowOrigins: "'*'" },
    ['*'],
  ])('%j is refused', (Cors) => {
    const { diagnostics } = expand({ Api: restApi({ Cors, DefinitionBody: { swagger: '2.0', paths: {} } }) });
    expect(diagnostics).toMatchObject([{ code: 'invalid-value', place: { element: 'Api', property: 'Cors' } }]);
  });
});
