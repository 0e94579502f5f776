import type { GatewayResponseType } from '../../model/gateway-response.js';
import type { FaultCause } from '../fault.js';

/**
 * `$context.error.responseType`; undefined for a route that is not simulated.
 *
 * Assumed: the types are those of REST APIs, and a route that does not exist is a resource that is not found.
 */
export function errorResponseType({ kind }: FaultCause): GatewayResponseType | undefined {
  switch (kind) {
    case 'not-simulated':
      return undefined;
    case 'unknown-route':
    case 'unknown-signed-route':
      return 'RESOURCE_NOT_FOUND';
    case 'request-too-large':
      return 'REQUEST_TOO_LARGE';
    case 'unauthorized':
    case 'expired-identity':
      return 'UNAUTHORIZED';
    case 'unsigned':
    case 'incomplete-signature':
    case 'invalid-signature':
    case 'unknown-access-key':
    case 'expired-token':
    case 'access-denied':
    case 'invalid-api-key':
      return 'ACCESS_DENIED';
    case 'throttled':
    case 'quota-exceeded':
      return 'THROTTLED';
    case 'authorizer-failure':
      return 'AUTHORIZER_FAILURE';
    case 'authorizer-configuration':
      return 'AUTHORIZER_CONFIGURATION_ERROR';
    case 'integration-timeout':
      return 'INTEGRATION_TIMEOUT';
    case 'integration-unreachable':
    case 'lambda-refused':
    case 'lambda-method':
    case 'function-error':
    case 'malformed-proxy-response':
    case 'malformed-stream':
      return 'INTEGRATION_FAILURE';
    default:
      return 'API_CONFIGURATION_ERROR';
  }
}
