import { QUOTAS } from '../../model/quotas.js';
import { GatewayFault } from '../fault.js';
import { isTooLarge } from '../request/request-size.js';
import type { Invocation } from './invocation.js';

/**
 * Refuses a request that is larger than API Gateway accepts.
 *
 * Documented: 10 MB of payload, 10,240 bytes of request line and header values
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html).
 * Assumed: too many bytes of headers get the response of too large a payload.
 *
 * @throws {GatewayFault} request-too-large
 */
export function checkRequestSize({ request }: Invocation): void {
  if (isTooLarge(request.message, QUOTAS.headers.value)) throw new GatewayFault({ kind: 'request-too-large' });
}
