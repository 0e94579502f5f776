import { describe } from 'vitest';
import { API, finds } from '../findings.js';

const REGIONAL_POLICY = 'SecurityPolicy_TLS13_1_3_2025_09';

describe('invalid-endpoint', () => {
  finds([
    [
      'VPC endpoints of a regional API',
      { ...API, endpoint: { type: 'REGIONAL', vpcEndpointIds: ['vpce-1'] }, policy: { Statement: [] } },
      [
        'error invalid-value the API VPC endpoints: The endpoint type is REGIONAL; only a PRIVATE API has VPC endpoints',
      ],
    ],
    [
      'IPv4 alone for a private API',
      { ...API, endpoint: { type: 'PRIVATE', ipAddressType: 'ipv4' }, policy: { Statement: [] } },
      ['error invalid-value the API IP address type: The IP address type is ipv4; a PRIVATE API requires dualstack'],
    ],
    [
      'a TLS policy without access mode, for another endpoint type',
      { ...API, endpoint: { type: 'EDGE' }, securityPolicy: REGIONAL_POLICY },
      [
        `error invalid-value the API endpoint access mode: The TLS policy ${REGIONAL_POLICY} requires an endpoint access mode: BASIC or STRICT`,
        `error invalid-value the API TLS policy: The TLS policy ${REGIONAL_POLICY} is for REGIONAL and PRIVATE APIs; the endpoint type is EDGE`,
      ],
    ],
    [
      'a TLS policy of edge APIs for a regional one',
      {
        ...API,
        endpoint: { type: 'REGIONAL' },
        securityPolicy: 'SecurityPolicy_TLS13_2025_EDGE',
        endpointAccessMode: 'BASIC',
      },
      [
        'error invalid-value the API TLS policy: The TLS policy SecurityPolicy_TLS13_2025_EDGE is for EDGE APIs; the endpoint type is REGIONAL',
      ],
    ],
    [
      'TLS 1.0 for a private API',
      { ...API, endpoint: { type: 'PRIVATE' }, securityPolicy: 'TLS_1_0', policy: { Statement: [] } },
      ['error invalid-value the API TLS policy: The TLS policy is TLS_1_0; a PRIVATE API requires at least TLS_1_2'],
    ],
    [
      'nothing of the type of a document, which does not say it',
      { ...API, securityPolicy: REGIONAL_POLICY, endpointAccessMode: 'BASIC' },
      [],
    ],
    ['nothing with TLS 1.2 alone', { ...API, securityPolicy: 'TLS_1_2' }, []],
    [
      'nothing with what belongs together',
      { ...API, endpoint: { type: 'REGIONAL' }, securityPolicy: REGIONAL_POLICY, endpointAccessMode: 'BASIC' },
      [],
    ],
  ]);
});
