import { describe, expect, test } from 'vitest';
import { readOpenApi } from '../../../lib/import/openapi/document.js';
import { parseJsonOrYaml } from '../../../lib/import/text/index.js';
import { reference } from '../../../lib/model/index.js';
import { codes, read, type Members } from './read.js';

describe('what is not read', () => {
  const deep: [string, Members, string, string][] = [
    ['an unknown member of the document', { paaths: {} }, 'unknown-property', 'paaths'],
    [
      'an unknown extension of API Gateway',
      { 'x-amazon-apigateway-nonsense': 1 },
      'unknown-property',
      'x-amazon-apigateway-nonsense',
    ],
    ['an unknown verb', { paths: { '/a': { any: {} } } }, 'unknown-property', 'any'],
    ['TRACE', { paths: { '/a': { trace: {} } } }, 'not-read', ''],
    [
      'a cookie',
      { paths: { '/a': { get: { parameters: [{ name: 'c', in: 'cookie' }] } } } },
      'not-read',
      'parameters[0]',
    ],
    [
      'a parameter without a name',
      { paths: { '/a': { get: { parameters: [{ in: 'query' }] } } } },
      'invalid-value',
      'parameters[0]',
    ],
    [
      'a parameter at no place',
      { paths: { '/a': { get: { parameters: [{ name: 'a', in: 'fragment' }] } } } },
      'invalid-value',
      'parameters[0]',
    ],
    [
      'an unknown member of an operation',
      { paths: { '/a': { get: { operationID: 'x' } } } },
      'unknown-property',
      'operationID',
    ],
    [
      'an unknown member of a response',
      { paths: { '/a': { get: { responses: { 200: { schema: {} } } } } } },
      'unknown-property',
      'responses.200.schema',
    ],
    [
      'an unknown gateway response',
      { 'x-amazon-apigateway-gateway-responses': { NO: {} } },
      'invalid-value',
      'x-amazon-apigateway-gateway-responses.NO',
    ],
    [
      'an unknown validator',
      { paths: { '/a': { get: { 'x-amazon-apigateway-request-validator': 'no' } } } },
      'unresolved-reference',
      '',
    ],
    ['CORS of HTTP APIs', { 'x-amazon-apigateway-cors': {} }, 'not-read', 'x-amazon-apigateway-cors'],
    ['a path without a slash', { paths: { a: { get: {} } } }, 'path-invalid', ''],
    ['paths that are a list', { paths: [] }, 'invalid-value', 'paths'],
    ['an operation that is text', { paths: { '/a': { get: 'x' } } }, 'invalid-value', ''],
    ['an operation that only deployment knows', { paths: { '/a': { get: reference('Op') } } }, 'unresolved-value', ''],
    ['servers that are no list', { servers: { url: '/' } }, 'invalid-value', 'servers'],
  ];
  test.each(deep)('%s is reported', (_what, members, code, property) => {
    const { diagnostics } = read(members);
    expect(diagnostics.map(({ code: found, place }) => [found, place.property ?? ''])).toEqual([[code, property]]);
  });

  test('two spellings of one path are reported and joined', () => {
    const { api, diagnostics } = read({ paths: { '/a': { get: {} }, '/a/': { get: {}, put: {} } } });
    expect(api.resources).toMatchObject([
      { path: '/a', methods: [{ httpMethod: 'GET' }, { httpMethod: 'GET' }, { httpMethod: 'PUT' }] },
    ]);
    expect(codes({ diagnostics })).toEqual(['error duplicate-route']);
  });

  test('has its place in the text', () => {
    const text = 'openapi: 3.0.1\ninfo: {title: x, version: "1"}\npaths:\n  /a:\n    get:\n      nonsense: 1\n';
    const parsed = parseJsonOrYaml(text, 'a.yaml');
    const { diagnostics } = readOpenApi(parsed.value, {
      id: 'a',
      file: 'a.yaml',
      places: (path) => parsed.locate(path),
    });
    expect(diagnostics).toEqual([
      {
        code: 'unknown-property',
        severity: 'warning',
        message: '"nonsense" means nothing here',
        place: {
          element: 'GET /a',
          property: 'nonsense',
          file: 'a.yaml',
          line: 6,
          column: 7,
          excerpt: '6 |       nonsense: 1\n  |       ^',
        },
      },
    ]);
  });
});
