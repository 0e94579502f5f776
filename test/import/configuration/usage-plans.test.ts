import { describe, expect, test } from 'vitest';
import { readMethodSettings } from '../../../lib/import/configuration/method-settings.js';
import { addUsagePlans } from '../../../lib/import/configuration/usage-plans.js';
import type { ApiKey, UsagePlan } from '../../../lib/model/index.js';

const PLAN: UsagePlan = { id: 'Plan', name: 'Basic', apiStages: [], apiKeys: ['Old'] };
const OLD: ApiKey = { id: 'Old', value: 'old-value', enabled: true };

describe('addUsagePlans()', () => {
  test('adds plans with their limits, and keys to plans of the definition too', () => {
    const quota = { limit: 5, period: 'DAY', offset: 1 } as const;
    const throttle = { rateLimit: 1, burstLimit: 2 };
    const { usagePlans, apiKeys } = addUsagePlans(
      { usagePlans: [PLAN], apiKeys: [OLD] },
      [
        {
          id: 'gold',
          throttle,
          quota,
          apiStages: [{ apiId: 'Pets', stage: 'dev', throttle: { '//GET': { burstLimit: 0 } } }],
        },
      ],
      [
        { name: 'a', usagePlanIds: ['gold', 'Basic'] },
        { name: 'a', value: 'x', enabled: false },
      ],
    );
    const methodThrottles = [{ path: '/', httpMethod: 'GET', throttle: { burst: 0 } }];
    expect(usagePlans).toEqual([
      { ...PLAN, apiKeys: ['Old', 'a'] },
      {
        id: 'gold',
        throttle: { ratePerSecond: 1, burst: 2 },
        quota,
        apiStages: [{ api: 'Pets', stage: 'dev', methodThrottles }],
        apiKeys: ['a'],
      },
    ]);
    expect(apiKeys).toEqual([
      OLD,
      { id: 'a', name: 'a', enabled: true },
      { id: 'a-2', name: 'a', value: 'x', enabled: false },
    ]);
  });

  test('lets a key take the place of one of the same value, before it or in the definition', () => {
    const { apiKeys } = addUsagePlans(
      { usagePlans: [], apiKeys: [OLD] },
      [],
      [
        { name: 'first', value: 'old-value' },
        { name: 'second', value: 'old-value' },
      ],
    );
    expect(apiKeys.map(({ id }) => id)).toEqual(['second']);
  });

  test('refuses plans that are not there and methods that are none', () => {
    const none = { usagePlans: [PLAN], apiKeys: [] };
    expect(() => addUsagePlans(none, [], [{ name: 'a', usagePlanIds: ['gold'] }])).toThrow(
      'Cannot find the usage plan "gold" of the API key "a"',
    );
    const apiStages = [{ apiId: 'Pets', stage: 'dev', throttle: { pets: {} } }];
    expect(() => addUsagePlans(none, [{ id: 'gold', apiStages }], [])).toThrow('Cannot read the method "pets"');
  });
});

describe('readMethodSettings()', () => {
  test.each<[name: string, path: string, httpMethod: string]>([
    ['*/*', '*', '*'],
    ['/pets/{id}/GET', '/pets/{id}', 'GET'],
    ['~1pets/*', '/pets', '*'],
    ['//GET', '/', 'GET'],
  ])('%s', (name, path, httpMethod) => {
    expect(readMethodSettings({ [name]: { throttlingBurstLimit: 1, loggingLevel: 'INFO' } })).toEqual([
      { path, httpMethod, throttle: { burst: 1 }, caching: {}, logging: { level: 'INFO' } },
    ]);
  });

  test('reads what CloudFormation has no properties for', () => {
    const caching = {
      requireAuthorizationForCacheControl: true,
      unauthorizedCacheControlHeaderStrategy: 'FAIL_WITH_403',
    } as const;
    expect(readMethodSettings({ '*/*': { cachingEnabled: true, ...caching } })).toEqual([
      { path: '*', httpMethod: '*', throttle: {}, caching: { enabled: true, ...caching }, logging: {} },
    ]);
  });

  test('refuses what names no method', () => {
    for (const name of ['pets', '/pets', '/pets/FETCH'])
      expect(() => readMethodSettings({ [name]: {} })).toThrow(`Cannot read the method "${name}"`);
  });
});
