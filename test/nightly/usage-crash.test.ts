import { expect, test } from 'vitest';
import { crashUnderLoad } from '../support/usage-crash.js';

test('usage is exact to the last answered request after each of 50 kills under load', async () => {
  const rounds = await crashUnderLoad(50);
  expect(rounds.filter(({ answered, sent, used }) => used < answered || used > sent)).toEqual([]);
});
