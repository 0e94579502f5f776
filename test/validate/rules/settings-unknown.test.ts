import { describe, expect, test } from 'vitest';
import type { MethodSettings, RestApi } from '../../../lib/model/index.js';
import { API, findings, finds, mock } from '../findings.js';

function settings(...methodSettings: readonly Pick<MethodSettings, 'path' | 'httpMethod'>[]): RestApi {
  return {
    ...API,
    resources: [
      { path: '/pets', methods: [{ httpMethod: 'GET', integration: mock }] },
      { path: '/any', methods: [{ httpMethod: 'ANY', integration: mock }] },
    ],
    stages: [{ name: 'prod', methodSettings }],
  };
}

describe('settings-unknown', () => {
  finds([
    ['settings of all methods', settings({ path: '*', httpMethod: '*' }), []],
    [
      'settings of a path and a method',
      settings({ path: '/pets', httpMethod: 'GET' }, { path: '/pets', httpMethod: '*' }),
      [],
    ],
    ['settings below ANY', settings({ path: '/any', httpMethod: 'POST' }), []],
    [
      'settings of a missing path and a missing method',
      settings({ path: '/pet', httpMethod: 'GET' }, { path: '/pets', httpMethod: 'POST' }),
      [
        'warning settings-unknown stage prod settings of GET /pet: The API has no path /pet with methods; the settings have no effect',
        'warning settings-unknown stage prod settings of POST /pets: /pets has no POST method; the settings have no effect',
      ],
    ],
    [
      'an API whose definition could not be read',
      { ...settings({ path: '/pets', httpMethod: 'GET' }), resources: [] },
      [],
    ],
  ]);

  test('finds none of an API whose definition could not be read whole', () => {
    const api = settings({ path: '/pet', httpMethod: 'GET' });
    expect(findings(api, { unread: new Set([api.id]) })).toEqual([]);
  });
});
