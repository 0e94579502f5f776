import { isList } from '../../support/is-list.js';
import { isObject } from '../../support/is-object.js';
import { GatewayFault } from '../fault.js';
import { isSendable } from '../header-lines.js';
import { isFinalStatus, type HeaderLine } from '../http-message.js';
import type { LambdaPayload } from '../lambda-payload.js';
import type { MappedResponse } from './invocation.js';

/**
 * Reads the result of a function in payload format 2.0: a response where it has a `statusCode`, else the body of one.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 * Observed: docs/aws/http-api.md sections 4, 12 and 13.
 *
 * @throws {GatewayFault} malformed-proxy-response
 */
export function readLambdaResponseV2(payload: LambdaPayload): MappedResponse {
  const value = readJson(payload);
  if (!isObject(value) || value.statusCode === undefined) {
    const text = typeof value === 'string' ? value : payload.text();
    return { status: 200, headers: [['Content-Type', 'application/json']], body: Buffer.from(text) };
  }
  const { statusCode, headers = {}, body = '', cookies = [], isBase64Encoded = false } = value;
  if (typeof statusCode !== 'number' || !Number.isInteger(statusCode) || !isFinalStatus(statusCode))
    throw malformed(`the status ${JSON.stringify(statusCode)}`);
  if (typeof body !== 'string') throw malformed('the body is no string');
  if (!isObject(headers)) throw malformed('headers is no object');
  if (!isList(cookies)) throw malformed('cookies is no list');
  if (typeof isBase64Encoded !== 'boolean') throw malformed('isBase64Encoded is no boolean');
  const lines: HeaderLine[] = cookies.map((cookie) => ['Set-Cookie', String(cookie)]);
  for (const [name, content] of Object.entries(headers)) lines.push([capitalized(name), String(content)]);
  if (!lines.some(([name]) => name.toLowerCase() === 'content-type'))
    lines.push(['Content-Type', 'text/plain; charset=utf-8']);
  const unsendable = lines.find((line) => !isSendable(line));
  if (unsendable !== undefined) throw malformed(`the header ${JSON.stringify(unsendable[0])} cannot be sent`);
  return { status: statusCode, headers: lines, body: Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8') };
}

function readJson(payload: LambdaPayload): unknown {
  try {
    return payload.value();
  } catch {
    throw malformed('no JSON');
  }
}

/** Observed: names of headers begin with a capital letter over HTTP/1.1. */
function capitalized(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function malformed(problem: string): GatewayFault {
  return new GatewayFault({ kind: 'malformed-proxy-response', problem });
}
