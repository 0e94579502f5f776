import { QUOTAS } from '../../model/quotas.js';
import { GatewayFault } from '../fault.js';
import { isTooLarge } from '../request/request-size.js';
import type { Invocation } from './invocation.js';

/**
 * Refuses what is larger than API Gateway takes.
 *
 * Documented: 10 MB of payload, 10,240 bytes of header lines (8,000 for a private API)
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html).
 * Assumed: too many header bytes are answered like too large a payload; AWS's front end may answer 431 without a body.
 *
 * @throws {GatewayFault} REQUEST_TOO_LARGE
 */
export function checkRequestSize({ request, stage }: Invocation): void {
  const limit = stage.deployment.endpointType === 'PRIVATE' ? QUOTAS.privateHeaders.value : QUOTAS.headers.value;
  if (isTooLarge(request.message, limit)) throw new GatewayFault({ kind: 'request-too-large' });
}
