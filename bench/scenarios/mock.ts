import { MOCK } from '../documents.js';
import { gateway } from '../gateway.js';
import { get, RAW, requests } from '../requests.js';
import type { Scenario } from '../scenario.js';

export const mock: Scenario = {
  name: 'mock',
  sentence: 'Respond from a mock integration with constant templates',
  subject: requests(gateway({ operation: MOCK }), get('/prod/pets/7')),
  floor: RAW,
  goal: 1.8,
  limit: 2.5,
};
