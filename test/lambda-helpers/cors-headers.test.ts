import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { corsHeaders, type CorsSettings, type RequestWithHeaders } from '../../lib/lambda-helpers/index.js';

const TWO = { allowOrigins: ['https://a.example.com', 'https://b.example.com'] };

describe('corsHeaders()', () => {
  test.each<[what: string, event: RequestWithHeaders, cors: CorsSettings, headers: Record<string, string>]>([
    ['the only origin, whoever asks', {}, { allowOrigins: ['*'] }, { 'Access-Control-Allow-Origin': '*' }],
    [
      "the request's origin, when it is allowed",
      { headers: { origin: 'https://b.example.com' } },
      { ...TWO, allowCredentials: true, exposeHeaders: ['etag', 'x-a'] },
      {
        'Access-Control-Allow-Origin': 'https://b.example.com',
        'Access-Control-Allow-Credentials': 'true',
        'Access-Control-Expose-Headers': 'etag,x-a',
        Vary: 'Origin',
      },
    ],
    ['nothing for a stranger', { headers: { Origin: 'https://c.example.com' } }, TWO, { Vary: 'Origin' }],
    ['nothing without an origin', { headers: null }, TWO, { Vary: 'Origin' }],
  ])('answers %s', (_what, event, cors, headers) => {
    expect(corsHeaders(event, cors)).toEqual(headers);
  });

  test('imports nothing from outside of its folder', () => {
    const folder = join(__dirname, '../../lib/lambda-helpers');
    for (const file of ['index.ts', 'cors-headers.ts']) {
      expect([...readFileSync(join(folder, file), 'utf8').matchAll(/from '([^']+)'/g)].map(([, from]) => from)).toEqual(
        file === 'index.ts' ? ['./cors-headers.js'] : [],
      );
    }
  });
});
