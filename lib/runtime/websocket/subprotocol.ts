import { GatewayFault } from '../fault.js';
import { findHeader, isSendable } from '../header-lines.js';
import type { Invocation, MappedMessage } from './invocation.js';

/**
 * Whether the response of `$connect` opens the connection; else its status.
 *
 * Observed: 200 to 208 and 226 do; a missing or non-numeric status refuses the handshake with 502, any other with itself;
 * docs/aws/websocket-api.md sections 1 and 10.
 * Assumed: so do a fraction, and a number that is no final status of HTTP.
 *
 * @throws {GatewayFault} malformed-proxy-response
 */
export function checkStatus({ status }: MappedMessage): 'success' | number {
  if (status === undefined || !Number.isInteger(status) || status < 200 || status > 999)
    throw new GatewayFault({ kind: 'malformed-proxy-response', problem: `statusCode is ${status ?? 'not a number'}` });
  return status <= 208 || status === 226 ? 'success' : status;
}

/**
 * The subprotocol of a connection: the one that `$connect` returns.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-connect-route-subprotocol.html
 * Assumed: one that the client did not offer is left out, for clients fail such a handshake.
 */
export function chooseSubprotocol({ request }: Invocation, { headers }: MappedMessage): string | undefined {
  const chosen = findHeader(headers, 'sec-websocket-protocol');
  if (chosen === undefined || !isSendable(['Sec-WebSocket-Protocol', chosen])) return undefined;
  const offered = findHeader(request.message.headers, 'sec-websocket-protocol') ?? '';
  return offered.split(',').some((one) => one.trim() === chosen) ? chosen : undefined;
}
