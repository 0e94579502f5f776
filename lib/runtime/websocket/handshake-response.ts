import type { GatewayFault } from '../fault.js';
import type { BufferedResponse, HttpResponse } from '../http-message.js';
import { errorMessageOf } from './error-message.js';
import { printErrorFrame } from './error-frame.js';
import type { Invocation, MappedMessage } from './invocation.js';

/**
 * Answers a handshake that a fault ends.
 *
 * Assumed: the body is that of an error frame.
 */
export function refuseHandshake(invocation: Invocation, fault: GatewayFault): BufferedResponse {
  const { status } = errorMessageOf(fault.cause);
  return respond(invocation, status, printErrorFrame(invocation, fault));
}

/**
 * Answers a handshake that `$connect` refuses with a status of its own.
 *
 * Observed: the client sees the status; docs/aws/websocket-api.md section 1.
 * Assumed: and the body of the integration.
 */
export function refuseWithStatus(invocation: Invocation, status: number, { body = '' }: MappedMessage): HttpResponse {
  return respond(invocation, status, body);
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

function respond({ arrival }: Invocation, status: number, body: string): BufferedResponse {
  return {
    status,
    headers: [
      ['Content-Type', 'application/json'],
      ['x-amzn-RequestId', arrival.requestId],
    ],
    body: Buffer.from(body, 'utf8'),
  };
}
