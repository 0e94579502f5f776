import { PROXY_ANSWER_KEYS } from '../../formats/lambda-event.js';
import { isList } from '../../support/is-list.js';
import { isObject } from '../../support/is-object.js';
import { GatewayFault } from '../fault.js';
import type { HeaderLine } from '../http-message.js';
import type { LambdaPayload } from '../lambda-payload.js';
import { decodeBase64 } from '../mapping/content-handling.js';
import type { MappedMessage } from './invocation.js';

/**
 * Reads the response of a function of a Lambda proxy integration: its `body` is what a route with a route response sends.
 *
 * Observed: a response with a member that a proxy response does not have is an `Internal server error`, on a route without a
 * route response too (docs/aws/websocket-api.md section 11).
 * Assumed: so is one that is not an object, or whose body is a list or an object, as in REST APIs; a body of `isBase64Encoded`
 * is decoded to UTF-8; a missing body is an empty one.
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-response.html
 *
 * @throws {GatewayFault} malformed-proxy-response; configuration for broken base64
 */
export function readProxyResponse(payload: LambdaPayload): MappedMessage {
  const response = parse(payload);
  const unknown = Object.keys(response).find((key) => !(PROXY_ANSWER_KEYS as readonly string[]).includes(key));
  if (unknown !== undefined) throw malformed(`"${unknown}" is not a member of a response`);
  const text = readBody(response.body);
  return {
    status: readStatus(response.statusCode),
    headers: [...readHeaders(response.multiValueHeaders), ...readHeaders(response.headers)],
    body: response.isBase64Encoded === true ? decodeBase64(Buffer.from(text, 'utf8')).toString('utf8') : text,
  };
}

function parse(payload: LambdaPayload): Readonly<Record<string, unknown>> {
  let response: unknown;
  try {
    response = payload.value();
  } catch {
    throw malformed('the response is not JSON');
  }
  if (!isObject(response)) throw malformed('the response is not an object');
  return response;
}

/** A number, or a string of digits; undefined for anything else, which refuses a handshake and does not matter elsewhere. */
function readStatus(status: unknown): number | undefined {
  const number = typeof status === 'string' && /^\d+$/.test(status) ? Number(status) : status;
  return typeof number === 'number' ? number : undefined;
}

function readHeaders(headers: unknown): readonly HeaderLine[] {
  if (!isObject(headers)) return [];
  return Object.entries(headers).flatMap(([name, value]) => {
    const values = isList(value) ? value : [value];
    return values
      .filter((one) => one !== null && typeof one !== 'object')
      .map((one): HeaderLine => [name, String(one)]);
  });
}

function readBody(body: unknown): string {
  if (body === undefined || body === null) return '';
  if (typeof body === 'string') return body;
  if (typeof body === 'number' || typeof body === 'boolean') return String(body);
  throw malformed('the body is not a string');
}

function malformed(problem: string): GatewayFault {
  return new GatewayFault({ kind: 'malformed-proxy-response', problem });
}
