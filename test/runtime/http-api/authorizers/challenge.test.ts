import { expect, test } from 'vitest';
import { printChallenge, type Challenge } from '../../../../lib/runtime/http-api/authorizers/challenge.js';

const EXPIRED: Challenge = { error: 'invalid_token', description: 'the token has expired' };

test.each<[scopes: readonly string[], challenge: Challenge | undefined, printed: string]>([
  [[], undefined, 'Bearer'],
  [['a'], undefined, 'Bearer'],
  [[], EXPIRED, 'Bearer scope="" error="invalid_token" error_description="the token has expired"'],
  [['a/b', 'c'], EXPIRED, 'Bearer scope="a/b c" error="invalid_token" error_description="the token has expired"'],
  [['a"b', 'c\nd', '日'], EXPIRED, 'Bearer scope="" error="invalid_token" error_description="the token has expired"'],
])('printChallenge() of %j and %j', (scopes, challenge, printed) => {
  expect(printChallenge(scopes, challenge)).toBe(printed);
});
