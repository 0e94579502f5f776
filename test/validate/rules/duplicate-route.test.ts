import { describe } from 'vitest';
import { API, finds } from '../findings.js';

describe('duplicate-route', () => {
  finds([
    [
      'two methods of one route',
      { ...API, resources: [{ path: '/a', methods: [{ httpMethod: 'GET' }, { httpMethod: 'GET' }] }] },
      ['error duplicate-route GET /a: Cannot have GET /a twice: the path answers it already'],
    ],
  ]);
});
