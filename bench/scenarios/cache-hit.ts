import { MOCK } from '../documents.js';
import { gateway } from '../gateway.js';
import { get, RAW, requests } from '../requests.js';
import type { Scenario } from '../scenario.js';

const CACHED = {
  CacheClusterEnabled: true,
  CacheClusterSize: '0.5',
  MethodSettings: [{ ResourcePath: '/*', HttpMethod: '*', CachingEnabled: true, CacheTtlInSeconds: 3600 }],
};

export const cacheHit: Scenario = {
  name: 'cache-hit',
  sentence: 'Respond from the response cache',
  subject: requests(gateway({ operation: MOCK, stage: CACHED }), get('/prod/pets/7')),
  floor: RAW,
  goal: 1.5,
  limit: 2,
};
