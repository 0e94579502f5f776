import { findHeader } from '../header-lines.js';
import type { HeaderLine } from '../http-message.js';
import type { OutgoingRequest } from '../http-client.js';

/** Methods that mean something without a body, so that none need not be announced. */
const BODILESS_METHODS = new Set(['GET', 'HEAD', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT']);

/** The lines of one name. */
export interface OutgoingLine {
  readonly name: string;
  readonly values: string[];
}

/**
 * The header lines of a request by name, each in its first spelling and place, with `Host` first unless given, and with
 * the true `Content-Length`.
 */
export function outgoingLines(request: OutgoingRequest, host: string): Iterable<OutgoingLine> {
  const { body, method, headers } = request;
  const lines = new Map<string, OutgoingLine>();
  if (findHeader(headers, 'host') === undefined) lines.set('host', { name: 'Host', values: [host] });
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    if (key === 'transfer-encoding') continue;
    const line = lines.get(key);
    if (key === 'content-length') lines.set(key, { name, values: [String(body.length)] });
    else if (line === undefined) lines.set(key, { name, values: [value] });
    else line.values.push(value);
  }
  if (!lines.has('content-length') && (body.length > 0 || !BODILESS_METHODS.has(method))) {
    lines.set('content-length', { name: 'Content-Length', values: [String(body.length)] });
  }
  return lines.values();
}

/** Node's flat list of names and values as lines. */
export function toHeaderLines(rawHeaders: readonly string[]): readonly HeaderLine[] {
  const lines: HeaderLine[] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    lines.push([rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '']);
  }
  return lines;
}
