import { isList } from '../../support/is-list.js';
import { isObject } from '../../support/is-object.js';
import { isFinalStatus } from '../http-message.js';
import type { LambdaPayload } from '../lambda-payload.js';
import type { MappedResponse } from './invocation.js';
import { readJson, responseBody } from './lambda-response.js';
import { malformed } from './malformed-response.js';
import { ResponseHeaders } from './response-headers.js';

/**
 * Reads the result of a function in payload format 2.0: with a `statusCode` it is a response, without one the body of a
 * response.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 * Observed: docs/aws/http-api.md sections 4, 12 and 13.
 *
 * @throws {GatewayFault} malformed-proxy-response
 */
export function readLambdaResponseV2(payload: LambdaPayload): MappedResponse {
  const value = readJson(payload);
  return isObject(value) && value.statusCode !== undefined ? readExplicit(value) : inferResponse(value, payload);
}

/**
 * Observed: cookies precede a `set-cookie` of `headers`; each problem of a member is a 500.
 * Assumed: null is the same as an absent member, because serializers of typed languages write it.
 */
function readExplicit({
  statusCode,
  headers,
  body,
  cookies,
  isBase64Encoded,
}: Readonly<Record<string, unknown>>): MappedResponse {
  if (typeof statusCode !== 'number' || !isFinalStatus(statusCode))
    throw malformed(`the status ${JSON.stringify(statusCode)}`);
  const response = new ResponseHeaders();
  response.addLists({ 'Set-Cookie': cookiesOf(cookies) }, 'cookies');
  response.addMap(headers, 'headers');
  return {
    status: statusCode,
    headers: response.withDefaultContentType(),
    body: responseBody(body, isBase64Encoded),
  };
}

function cookiesOf(cookies: unknown): readonly unknown[] {
  if (cookies === undefined || cookies === null) return [];
  if (!isList(cookies)) throw malformed('cookies is not a list');
  return cookies;
}

/** Observed: a string is the body, anything else is sent as JSON; a function without a result sends `null`. */
function inferResponse(value: unknown, payload: LambdaPayload): MappedResponse {
  return {
    status: 200,
    headers: [['Content-Type', 'application/json']],
    body: Buffer.from(typeof value === 'string' ? value : payload.text()),
  };
}
