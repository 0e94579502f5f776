import { MOCK } from '../documents.js';
import { gateway } from '../gateway.js';
import { get, RAW, requests } from '../requests.js';
import type { Scenario } from '../scenario.js';

export const unknownRoute: Scenario = {
  name: 'unknown-route',
  sentence: 'Refuse a request for a route that does not exist',
  subject: requests(gateway({ operation: MOCK }), get('/prod/nothing'), 403),
  floor: RAW,
  goal: 1.8,
  limit: 2.5,
};
