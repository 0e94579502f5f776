import { serveTemplate } from '../gateway.js';
import { httpApiTemplateOf } from '../http-api-template.js';
import { get, RAW, requests } from '../requests.js';
import type { Scenario } from '../scenario.js';

const TEMPLATE = httpApiTemplateOf({
  handler: `exports.handler = async () => ({ statusCode: 200, body: '{"message":"hello"}' });`,
});

export const httpApiInline: Scenario = {
  name: 'http-api-inline',
  sentence: 'Invoke a function of the same thread from an HTTP API in payload format 2.0',
  subject: requests(serveTemplate(TEMPLATE, { lambdaIsolation: 'inline' }), get('/pets/7?fields=name')),
  floor: RAW,
  goal: 1.9,
  limit: 3,
};
