import { describe, expect, test } from 'vitest';
import { methodOf, read, type Members } from './read.js';

describe('an operation', () => {
  test("'s parameter replaces the path's, and the document's validator holds", () => {
    const { api } = read({
      'x-amazon-apigateway-request-validators': { all: { validateRequestBody: true, validateRequestParameters: true } },
      'x-amazon-apigateway-request-validator': 'all',
      paths: {
        '/a/{id}': {
          parameters: [
            { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
            { name: 'q', in: 'query' },
          ],
          'x-amazon-apigateway-any-method': {
            parameters: [{ name: 'q', in: 'query', required: true }],
            operationId: '',
          },
        },
      },
    });
    expect(methodOf({ api })).toEqual({
      httpMethod: 'ANY',
      requestValidator: 'all',
      requestParameters: [
        { location: 'path', name: 'id', required: true },
        { location: 'querystring', name: 'q', required: true },
      ],
    });
  });

  test('declares the variables of its path that the document does not', () => {
    const paths = { '/{owner}/{proxy+}': { get: { parameters: [{ name: 'owner', in: 'path' }] } } };
    expect(methodOf(read({ paths })).requestParameters).toEqual([
      { location: 'path', name: 'owner', required: false },
      { location: 'path', name: 'proxy', required: true },
    ]);
  });

  test('named like a member of every object is data', () => {
    const { api, diagnostics } = read(
      JSON.parse(
        '{"paths": {"/constructor": {"get": {"responses": {"200": {"headers": {"__proto__": {}, "constructor": {}}}}}}}, "components": {"schemas": {"__proto__": {"type": "object"}}}}',
      ) as Members,
    );
    expect(diagnostics).toEqual([]);
    expect(api.models).toEqual([{ name: '__proto__', schema: { type: 'object' } }]);
    expect(methodOf({ api }).responses?.[0]?.responseHeaders?.map(({ name }) => name)).toEqual([
      '__proto__',
      'constructor',
    ]);
  });
});
