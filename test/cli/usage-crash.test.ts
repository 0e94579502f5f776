import { expect, test } from 'vitest';
import { crashUnderLoad } from '../support/usage-crash.js';

test('usage is exact to the last answered request after each of 3 kills under load', { timeout: 120_000 }, async () => {
  for (const { answered, sent, used } of await crashUnderLoad(3)) {
    expect(used).toBeGreaterThanOrEqual(answered);
    expect(used).toBeLessThanOrEqual(sent);
  }
});
