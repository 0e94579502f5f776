import { describe, expect, test } from 'vitest';
import { readProxyAnswer } from '../../../lib/runtime/rest/proxy-answer.js';
import type { HeaderLine } from '../../../lib/runtime/index.js';
import { wholeBody } from '../../support/whole-body.js';

const MALFORMED = expect.objectContaining({
  cause: { kind: 'malformed-proxy-response', problem: expect.any(String) as string },
}) as Error;

describe('readProxyAnswer() accepts', () => {
  test.each<[answer: object, status: number, headers: readonly HeaderLine[], body: string]>([
    [{}, 200, [], ''],
    [{ statusCode: 201, body: 'made' }, 201, [], 'made'],
    [{ statusCode: '404' }, 404, [], ''],
    [{ statusCode: null, headers: null, multiValueHeaders: null, body: null, isBase64Encoded: null }, 200, [], ''],
    [{ statusCode: 999 }, 999, [], ''],
    [{ body: 7 }, 200, [], '7'],
    [{ body: false }, 200, [], 'false'],
    [
      { headers: { 'X-A': 'a', 'x-b': 1, 'X-C': true } },
      200,
      [
        ['X-A', 'a'],
        ['x-b', '1'],
        ['X-C', 'true'],
      ],
      '',
    ],
    [
      { multiValueHeaders: { 'Set-Cookie': ['a=1', 'b=2'] } },
      200,
      [
        ['Set-Cookie', 'a=1'],
        ['Set-Cookie', 'b=2'],
      ],
      '',
    ],
    [
      { headers: { 'x-a': 'one', 'X-B': 'b' }, multiValueHeaders: { 'X-A': ['two'] } },
      200,
      [
        ['X-A', 'two'],
        ['X-A', 'one'],
        ['X-B', 'b'],
      ],
      '',
    ],
    [
      { headers: { Date: 'x', Server: 'y', 'Transfer-Encoding': 'chunked', 'Keep-Alive': '1' } },
      200,
      [
        ['x-amzn-Remapped-Date', 'x'],
        ['x-amzn-Remapped-Server', 'y'],
      ],
      '',
    ],
    [
      { headers: { 'X-A': null, 'X-B': 'b' }, multiValueHeaders: { 'X-C': ['1', null] } },
      200,
      [
        ['X-C', '1'],
        ['X-B', 'b'],
      ],
      '',
    ],
  ])('%j', (answer, status, headers, body) => {
    const read = readProxyAnswer(answer, false);
    expect([read.status, read.headers, wholeBody(read).toString()]).toEqual([status, headers, body]);
  });

  test.each([
    [true, true, 'hi'],
    [true, false, 'aGk='],
    [false, true, 'aGk='],
  ])('base64 %s where binary is asked for %s: %s', (isBase64Encoded, decodes, body) => {
    expect(wholeBody(readProxyAnswer({ body: 'aGk=', isBase64Encoded }, decodes)).toString()).toBe(body);
  });
});

describe('readProxyAnswer() refuses as malformed', () => {
  test.each(
    [
      [null],
      ['text'],
      [7],
      [[]],
      [{ message: 'no' }],
      [{ statusCode: 200, cookies: [] }],
      [{ statusCode: 0 }],
      [{ statusCode: 99 }],
      [{ statusCode: 100 }],
      [{ statusCode: 101 }],
      [{ statusCode: '199' }],
      [{ statusCode: 1000 }],
      [{ statusCode: 200.5 }],
      [{ statusCode: 'ok' }],
      [{ statusCode: true }],
      [{ body: {} }],
      [{ body: ['x'] }],
      [{ headers: 'x' }],
      [{ headers: [] }],
      [{ headers: { a: {} } }],
      [{ headers: { 'a b': 'x' } }],
      [{ headers: { a: 'x\r\ny' } }],
      [{ headers: { a: '€' } }],
      [{ multiValueHeaders: { a: 'x' } }],
      [{ multiValueHeaders: { a: [{}] } }],
      [{ body: 'x'.repeat(10 * 1024 * 1024 + 1) }],
    ].map(([answer]) => [JSON.stringify(answer).slice(0, 60), answer] as const),
  )('%s', (_printed, answer) => {
    expect(() => readProxyAnswer(answer, false)).toThrow(MALFORMED);
  });

  test('but broken base64 as a configuration error', () => {
    expect(() => readProxyAnswer({ body: 'no-base64', isBase64Encoded: true }, true)).toThrow(
      expect.objectContaining({
        cause: { kind: 'configuration', problem: 'Unable to base64 decode the body.' },
      }) as Error,
    );
  });
});
