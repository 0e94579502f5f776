import { findHeader } from '../header-lines.js';
import type { HeaderLine } from '../http-message.js';
import type { OutgoingRequest } from '../environment.js';

/** Methods that mean something without a body, so that none need not be announced. */
const BODILESS_METHODS = new Set(['GET', 'HEAD', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT']);

/**
 * The header lines of a request by name, each in its first spelling and place, with `Host` first unless given, and with
 * the true `Content-Length`.
 */
export function outgoingLines(request: OutgoingRequest, host: string): ReadonlyMap<string, readonly string[]> {
  const lines = new Map<string, { readonly name: string; readonly values: string[] }>();
  const add = (name: string, value: string): void => {
    const line = lines.get(name.toLowerCase());
    if (line === undefined) lines.set(name.toLowerCase(), { name, values: [value] });
    else line.values.push(value);
  };
  if (findHeader(request.headers, 'host') === undefined) add('Host', host);
  for (const [name, value] of request.headers) if (name.toLowerCase() !== 'transfer-encoding') add(name, value);
  const length = lines.get('content-length');
  const announced = [String(request.body.length)];
  if (length !== undefined) lines.set('content-length', { name: length.name, values: announced });
  else if (request.body.length > 0 || !BODILESS_METHODS.has(request.method)) add('Content-Length', announced.join());
  return new Map([...lines.values()].map(({ name, values }) => [name, values]));
}

/** Node's flat list of names and values as lines. */
export function toHeaderLines(rawHeaders: readonly string[]): readonly HeaderLine[] {
  const lines: HeaderLine[] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    lines.push([rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '']);
  }
  return lines;
}
