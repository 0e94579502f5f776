import { describe, expect, test } from 'vitest';
import { KeySet, readKeySet } from '../../../../lib/runtime/authorizers/token/key-set.js';
import { testKey } from '../../../support/tokens.js';

const [FIRST, SECOND] = [testKey('first'), testKey('second')];

/** A key set whose issuer publishes what `publish` was last given. */
function published(first: unknown) {
  let [document, loads, nowMs] = [first, 0, 0];
  const load = (): Promise<unknown> => {
    loads++;
    return document instanceof Error ? Promise.reject(document) : Promise.resolve(document);
  };
  const keys = new KeySet(load, { now: () => nowMs });
  return {
    has: async (keyId: string) => (await keys.find(keyId, 'RS256')) !== undefined,
    loads: () => loads,
    publish: (next: unknown) => (document = next),
    wait: (seconds: number) => (nowMs += seconds * 1000),
  };
}

describe('KeySet', () => {
  test('is loaded once for many requests', async () => {
    const keys = published({ keys: [FIRST.jwk] });
    expect(await Promise.all([keys.has('first'), keys.has('first'), keys.has('second')])).toEqual([true, true, false]);
    expect(keys.loads()).toBe(1);
  });

  test('is loaded anew for a key that is not known, once in half a minute', async () => {
    const keys = published({ keys: [FIRST.jwk] });
    await keys.has('first');
    keys.publish({ keys: [FIRST.jwk, SECOND.jwk] });
    keys.wait(29);
    expect([await keys.has('second'), await keys.has('third'), keys.loads()]).toEqual([false, false, 1]);
    keys.wait(1);
    expect([await keys.has('second'), await keys.has('third'), keys.loads()]).toEqual([true, false, 2]);
  });

  test('forgets a key that was withdrawn within an hour', async () => {
    const keys = published({ keys: [FIRST.jwk] });
    await keys.has('first');
    keys.publish({ keys: [SECOND.jwk] });
    keys.wait(3_599);
    expect(await keys.has('first')).toBe(true);
    keys.wait(1);
    expect(await keys.has('first')).toBe(false);
  });

  test('fails while its issuer does, and keeps what it knows for its time', async () => {
    const keys = published(new Error('down'));
    await expect(keys.has('first')).rejects.toThrow('down');
    keys.publish({ keys: [FIRST.jwk] });
    await expect(keys.has('first')).rejects.toThrow('down');
    keys.wait(30);
    expect(await keys.has('first')).toBe(true);
    keys.publish(new Error('down again'));
    keys.wait(60);
    expect(await keys.has('first')).toBe(true);
    await expect(keys.has('other')).rejects.toThrow('down again');
    keys.wait(3_600);
    await expect(keys.has('first')).rejects.toThrow('down again');
  });
});

describe('KeySet.find()', () => {
  test.each<[alg: string | undefined, asked: 'RS256' | 'RS512', isFound: boolean]>([
    ['RS256', 'RS256', true],
    ['RS256', 'RS512', false],
    ['RS512', 'RS512', true],
    ['RS512', 'RS256', false],
    [undefined, 'RS512', true],
  ])('of a key for %s finds, for %s: %s', async (alg, asked, isFound) => {
    const keys = new KeySet(() => Promise.resolve({ keys: [{ ...FIRST.jwk, alg }] }), { now: () => 0 });
    expect((await keys.find('first', asked)) !== undefined).toBe(isFound);
  });
});

describe('readKeySet()', () => {
  test('takes RSA keys for signatures and no others', () => {
    const { kid: _kid, ...nameless } = FIRST.jwk;
    const keys = [
      FIRST.jwk,
      { ...SECOND.jwk, use: 'enc' },
      { ...SECOND.jwk, alg: 'PS256' },
      { ...SECOND.jwk, kty: 'oct', k: 'c2VjcmV0' },
      { ...SECOND.jwk, n: 1 },
      testKey('short', 1024).jwk,
      nameless,
      'text',
    ];
    expect([...readKeySet({ keys }).keys()]).toEqual(['first']);
  });

  test.each([null, [], {}, { keys: {} }, { keys: Array.from({ length: 101 }, () => FIRST.jwk) }])(
    'refuses what is no key set',
    (document) => {
      expect(() => readKeySet(document)).toThrow(/^it /);
    },
  );
});
