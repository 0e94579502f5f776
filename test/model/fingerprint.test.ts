import { describe, expect, test } from 'vitest';
import { deployable, fingerprint, reference, type RestApi } from '../../lib/model/index.js';
import { mock, restApi } from '../support/rest-request.js';

const API = restApi({ 'GET /pets': { integration: mock() } });

function print(api: RestApi): string {
  return fingerprint(deployable(api));
}

describe('fingerprint() of what is deployed', () => {
  test.each<[what: string, changed: Partial<RestApi>, redeploys: boolean]>([
    ['nothing', {}, false],
    ['the order in which members are written', { name: 'Api', protocol: 'REST' }, false],
    ['a member that is undefined', { description: undefined }, false],
    ['a stage', { stages: [{ name: 'prod', variables: { a: 'b' } }] }, false],
    ['a tag', { tags: { a: 'b' } }, false],
    ['what it is called by', { id: 'Other' }, false],
    ['the title', { name: 'Other' }, true],
    ['a method', { resources: [...API.resources, { path: '/toys', methods: [] }] }, true],
    ['a default that is written out', { apiKeySource: 'HEADER' }, true],
    ['a value of deployment', { description: reference('Version') }, true],
  ])('%s changed: %s', (_what, changed, redeploys) => {
    expect(print({ ...API, ...changed }) !== print(API)).toBe(redeploys);
  });

  test('has a format and 32 digits, the same in every run', () => {
    expect(print(API)).toMatch(/^f1[0-9a-f]{32}$/);
    expect(fingerprint({ b: [1, 'x'], a: null })).toBe(fingerprint({ a: null, b: [1, 'x'] }));
    expect(fingerprint({ a: [1, 2] })).not.toBe(fingerprint({ a: [2, 1] }));
  });
});
