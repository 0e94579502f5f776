import { expect, test } from 'vitest';
import { quotaValue, QUOTAS, type RaisedQuotas } from '../../lib/model/index.js';

test.each<[name: keyof typeof QUOTAS, raised: RaisedQuotas, value: number]>([
  ['resourcesPerApi', {}, 300],
  ['resourcesPerApi', { resourcesPerApi: 600 }, 600],
  ['resourcesPerApi', { stagesPerApi: 20 }, 300],
  ['integrationTimeout', { integrationTimeout: 60_000 }, 60_000],
  ['payload', { payload: 1 }, 10_485_760],
])('quotaValue(%s, %j) is %i', (name, raised, value) => {
  expect(quotaValue(name, raised)).toBe(value);
});

test.each(Object.entries(QUOTAS))(
  '%s is a positive whole number with a description',
  (_name, { value, description }) => {
    expect(Number.isInteger(value) && value > 0).toBe(true);
    expect(description).toMatch(/^[a-z]/);
  },
);
