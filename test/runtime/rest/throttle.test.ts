import { describe, expect, test } from 'vitest';
import type { MethodSettings } from '../../../lib/model/index.js';
import { unsupportedThrottle } from '../../../lib/runtime/rest/throttle.js';

const throttle = { ratePerSecond: 1, burst: 1 };

describe('unsupportedThrottle()', () => {
  test.each<[what: string, settings: readonly MethodSettings[], httpMethod: string, refuses: boolean]>([
    ['nothing', [], 'GET', false],
    ['a throttle of the method', [{ path: '/pets', httpMethod: 'GET', throttle }], 'GET', true],
    ['a throttle of another method', [{ path: '/pets', httpMethod: 'POST', throttle }], 'GET', false],
    ['a throttle of another path', [{ path: '/cats', httpMethod: 'GET', throttle }], 'GET', false],
    ['a throttle for all', [{ path: '*', httpMethod: '*', throttle }], 'GET', true],
    [
      'a throttle for all, below settings of the method that have none',
      [
        { path: '/pets', httpMethod: 'GET', metricsEnabled: true },
        { path: '*', httpMethod: '*', throttle },
      ],
      'GET',
      true,
    ],
    ['a throttle of one of the methods that ANY takes', [{ path: '/pets', httpMethod: 'GET', throttle }], 'ANY', true],
  ])('%s: refuses %j %s: %j', (_what, methodSettings, httpMethod, refuses) => {
    const found = unsupportedThrottle({ name: 'prod', methodSettings }, '/pets', httpMethod);
    expect(found.map(({ feature }) => feature)).toEqual(refuses ? ['throttle'] : []);
  });
});
