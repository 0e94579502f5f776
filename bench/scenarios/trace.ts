import { gateway } from '../gateway.js';
import { RAW, requests } from '../requests.js';
import type { Scenario } from '../scenario.js';
import { TEMPLATED, TEMPLATED_REQUEST } from './mock-templates.js';

export const trace: Scenario = {
  name: 'trace',
  sentence: 'Added by recording the trace of a request',
  subject: requests(gateway(TEMPLATED), TEMPLATED_REQUEST),
  without: requests(gateway(TEMPLATED, { traces: 0 }), TEMPLATED_REQUEST),
  floor: RAW,
  goal: 0.25,
  limit: 0.45,
};
