import { describe, expect, test } from 'vitest';
import type { HeaderLine } from '../../../lib/runtime/http-message.js';
import { readStreamHead, readUnstreamed } from '../../../lib/runtime/rest/streamed-answer.js';

describe('readStreamHead()', () => {
  test.each<[metadata: string, status: number, headers: readonly HeaderLine[]]>([
    ['{}', 200, []],
    [
      '{"statusCode":202,"headers":{"X-A":"a"},"cookies":["c=1","d=2"]}',
      202,
      [
        ['X-A', 'a'],
        ['Set-Cookie', 'c=1'],
        ['Set-Cookie', 'd=2'],
      ],
    ],
    ['{"headers":{"content-length":"3","Transfer-Encoding":"chunked"}}', 200, [['content-length', '3']]],
    [
      '{"headers":{"x-a":"a","x-b":"b"},"multiValueHeaders":{"X-A":["a","c"]}}',
      200,
      [
        ['X-A', 'a'],
        ['X-A', 'c'],
        ['x-b', 'b'],
      ],
    ],
  ])('%s', (metadata, status, headers) => {
    expect(readStreamHead(metadata)).toEqual({ status, headers });
  });

  test.each([undefined, '', 'no', '[]', '{"statusCode":1}', '{"body":"x"}', '{"cookies":"a=b"}', '{"headers":[]}'])(
    '%j is malformed',
    (metadata) => {
      const cause = expect.objectContaining({ kind: 'malformed-stream' }) as unknown;
      expect(() => readStreamHead(metadata)).toThrow(expect.objectContaining({ cause }) as Error);
    },
  );
});

describe('readUnstreamed()', () => {
  test('takes status and headers, not the content', () => {
    const response = `{"statusCode":201,"headers":{"content-length":"7"}}${'\0'.repeat(8)}content`;
    expect(readUnstreamed(response)).toEqual({
      status: 201,
      headers: [['x-amzn-Remapped-content-length', '7']],
      body: Buffer.alloc(0),
    });
    expect(readUnstreamed('{"statusCode":201}')).toBeUndefined();
  });
});
