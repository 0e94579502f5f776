import { describe } from 'vitest';
import { API, finds, httpRoute } from '../findings.js';

describe('duplicate-route', () => {
  finds([
    [
      'two methods of one route',
      { ...API, resources: [{ path: '/a', methods: [{ httpMethod: 'GET' }, { httpMethod: 'GET' }] }] },
      ['error duplicate-route GET /a: GET /a is defined twice'],
    ],
    [
      'two routes of one key',
      { ...httpRoute({}), routes: [...httpRoute({}).routes, ...httpRoute({}).routes] },
      ['error duplicate-route GET /pets: GET /pets is defined twice'],
    ],
  ]);
});
