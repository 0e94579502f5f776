import { describe, expect, test } from 'vitest';
import { exchange } from './serve.js';

describe('the response of a two-way route', () => {
  const large = /^\{"message": "Internal server error", /;
  test.each<[what: string, body: string, frame: string | RegExp]>([
    ['of 128 KB is sent', 'a'.repeat(131_072), 'a'.repeat(131_072)],
    ['of one byte more is not', 'a'.repeat(131_073), large],
    ['of 128 KB in other characters is sent', 'é'.repeat(65_536), 'é'.repeat(65_536)],
    ['of one such character more is not', 'é'.repeat(65_537), large],
  ])('%s', async (_what, body, frame) => {
    const received = await exchange(
      { big: { respond: true } },
      { action: 'big' },
      { functions: { handler: () => ({ body }) } },
    );
    if (typeof frame === 'string') expect(received === frame).toBe(true);
    else expect(received).toMatch(frame);
  });
});
