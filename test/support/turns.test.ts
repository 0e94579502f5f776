import { expect, test } from 'vitest';
import { Turns } from '../../lib/support/turns.js';

test('Turns lets two of five work at once, in their order, and goes on after a failure', async () => {
  const turns = new Turns(2);
  const ends: (() => void)[] = [];
  const begun: number[] = [];
  const work = (number: number): Promise<void> =>
    turns.run(async () => {
      begun.push(number);
      await new Promise<void>((resolve) => ends.push(resolve));
      if (number === 0) throw new Error('not today');
    });
  const all = Promise.allSettled([0, 1, 2, 3, 4].map(work));
  await expect.poll(() => begun).toEqual([0, 1]);
  ends[0]?.();
  await expect.poll(() => begun).toEqual([0, 1, 2]);
  ends[2]?.();
  await expect.poll(() => begun).toEqual([0, 1, 2, 3]);
  for (let index = 1; index < 4; index++) ends[index]?.();
  await expect.poll(() => begun).toEqual([0, 1, 2, 3, 4]);
  ends[4]?.();
  expect((await all).map(({ status }) => status)).toEqual(['rejected', ...Array<string>(4).fill('fulfilled')]);
});
