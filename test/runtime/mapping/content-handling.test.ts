import { describe, expect, test } from 'vitest';
import type { ContentHandling } from '../../../lib/model/index.js';
import {
  convertRequest,
  convertResponse,
  decodeBase64,
  payloadBytes,
} from '../../../lib/runtime/mapping/content-handling.js';

const PNG = Buffer.from([0x89, 0x50, 0xff]);
const BASE64 = PNG.toString('base64');
const GARBLED = PNG.toString('utf8');

describe('convertRequest()', () => {
  test.each<
    [
      binary: boolean,
      handling: ContentHandling | undefined,
      body: Buffer | string,
      kind: 'text' | 'bytes',
      payload: Buffer | string,
    ]
  >([
    [false, undefined, 'text', 'text', 'text'],
    [false, undefined, PNG, 'text', GARBLED],
    [true, undefined, PNG, 'bytes', PNG],
    [false, 'CONVERT_TO_TEXT', 'text', 'text', 'text'],
    [true, 'CONVERT_TO_TEXT', PNG, 'text', BASE64],
    [false, 'CONVERT_TO_BINARY', BASE64, 'bytes', PNG],
    [true, 'CONVERT_TO_BINARY', PNG, 'bytes', PNG],
  ])('binary %s, %s', (binary, handling, body, kind, payload) => {
    const converted = convertRequest(Buffer.from(body), binary, handling);
    expect(converted.kind).toBe(kind);
    expect(payloadBytes(converted)).toEqual(Buffer.from(payload));
  });
});

describe('convertResponse()', () => {
  test.each<
    [
      payloadBinary: boolean,
      acceptBinary: boolean,
      handling: ContentHandling | undefined,
      body: Buffer | string,
      result: Buffer | string,
    ]
  >([
    [false, false, undefined, 'text', 'text'],
    [false, true, undefined, BASE64, PNG],
    [true, false, undefined, PNG, BASE64],
    [true, true, undefined, PNG, PNG],
    [false, true, 'CONVERT_TO_TEXT', 'text', 'text'],
    [true, true, 'CONVERT_TO_TEXT', PNG, BASE64],
    [false, false, 'CONVERT_TO_BINARY', BASE64, PNG],
    [true, false, 'CONVERT_TO_BINARY', PNG, PNG],
  ])('payload binary %s, accept binary %s, %s', (payloadBinary, acceptBinary, handling, body, result) => {
    const payload = convertResponse(Buffer.from(body), payloadBinary, acceptBinary, handling);
    expect(payloadBytes(payload)).toEqual(Buffer.from(result));
  });
});

describe('decodeBase64()', () => {
  test.each(['', 'aGk=', 'aGk=\n', 'a GVs bG8='])('%j is read', (text) => {
    expect(decodeBase64(Buffer.from(text))).toEqual(Buffer.from(text.replace(/\s/g, ''), 'base64'));
  });

  test.each(['a', 'abc', 'a-_=', '====', 'a=bc', '{"a":1}'])('%j is a 500', (text) => {
    expect(() => decodeBase64(Buffer.from(text))).toThrow(
      expect.objectContaining({ cause: expect.objectContaining({ kind: 'configuration' }) as unknown }) as Error,
    );
  });
});
