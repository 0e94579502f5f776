import { describe } from 'vitest';
import { parseRequestMappingSource } from '../../../lib/model/index.js';
import { API, findsOf } from '../findings.js';
import { answering, atPets, http } from './cors.js';

const BOTH = { 'access-control-allow-origin': '*', 'access-control-allow-credentials': 'true' };
const MESSAGE =
  'Access-Control-Allow-Origin is * and Access-Control-Allow-Credentials is true: browsers refuse the response to a request with credentials; expected an origin';

describe('cors-credentials-wildcard', () => {
  findsOf('cors-credentials-wildcard', [
    [
      'a response with both',
      atPets({ httpMethod: 'GET', integration: answering(http, BOTH) }),
      [`warning cors-credentials-wildcard GET /pets integration response 200: ${MESSAGE}`],
    ],
    [
      'none with one origin',
      atPets({
        httpMethod: 'GET',
        integration: answering(http, { ...BOTH, 'access-control-allow-origin': 'https://www.test' }),
      }),
      [],
    ],
    [
      'none without credentials',
      atPets({ httpMethod: 'GET', integration: answering(http, { 'access-control-allow-origin': '*' }) }),
      [],
    ],
    [
      'a gateway response with both',
      {
        ...API,
        gatewayResponses: [
          {
            responseType: 'DEFAULT_4XX',
            responseParameters: Object.entries(BOTH).map(([name, value]) => ({
              target: { location: 'header', name },
              source: parseRequestMappingSource(`'${value}'`),
            })),
          },
        ],
      },
      [`warning cors-credentials-wildcard gateway response DEFAULT_4XX: ${MESSAGE}`],
    ],
  ]);
});
