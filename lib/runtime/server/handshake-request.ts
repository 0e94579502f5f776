import { QUOTAS } from '../../model/quotas.js';
import { findHeader } from '../header-lines.js';
import type { BufferedResponse, HeaderLine, HttpRequest } from '../http-message.js';

/** Whether a request asks for a WebSocket, well-formed or not; else it asks for another protocol, such as h2c. */
export function asksForWebSocket({ headers }: HttpRequest): boolean {
  return findHeader(headers, 'upgrade')?.toLowerCase() === 'websocket';
}

/**
 * Why a handshake is refused before `$connect`; undefined: it is well-formed. What `ws` would refuse does not reach
 * `$connect`, for a connection whose `$connect` ran has a `$disconnect`.
 *
 * The rules: RFC 6455, section 4.2.1.
 *
 * Documented: a URL has 4,096 characters at most
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html).
 * Assumed: statuses and bodies; the characters are those of path and query.
 */
export function checkHandshake({ method, target, headers }: HttpRequest): BufferedResponse | undefined {
  if (target.length > QUOTAS.webSocketUrl.value) return refusal(414, 'Request-URI Too Long');
  const version = findHeader(headers, 'sec-websocket-version');
  if (version !== '13' && version !== '8') return refusal(400, 'Bad Request', [['Sec-WebSocket-Version', '13']]);
  const isWellFormed =
    method === 'GET' &&
    countOf(headers, 'sec-websocket-key') === 1 &&
    KEY.test(findHeader(headers, 'sec-websocket-key') ?? '') &&
    hasDistinctSubprotocols(headers);
  return isWellFormed ? undefined : refusal(400, 'Bad Request');
}

/** The response to a handshake of a server that ends. */
export const ENDING: BufferedResponse = refusal(503, 'Service Unavailable');

function refusal(status: number, message: string, headers: readonly HeaderLine[] = []): BufferedResponse {
  return {
    status,
    headers: [['Content-Type', 'application/json'], ...headers],
    body: Buffer.from(JSON.stringify({ message })),
  };
}

const KEY = /^[+/0-9A-Za-z]{22}==$/;
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

function countOf(headers: readonly HeaderLine[], lowerName: string): number {
  return headers.filter(([name]) => name.toLowerCase() === lowerName).length;
}

/** A list of tokens without repeats, if there is one. */
function hasDistinctSubprotocols(headers: readonly HeaderLine[]): boolean {
  const lines = headers.filter(([name]) => name.toLowerCase() === 'sec-websocket-protocol');
  if (lines.length === 0) return true;
  const offered = lines.flatMap(([, value]) => value.split(',').map((one) => one.trim()));
  return offered.every((one) => TOKEN.test(one)) && new Set(offered).size === offered.length;
}
