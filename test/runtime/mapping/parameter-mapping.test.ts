import { describe, expect, test } from 'vitest';
import { parseRequestMappingSource, parseResponseMappingSource, reference } from '../../../lib/model/index.js';
import type { HeaderLine } from '../../../lib/runtime/index.js';
import {
  compileRequestMapping,
  compileResponseMapping,
  unsupportedMapping,
} from '../../../lib/runtime/mapping/parameter-mapping.js';
import { compileContextVariable } from '../../../lib/runtime/rest/context.js';
import { validatedInvocation } from '../../support/rest-request.js';

const BODY = '{"name":"Rex","age":3,"tags":["a","b"],"owner":{"id":1.50},"none":null,"flag":true}';
const REQUEST = {
  method: 'POST',
  path: '/pets/7%2F8?page=1&page=2&q=a%20b',
  headers: [
    ['X-One', '1'],
    ['X-Many', 'a'],
    ['X-Many', 'b'],
    ['x-many', 'c'],
    ['Content-Type', 'application/json'],
  ] as const,
  body: BODY,
};

describe('compileRequestMapping()', () => {
  test.each<[expression: string, value: string | undefined]>([
    ['method.request.header.X-One', '1'],
    ['method.request.header.x-one', undefined],
    ['method.request.header.X-Many', 'b'],
    ['method.request.multivalueheader.X-Many', 'a,b'],
    ['method.request.multivalueheader.x-many', 'c'],
    ['method.request.header.X-None', undefined],
    ['method.request.querystring.page', '2'],
    ['method.request.querystring.q', 'a b'],
    ['method.request.querystring.Page', undefined],
    ['method.request.multivaluequerystring.page', '1,2'],
    ['method.request.multivaluequerystring.none', undefined],
    ['method.request.path.a', 'pets'],
    ['method.request.path.b', '7%2F8'],
    ['method.request.path.toString', undefined],
    ['method.request.body', BODY],
    ['method.request.body.name', 'Rex'],
    ['method.request.body.$.name', 'Rex'],
    ['method.request.body.age', '3'],
    ['method.request.body.flag', 'true'],
    ['method.request.body.tags[1]', 'b'],
    ['method.request.body.tags', '["a","b"]'],
    ['method.request.body.owner', '{"id":1.5}'],
    ['method.request.body.none', undefined],
    ['method.request.body.missing', undefined],
    ['stageVariables.host', 'example.org'],
    ['stageVariables.none', undefined],
    ['stageVariables.constructor', undefined],
    ['context.httpMethod', 'POST'],
    ['context.stage', 'dev'],
    ['context.identity.sourceIp', '127.0.0.1'],
    ['context.requestTimeEpoch', '1795260153000'],
    ['context.identity', undefined],
    ['context.none', undefined],
    ["'a literal'", 'a literal'],
    ["''", ''],
    ["'it''s'", "it''s"],
  ])('%s', async (expression, value) => {
    const read = compileRequestMapping(parseRequestMappingSource(expression), compileContextVariable);
    expect(read?.(await validatedInvocation(REQUEST, { host: 'example.org' }))).toBe(value);
  });

  test.each<[body: string, whole: string]>([
    ['', '{}'],
    ['<xml/>', '<xml/>'],
    ['[1', '[1'],
    [' {"a":1}', ' {"a":1}'],
  ])('the whole of the body %j is %j', async (body, whole) => {
    const read = compileRequestMapping(parseRequestMappingSource('method.request.body'), compileContextVariable);
    expect(read?.(await validatedInvocation({ ...REQUEST, body }))).toBe(whole);
  });

  test.each(['method.request.body', 'method.request.body.name'])(
    '%s refuses a body that begins with { and is not JSON',
    async (expression) => {
      const read = compileRequestMapping(parseRequestMappingSource(expression), compileContextVariable);
      const invocation = await validatedInvocation({ ...REQUEST, body: '{"name":' });
      expect(() => read?.(invocation)).toThrow('Invalid JSON in request body');
    },
  );

  test('leaves out what is looked for in a body that is no JSON', async () => {
    const read = compileRequestMapping(parseRequestMappingSource('method.request.body.name'), compileContextVariable);
    expect(read?.(await validatedInvocation({ ...REQUEST, body: '<xml/>' }))).toBeUndefined();
  });

  test.each([
    '',
    'x',
    'method.request.header',
    'method.request.cookie.x',
    'integration.response.header.X',
    'method.request.body.[[',
  ])('%j cannot be evaluated', (expression) => {
    expect(compileRequestMapping(parseRequestMappingSource(expression), compileContextVariable)).toBeUndefined();
  });
});

describe('compileResponseMapping()', () => {
  const headers: readonly HeaderLine[] = [
    ['ETag', '"1"'],
    ['Set-Cookie', 'a=1'],
    ['Set-Cookie', 'b=2'],
    ['set-cookie', 'c=3'],
  ];

  test.each<[expression: string, value: string | undefined]>([
    ['integration.response.header.ETag', '"1"'],
    ['integration.response.header.etag', undefined],
    ['integration.response.header.Set-Cookie', 'b=2'],
    ['integration.response.multivalueheader.Set-Cookie', 'a=1,b=2'],
    ['integration.response.header.None', undefined],
    ['integration.response.body', BODY],
    ['integration.response.body.owner.id', '1.5'],
    ['integration.response.body.errorMessage', undefined],
    ["'*'", '*'],
    ['context.requestId', '11111111-2222-4333-8444-555555555555'],
    ['stageVariables.host', 'example.org'],
  ])('%s', async (expression, value) => {
    const read = compileResponseMapping(parseResponseMappingSource(expression), compileContextVariable);
    expect(read?.(await validatedInvocation(REQUEST, { host: 'example.org' }), { headers, body: BODY })).toBe(value);
  });

  test('counts an empty body as {} and refuses one that begins with { and is not JSON', async () => {
    const read = compileResponseMapping(
      parseResponseMappingSource('integration.response.body'),
      compileContextVariable,
    );
    const invocation = await validatedInvocation(REQUEST);
    expect(read?.(invocation, { headers, body: '' })).toBe('{}');
    expect(() => read?.(invocation, { headers, body: '{' })).toThrow(/Invalid JSON/);
  });

  test.each(['method.request.header.X', 'integration.response.querystring.x', '*'])(
    '%j cannot be evaluated',
    (expression) => {
      expect(compileResponseMapping(parseResponseMappingSource(expression), compileContextVariable)).toBeUndefined();
    },
  );
});

describe('unsupportedMapping()', () => {
  test('tells what is no expression from what only deployment knows', () => {
    expect(unsupportedMapping(parseRequestMappingSource('x'), 'the header X').feature).toBe('mapping');
    expect(unsupportedMapping(parseRequestMappingSource(reference('Domain')), 'the header X')).toMatchObject({
      feature: 'unresolved-value',
      detail: 'the mapping of the header X from ${Domain}',
    });
  });
});
