import { describe } from 'vitest';
import { parseCacheKey, type Method } from '../../../lib/model/index.js';
import { finds, method, mock } from '../findings.js';

const cached = (keys: readonly string[], more: Partial<Method> = {}): ReturnType<typeof method> =>
  method({ ...more, integration: { ...mock, ...more.integration, cacheKeyParameters: keys.map(parseCacheKey) } });

describe('cache-key-undeclared', () => {
  finds([
    ['a variable of the path', cached(['method.request.path.petId']), []],
    [
      'declared parameters',
      cached(
        ['method.request.querystring.page', 'method.request.multivaluequerystring.page', 'method.request.header.X'],
        {
          requestParameters: [
            { location: 'querystring', name: 'page', required: false },
            { location: 'header', name: 'X', required: false },
          ],
        },
      ),
      [],
    ],
    [
      'a parameter that the integration maps',
      cached(['integration.request.header.X'], {
        integration: {
          ...mock,
          requestParameters: [{ target: { location: 'header', name: 'X' }, source: { kind: 'literal', value: 'x' } }],
        },
      }),
      [],
    ],
    [
      'keys that nothing declares',
      cached(['method.request.path.id', 'method.request.querystring.page', 'integration.request.header.X']),
      [
        'error cache-key-undeclared GET /pets/{petId} cacheKeyParameters: The cache key method.request.path.id is not a parameter of the method request; declare it there',
        'error cache-key-undeclared GET /pets/{petId} cacheKeyParameters: The cache key method.request.querystring.page is not a parameter of the method request; declare it there',
        'error cache-key-undeclared GET /pets/{petId} cacheKeyParameters: The cache key integration.request.header.X is not a parameter of the integration request; map it there',
      ],
    ],
    [
      'a key that is none, which another rule reports',
      cached(['petId']),
      [
        'error parameter-mapping-invalid GET /pets/{petId} cacheKeyParameters: "petId" is not a cache key; expected method.request or integration.request with .header.x, .querystring.x or .path.x',
      ],
    ],
  ]);
});
