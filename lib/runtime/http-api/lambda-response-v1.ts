import { isObject } from '../../support/is-object.js';
import { isFinalStatus } from '../http-message.js';
import type { LambdaPayload } from '../lambda-payload.js';
import type { MappedResponse } from './invocation.js';
import { readJson, responseBody } from './lambda-response.js';
import { malformed } from './malformed-response.js';
import { ResponseHeaders } from './response-headers.js';

/**
 * Reads the result of a function in payload format 1.0.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 * Observed: a name in both maps is sent with the single value first; `isBase64Encoded` decodes the body without any binary
 * media type; a status of 0 is malformed; docs/aws/http-api.md section 4.
 * Assumed: a status of digits in a string is accepted as in a REST API, and so are unknown members.
 *
 * @throws {GatewayFault} malformed-proxy-response
 */
export function readLambdaResponseV1(payload: LambdaPayload): MappedResponse {
  const value = readJson(payload);
  if (!isObject(value)) throw malformed('the result is not an object');
  const headers = new ResponseHeaders();
  headers.addMap(value.headers, 'headers');
  headers.addLists(value.multiValueHeaders, 'multiValueHeaders');
  return {
    status: readStatus(value.statusCode),
    headers: headers.withDefaultContentType(),
    body: responseBody(value.body, value.isBase64Encoded),
  };
}

function readStatus(status: unknown): number {
  const number = typeof status === 'string' && /^\d+$/.test(status) ? Number(status) : status;
  if (typeof number !== 'number' || !isFinalStatus(number)) throw malformed(`the status ${JSON.stringify(status)}`);
  return number;
}
