import { MOCK } from '../documents.js';
import { gateway } from '../gateway.js';
import { post, RAW, requests } from '../requests.js';
import type { Scenario } from '../scenario.js';

const TAKES_PET = {
  ...MOCK,
  requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Pet' } } } },
};
const VALIDATED = { ...TAKES_PET, 'x-amazon-apigateway-request-validator': 'all' };
const REQUEST = post('/prod/pets/7', '{"name":"Rex","age":3}');

export const validation: Scenario = {
  name: 'validation',
  sentence: 'Added by validating the parameters and body of a request',
  subject: requests(gateway({ method: 'post', operation: VALIDATED }), REQUEST),
  without: requests(gateway({ method: 'post', operation: TAKES_PET }), REQUEST),
  floor: RAW,
  goal: 0.25,
  limit: 0.4,
};
