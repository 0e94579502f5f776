import type { Environment } from '../environment.js';
import type { GatewayFault } from '../fault.js';
import type { BufferedResponse } from '../http-message.js';
import { errorMessageOf } from './error-message.js';
import { printErrorFrame } from './error-frame.js';
import type { Invocation, MappedMessage } from './invocation.js';

/**
 * Answers a handshake that a fault ends.
 *
 * Assumed: the body is that of an error frame; the headers are those of `@connections` endpoints.
 */
export function refuseHandshake(invocation: Invocation, fault: GatewayFault, { ids }: Environment): BufferedResponse {
  const { status, errorType } = errorMessageOf(fault.cause);
  return {
    status,
    headers: [
      ['Content-Type', 'application/json'],
      ['x-amzn-RequestId', ids.requestId()],
      ['x-amzn-ErrorType', errorType],
      ['x-amz-apigw-id', invocation.arrival.requestId],
    ],
    body: Buffer.from(printErrorFrame(invocation, fault), 'utf8'),
  };
}

/**
 * Answers a handshake that `$connect` refuses with a status of its own.
 *
 * Observed: the client sees the status; docs/aws/websocket-api.md section 1.
 * Assumed: and the body of the integration, but with 304, which has none (RFC 9110, section 15.4.5).
 */
export function refuseWithStatus(
  { arrival }: Invocation,
  status: number,
  { body = '' }: MappedMessage,
  { ids }: Environment,
): BufferedResponse {
  return {
    status,
    headers: [
      ['Content-Type', 'application/json'],
      ['x-amzn-RequestId', ids.requestId()],
      ['x-amz-apigw-id', arrival.requestId],
    ],
    body: status === 304 ? Buffer.alloc(0) : Buffer.from(body, 'utf8'),
  };
}

/** Observed: a request to a stage that asks for no upgrade; docs/aws/websocket-api.md section 9. */
export function upgradeRequired(requestId: string): BufferedResponse {
  return {
    status: 426,
    headers: [
      ['Content-Type', 'application/json'],
      ['Upgrade', 'websocket'],
      ['x-amzn-RequestId', requestId],
    ],
    body: Buffer.from('{"message":"Upgrade Required"}'),
  };
}
