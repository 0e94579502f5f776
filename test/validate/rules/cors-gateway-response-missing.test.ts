import { describe } from 'vitest';
import { parseRequestMappingSource, type GatewayResponse, type GatewayResponseType } from '../../../lib/model/index.js';
import { findsOf } from '../findings.js';
import { atPets, preflight } from './cors.js';

function response(responseType: GatewayResponseType, name = 'Access-Control-Allow-Origin'): GatewayResponse {
  const source = parseRequestMappingSource("'*'");
  return { responseType, responseParameters: [{ target: { location: 'header', name }, source }] };
}

const BOTH = [response('DEFAULT_4XX'), response('DEFAULT_5XX')];

describe('cors-gateway-response-missing', () => {
  findsOf('cors-gateway-response-missing', [
    [
      'a preflight alone',
      atPets(preflight()),
      [
        'info cors-gateway-response-missing cors: The gateway responses DEFAULT_4XX and DEFAULT_5XX do not set Access-Control-Allow-Origin: pages of other origins cannot read errors of the gateway',
      ],
    ],
    [
      'one family without the header',
      { ...atPets(preflight()), gatewayResponses: [response('DEFAULT_4XX'), response('DEFAULT_5XX', 'X-Error')] },
      [
        'info cors-gateway-response-missing cors: The gateway response DEFAULT_5XX does not set Access-Control-Allow-Origin: pages of other origins cannot read errors of the gateway',
      ],
    ],
    ['nothing where both name an origin', { ...atPets(preflight()), gatewayResponses: BOTH }, []],
    ['nothing without a preflight', atPets({ httpMethod: 'GET', integration: { type: 'MOCK' } }), []],
    [
      'nothing with credentials, which another rule is for',
      atPets(preflight({ 'Access-Control-Allow-Credentials': 'true' })),
      [],
    ],
  ]);
});
