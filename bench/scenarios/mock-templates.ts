import { mock, type Api } from '../documents.js';
import { gateway } from '../gateway.js';
import { get, RAW, requests } from '../requests.js';
import type { Scenario } from '../scenario.js';

const RESPONSE = `{"id":"$input.params('id')","name":"$input.params('name')","path":"$context.resourcePath","request":"$context.requestId"}`;

export const TEMPLATED: Api = { operation: mock('#set($code = 200){"statusCode": $code}', RESPONSE) };
export const TEMPLATED_REQUEST = get('/prod/pets/7?name=Rex');

export const mockTemplates: Scenario = {
  name: 'mock-templates',
  sentence: 'Respond from a mock integration whose templates read the request',
  subject: requests(gateway(TEMPLATED), TEMPLATED_REQUEST),
  floor: RAW,
  goal: 1.8,
  limit: 2.5,
};
