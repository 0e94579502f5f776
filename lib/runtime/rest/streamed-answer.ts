import { isObject } from '../../support/is-object.js';
import { GatewayFault } from '../fault.js';
import type { HeaderLine } from '../http-message.js';
import { proxiedResponseHeaderName } from './header-rules.js';
import type { MappedResponse } from './invocation.js';
import { malformed, readHeaders, readStatus } from './proxy-answer.js';
import { streamedResponseHeaderName } from './response-streaming.js';

type ResponseHead = Omit<MappedResponse, 'body'>;

const KEYS: ReadonlySet<string> = new Set(['statusCode', 'headers', 'multiValueHeaders', 'cookies']);

/**
 * Reads the metadata of a streamed response: the response without its body.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode-lambda.html
 *
 * @param metadata undefined when the response has none
 * @throws {GatewayFault} malformed-stream
 */
export function readStreamHead(metadata: string | undefined): ResponseHead {
  try {
    if (metadata === undefined) throw malformed('no eight NUL bytes within its first 16 KB end the metadata');
    return readMetadata(metadata, streamedResponseHeaderName);
  } catch (error) {
    const problem = error instanceof GatewayFault && 'problem' in error.cause ? error.cause.problem : String(error);
    throw malformedStream(problem);
  }
}

export function malformedStream(problem: string): GatewayFault {
  return new GatewayFault({ kind: 'malformed-stream', problem });
}

/**
 * Reads a response in the streaming format that was taken whole. Documented: its status and headers are the response's, its
 * content is not (same page).
 *
 * @returns undefined for a response in another format
 * @throws {GatewayFault} malformed-proxy-response
 */
export function readUnstreamed(response: string): MappedResponse | undefined {
  const end = response.indexOf('\0'.repeat(8));
  if (end === -1) return undefined;
  return { ...readMetadata(response.slice(0, end), proxiedResponseHeaderName), body: Buffer.alloc(0) };
}

function readMetadata(text: string, nameOf: (name: string) => string | undefined): ResponseHead {
  let metadata: unknown;
  try {
    metadata = JSON.parse(text);
  } catch {
    throw malformed('the metadata is not JSON');
  }
  if (!isObject(metadata)) throw malformed('the metadata is not an object');
  for (const key of Object.keys(metadata)) {
    if (!KEYS.has(key)) throw malformed(`"${key}" is not a key of the metadata`);
  }
  const { statusCode, headers, multiValueHeaders, cookies } = metadata;
  const read = readHeaders(withoutRepeats(headers, multiValueHeaders), multiValueHeaders, nameOf);
  return { status: readStatus(statusCode), ...read, headers: [...read.headers, ...readCookies(cookies)] };
}

/** Documented: a pair that stands in both maps is sent once. */
function withoutRepeats(single: unknown, multi: unknown): unknown {
  if (!isObject(single) || !isObject(multi)) return single;
  const listed = Object.entries(multi).map(([name, values]) => [name.toLowerCase(), values] as const);
  const isListed = ([name, value]: readonly [string, unknown]): boolean =>
    listed.some(([other, values]) => other === name.toLowerCase() && Array.isArray(values) && values.includes(value));
  return Object.fromEntries(Object.entries(single).filter((pair) => !isListed(pair)));
}

function readCookies(cookies: unknown): readonly HeaderLine[] {
  if (cookies === undefined || cookies === null) return [];
  if (!Array.isArray(cookies)) throw malformed('the cookies are not a list');
  return cookies.map((cookie) => ['Set-Cookie', String(cookie)]);
}
