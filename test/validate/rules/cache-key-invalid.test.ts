import { describe } from 'vitest';
import { parseCacheKey } from '../../../lib/model/index.js';
import { finds, method, mock } from '../findings.js';

describe('cache-key-invalid', () => {
  finds([
    [
      'a cache key that is none',
      method({
        integration: { ...mock, cacheKeyParameters: ['petId', 'method.request.path.petId'].map(parseCacheKey) },
      }),
      [
        'error parameter-mapping-invalid GET /pets/{petId} cacheKeyParameters: "petId" is not a cache key; expected method.request or integration.request with .header.x, .querystring.x or .path.x',
      ],
    ],
  ]);
});
