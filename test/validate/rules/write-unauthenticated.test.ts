import { describe } from 'vitest';
import { parseHttpRouteKey, type HttpApi, type Method } from '../../../lib/model/index.js';
import { findsOf, httpRoute, mock } from '../findings.js';
import { atPets } from './cors.js';

const proxy = { type: 'HTTP_PROXY', httpMethod: 'GET', uri: 'https://example.com/pets' } as const;
const closed: Method = { httpMethod: 'GET', integration: proxy, authorization: { type: 'AWS_IAM' } };
const post: Method = { httpMethod: 'POST', integration: proxy };
const OPEN = 'Everybody may call the route, which may write: it has no authorization';

function http(...keys: readonly string[]): HttpApi {
  return { ...httpRoute({}), routes: keys.map((key) => ({ routeKey: parseHttpRouteKey(key), integration: proxy })) };
}

describe('write-unauthenticated', () => {
  findsOf('write-unauthenticated', [
    ['an open method beside a closed one', atPets(closed, post), [`info write-unauthenticated POST /pets: ${OPEN}`]],
    [
      'an API where everything is open, once',
      atPets(post, { ...post, httpMethod: 'DELETE' }),
      [
        'info write-unauthenticated Pets: Nothing in the API requires authorization: everybody may call POST /pets and 1 more that may write',
      ],
    ],
    [
      'the same of an HTTP API with one route',
      http('GET /pets', '$default'),
      [
        'info write-unauthenticated Http: Nothing in the API requires authorization: everybody may call $default, which may write',
      ],
    ],
    ['nothing of verbs that read', atPets({ ...post, httpMethod: 'GET' }), []],
    ['nothing of a method that requires a key', atPets({ ...post, apiKeyRequired: true }), []],
    ['nothing of a mock', atPets({ ...post, integration: mock }), []],
    ['nothing of a private API', { ...atPets(post), endpoint: { type: 'PRIVATE' } }, []],
    ['nothing of an API with a resource policy', { ...atPets(post), policy: { Statement: [] } }, []],
  ]);
});
