import { describe, expect, test } from 'vitest';
import { ClientRequest, type HeaderSpelling } from '../../../lib/runtime/request/client-request.js';
import { KEPT_BACK_FROM_INTEGRATIONS } from '../../../lib/runtime/rest/header-rules.js';
import { FIXED_IDS } from '../../support/behaviour.js';

function headersOf(spelling: HeaderSpelling, headers: readonly (readonly [string, string])[]) {
  const message = {
    method: 'GET',
    target: '/',
    headers,
    body: Buffer.alloc(0),
    sourceIp: '192.0.2.1',
    protocol: 'http',
    httpVersion: 'HTTP/1.1',
  } as const;
  return new ClientRequest(message, '', FIXED_IDS, spelling, KEPT_BACK_FROM_INTEGRATIONS).headers.slice(
    0,
    headers.length,
  );
}

describe('ClientRequest.headers', () => {
  test('of an edge-optimized API have capitalized names and cookies sorted by name', () => {
    expect(
      headersOf('edge', [
        ['x-my-header', 'a'],
        ['cookie', 'b=2; a=3; c10=x; c9=y; a=1'],
      ]),
    ).toEqual([
      ['X-My-Header', 'a'],
      ['Cookie', 'a=3; a=1; b=2; c9=y; c10=x'],
    ]);
  });

  test('of a regional API stay as they are sent', () => {
    expect(
      headersOf('sent', [
        ['x-my-header', 'a'],
        ['cookie', 'b=2; a=3'],
      ]),
    ).toEqual([
      ['x-my-header', 'a'],
      ['cookie', 'b=2; a=3'],
    ]);
  });

  test('behind a mapping of several levels are in lower case', () => {
    expect(
      headersOf('lower', [
        ['X-My-Header', 'a'],
        ['Authorization', 'b'],
      ]),
    ).toEqual([
      ['x-my-header', 'a'],
      ['authorization', 'b'],
    ]);
  });
});
