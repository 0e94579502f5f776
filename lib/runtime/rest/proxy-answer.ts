import { PROXY_ANSWER_KEYS } from '../../formats/lambda-event.js';
import { QUOTAS } from '../../model/quotas.js';
import { isObject } from '../../support/is-object.js';
import { GatewayFault } from '../fault.js';
import { isSendable } from '../header-lines.js';
import { isFinalStatus, type HeaderLine } from '../http-message.js';
import { decodeBase64 } from '../mapping/content-handling.js';
import { proxiedResponseHeaderName } from './header-rules.js';
import type { MappedResponse } from './invocation.js';

/**
 * Reads what a function of a Lambda proxy integration answered.
 *
 * Observed: `{}` is a 200; a status may be a string of digits; `headers: null` is nothing; a boolean header value is
 * written out; any other key, a status of 0, a value that is no list in `multiValueHeaders`, a bare string are each a 502.
 * A name in both maps gives the list first, spelled as there.
 * Assumed: a Content-Encoding does not make the client's Accept ask for bytes, as one test run on AWS suggests.
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-output-format
 *
 * @param decodes whether the client's Accept asks for one of the API's binary media types
 * @throws {GatewayFault} INTEGRATION_FAILURE, 502; API_CONFIGURATION_ERROR, 500 for broken base64
 */
export function readProxyAnswer(answer: unknown, decodes: boolean): MappedResponse {
  if (!isObject(answer)) throw malformed('the answer is no object');
  for (const key of Object.keys(answer)) {
    if (!(PROXY_ANSWER_KEYS as readonly string[]).includes(key)) throw malformed(`"${key}" is no key of an answer`);
  }
  const status = readStatus(answer.statusCode);
  const read = readHeaders(answer.headers, answer.multiValueHeaders);
  const text = readBody(answer.body);
  const body =
    answer.isBase64Encoded === true && decodes ? decodeBase64(Buffer.from(text, 'utf8')) : Buffer.from(text, 'utf8');
  if (body.length > QUOTAS.payload.value) throw malformed('the body is larger than 10 MB');
  return { status, ...read, body };
}

export function malformed(problem: string): GatewayFault {
  return new GatewayFault({ kind: 'malformed-proxy-response', problem });
}

/** Assumed: a status that cannot end a request is malformed as 0 is. */
export function readStatus(status: unknown): number {
  if (status === undefined || status === null) return 200;
  const number = typeof status === 'string' && /^\d+$/.test(status) ? Number(status) : status;
  if (typeof number !== 'number' || !isFinalStatus(number)) {
    throw malformed(`the status ${JSON.stringify(status)}`);
  }
  return number;
}

/** Assumed: a number or boolean is written as text, as a header's value is; an object or list is malformed. */
function readBody(body: unknown): string {
  switch (typeof body) {
    case 'undefined':
      return '';
    case 'string':
      return body;
    case 'number':
    case 'boolean':
      return String(body);
    default:
      if (body === null) return '';
      throw malformed('the body is no text');
  }
}

/**
 * Observed: a header whose value is null is not sent, alone or in a list; a Content-Type of null also keeps API Gateway
 * from adding its own.
 */
export function readHeaders(
  single: unknown,
  multi: unknown,
  nameOf = proxiedResponseHeaderName,
): Pick<MappedResponse, 'headers' | 'omitsContentType'> {
  const headers: HeaderLine[] = [];
  const spelling = new Map<string, string>();
  const omitted = new Set<string>();
  const add = (name: string, value: unknown): void => {
    if (value === null) omitted.add(name.toLowerCase());
    else addHeader(headers, name, value, nameOf);
  };
  for (const [name, values] of entriesOf(multi, 'multiValueHeaders')) {
    if (!Array.isArray(values)) throw malformed(`multiValueHeaders.${name} is no list`);
    spelling.set(name.toLowerCase(), name);
    for (const value of values) add(name, value);
  }
  for (const [name, value] of entriesOf(single, 'headers')) add(spelling.get(name.toLowerCase()) ?? name, value);
  return omitted.has('content-type') ? { headers, omitsContentType: true } : { headers };
}

function entriesOf(map: unknown, member: string): readonly [string, unknown][] {
  if (map === undefined || map === null) return [];
  if (!isObject(map)) throw malformed(`${member} is no object`);
  return Object.entries(map);
}

/** Assumed: a header whose value is an object or a list, or that HTTP cannot carry, is malformed. */
function addHeader(
  headers: HeaderLine[],
  name: string,
  value: unknown,
  nameOf: (name: string) => string | undefined,
): void {
  if (typeof value === 'object') throw malformed(`the header ${name} has no text`);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (!isSendable([name, text])) throw malformed(`the header ${JSON.stringify(name)} cannot be sent`);
  const passed = nameOf(name);
  if (passed !== undefined) headers.push([passed, text]);
}
