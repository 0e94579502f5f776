import { describe } from 'vitest';
import type { Integration, Method } from '../../../lib/model/index.js';
import { findsOf } from '../findings.js';
import { answering, atPets, http, preflight } from './cors.js';

const proxy = { type: 'HTTP_PROXY', httpMethod: 'GET', uri: 'https://example.com/pets' } as const;
const MISSING =
  'warning cors-origin-missing GET /pets: The preflight of /pets allows the method, and its integration response 200 does not set Access-Control-Allow-Origin: pages of other origins cannot read the response';

function get(integration: Integration): Method {
  return { httpMethod: 'GET', integration };
}

function template(text: string): Integration {
  return { ...http, responses: [{ statusCode: '200', responseTemplates: { 'application/json': text } }] };
}

describe('cors-origin-missing', () => {
  findsOf('cors-origin-missing', [
    ['a response without the header', atPets(preflight(), get(answering(http, { ETag: '1' }))), [MISSING]],
    [
      'nothing of a response with the header',
      atPets(preflight(), get(answering(http, { 'access-control-allow-origin': '*' }))),
      [],
    ],
    [
      'nothing of a template that sets it',
      atPets(
        preflight(),
        get(template('#set($context.responseOverride.header.Access-Control-Allow-Origin = "https://www.test")')),
      ),
      [],
    ],
    ['nothing without a preflight', atPets(get(answering(http, {}))), []],
    [
      'nothing of a verb that the preflight does not allow',
      atPets(preflight({ 'Access-Control-Allow-Methods': 'PUT, OPTIONS' }), get(answering(http, {}))),
      [],
    ],
    [
      'a verb among those that it allows',
      atPets(preflight({ 'Access-Control-Allow-Methods': 'PUT, GET' }), get(answering(http, {}))),
      [MISSING],
    ],
    [
      'one proxied method',
      atPets(preflight(), get(proxy)),
      [
        'info cors-origin-missing cors: The backend of GET /pets has to set Access-Control-Allow-Origin: API Gateway adds no header to responses of proxy integrations',
      ],
    ],
    [
      'several proxied methods, once',
      atPets(preflight(), get(proxy), { httpMethod: 'PUT', integration: proxy }),
      [
        'info cors-origin-missing cors: The backends of GET /pets and 1 more have to set Access-Control-Allow-Origin: API Gateway adds no header to responses of proxy integrations',
      ],
    ],
  ]);
});
