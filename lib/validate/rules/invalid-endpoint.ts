import { diagnostic, type Diagnostic } from '../../model/index.js';
import { defineRule } from '../rule.js';

/**
 * Combinations of endpoint type, IP address type and TLS policy that API Gateway refuses; docs/aws/edge-and-domains.md
 * sections 1 and 7.
 */
export const invalidEndpoint = defineRule({
  codes: ['invalid-value'],
  protocols: ['REST'],
  summary: 'Endpoint type, IP address type and TLS policy do not go together',
  fix: 'Choose a TLS policy and IP address type that are for the type of the endpoint',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies.html',
  check: ({ endpoint = {}, securityPolicy, endpointAccessMode }) => {
    const found: Diagnostic[] = [];
    const report = (property: string, message: string): void => {
      found.push(diagnostic('invalid-value', { element: 'the API', property }, message));
    };
    // A document does not say its type.
    const { type, ipAddressType, vpcEndpointIds = [] } = endpoint;
    if ((type === 'EDGE' || type === 'REGIONAL') && vpcEndpointIds.length > 0) {
      report('VPC endpoints', `The endpoint type is ${type}; only a PRIVATE API has VPC endpoints`);
    }
    if (type === 'PRIVATE' && ipAddressType === 'ipv4') {
      report('IP address type', 'The IP address type is ipv4; a PRIVATE API requires dualstack');
    }
    if (typeof securityPolicy !== 'string') return found;
    if (securityPolicy.startsWith('SecurityPolicy_')) {
      if (endpointAccessMode === undefined || endpointAccessMode === '') {
        report(
          'endpoint access mode',
          `The TLS policy ${securityPolicy} requires an endpoint access mode: BASIC or STRICT`,
        );
      }
      const forEdge = securityPolicy.endsWith('_EDGE');
      if (typeof type === 'string' && forEdge !== (type === 'EDGE')) {
        const suited = forEdge ? 'EDGE APIs' : 'REGIONAL and PRIVATE APIs';
        report('TLS policy', `The TLS policy ${securityPolicy} is for ${suited}; the endpoint type is ${type}`);
      }
    } else if (type === 'PRIVATE' && securityPolicy === 'TLS_1_0') {
      report('TLS policy', 'The TLS policy is TLS_1_0; a PRIVATE API requires at least TLS_1_2');
    }
    return found;
  },
});
