import { describe, expect, test } from 'vitest';
import type { PayloadFormatVersion } from '../../../lib/model/index.js';
import type { HttpResponse } from '../../../lib/runtime/index.js';
import { lambdaRoute, send, serveHttpApi } from './gateway.js';
import { wholeBody } from '../../support/whole-body.js';

const ID = ['Apigw-Requestid', 'AAAAAAAAAAAAAA='];
const PLAIN = ['Content-Type', 'text/plain; charset=utf-8'];
const JSON_TYPE = ['Content-Type', 'application/json'];

type Expected = readonly [status: number, headers: HttpResponse['headers'] | readonly string[][], body: string];

const SERVER_ERROR: Expected = [500, [JSON_TYPE, ID], '{"message":"Internal Server Error"}'];

async function responseTo(version: PayloadFormatVersion, result: unknown): Promise<Expected> {
  const runtime = serveHttpApi([lambdaRoute('$default', version)], () => Promise.resolve(result));
  const { status, headers, body } = await send(runtime);
  await runtime.close();
  return [status, headers, String(wholeBody({ body }))];
}

describe('readLambdaResponseV1()', () => {
  test.each<[what: string, result: unknown, expected: Expected]>([
    ['a status alone', { statusCode: 204 }, [204, [PLAIN, ID], '']],
    ['null members', { statusCode: 200, headers: null, multiValueHeaders: null, body: null }, [200, [PLAIN, ID], '']],
    ['base64', { statusCode: 200, body: 'dGVzdA==', isBase64Encoded: true }, [200, [PLAIN, ID], 'test']],
    ['a status of digits', { statusCode: '201', body: 'x' }, [201, [PLAIN, ID], 'x']],
    [
      'a name in both maps',
      { statusCode: 200, headers: { 'x-a': '1' }, multiValueHeaders: { 'X-A': ['2', '3'], 'content-type': ['a/b'] } },
      [200, [['X-a', '1'], ['X-A', '2'], ['X-A', '3'], ['Content-type', 'a/b'], ID], ''],
    ],
    [
      'a content type in both maps',
      { statusCode: 200, headers: { 'content-type': 'a/b' }, multiValueHeaders: { 'Content-Type': ['a/b', 'c/d'] } },
      [200, [['Content-type', 'a/b'], ID], ''],
    ],
    [
      'headers that are dropped, none that is renamed',
      {
        statusCode: 200,
        headers: { Connection: 'x', 'Content-Length': 99, Date: 'x', Upgrade: 'x', Server: 'mine', 'X-Null': null },
      },
      [200, [['Server', 'mine'], PLAIN, ID], ''],
    ],
    ['no status', { body: 'x' }, SERVER_ERROR],
    ['a status of 0', { statusCode: 0 }, SERVER_ERROR],
    ['a string', 'hello', SERVER_ERROR],
    ['null', null, SERVER_ERROR],
    ['a list', [1], SERVER_ERROR],
    ['a body that is an object', { statusCode: 200, body: { a: 1 } }, SERVER_ERROR],
    ['headers that are a string', { statusCode: 200, headers: 'x' }, SERVER_ERROR],
    ['a multi value that is a string', { statusCode: 200, multiValueHeaders: { a: 'x' } }, SERVER_ERROR],
    ['a header with a line break', { statusCode: 200, headers: { a: 'x\r\nb: y' } }, SERVER_ERROR],
  ])('%s', async (_what, result, expected) => {
    expect(await responseTo('1.0', result)).toEqual(expected);
  });
});

describe('readLambdaResponseV2()', () => {
  test.each<[what: string, result: unknown, expected: Expected]>([
    ['no result', undefined, [200, [JSON_TYPE, ID], 'null']],
    ['null', null, [200, [JSON_TYPE, ID], 'null']],
    ['an empty string', '', [200, [JSON_TYPE, ID], '']],
    ['a string', 'hello', [200, [JSON_TYPE, ID], 'hello']],
    ['a number', 7, [200, [JSON_TYPE, ID], '7']],
    ['a list', [1, 'a'], [200, [JSON_TYPE, ID], '[1,"a"]']],
    ['an object', { headers: { a: 'b' }, body: 1 }, [200, [JSON_TYPE, ID], '{"headers":{"a":"b"},"body":1}']],
    ['a status', { statusCode: 201, body: 'x' }, [201, [PLAIN, ID], 'x']],
    [
      'null members',
      { statusCode: 200, headers: null, cookies: null, body: null, isBase64Encoded: null },
      [200, [PLAIN, ID], ''],
    ],
    ['base64', { statusCode: 200, body: 'dGVzdA==', isBase64Encoded: true }, [200, [PLAIN, ID], 'test']],
    [
      'cookies and a cookie header',
      { statusCode: 200, cookies: ['a=1', 'b=2'], headers: { 'set-cookie': 'c=3', myheader: true } },
      [200, [['Set-Cookie', 'a=1'], ['Set-Cookie', 'b=2'], ['Set-cookie', 'c=3'], ['Myheader', 'true'], PLAIN, ID], ''],
    ],
    ['a status of 0', { statusCode: 0 }, SERVER_ERROR],
    ['a status of 200.5', { statusCode: 200.5 }, SERVER_ERROR],
    ['a status that is a string', { statusCode: '200' }, SERVER_ERROR],
    ['a body that is an object', { statusCode: 200, body: { a: 1 } }, SERVER_ERROR],
    ['headers that are a list', { statusCode: 200, headers: [] }, SERVER_ERROR],
    ['cookies that are a string', { statusCode: 200, cookies: 'a=1' }, SERVER_ERROR],
    ['a flag that is a string', { statusCode: 200, isBase64Encoded: 'true' }, SERVER_ERROR],
  ])('%s', async (_what, result, expected) => {
    expect(await responseTo('2.0', result)).toEqual(expected);
  });

  test('a function that throws is a 500, whatever it throws', async () => {
    const runtime = serveHttpApi([lambdaRoute('$default')], () => Promise.reject(new Error('secret')));
    const { status, body } = await send(runtime);
    await runtime.close();
    expect([status, String(wholeBody({ body }))]).toEqual([500, SERVER_ERROR[2]]);
  });
});

describe.each(['1.0', '2.0'] as const)('A request of payload %s', (version) => {
  test.each<[what: string, bytes: number, status: number]>([
    ['an event above 6 MB', 6_300_000, 413],
    ['a body above 10 MB', 10_600_000, 413],
    ['a large body', 1_000_000, 200],
  ])('with %s: %i bytes', async (_what, bytes, expected) => {
    const runtime = serveHttpApi([lambdaRoute('$default', version)], () => Promise.resolve({ statusCode: 200 }));
    const { status, body } = await send(runtime, {
      method: 'POST',
      headers: [['Content-Type', 'text/plain']],
      body: Buffer.alloc(bytes, 'a'),
    });
    await runtime.close();
    expect(status).toBe(expected);
    if (expected === 413) expect(String(wholeBody({ body }))).toBe('{"message":"Request Entity Too Large"}');
  });
});
