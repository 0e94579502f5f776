import { isObject } from '../../support/is-object.js';
import { isSendable } from '../header-lines.js';
import type { HeaderLine } from '../http-message.js';
import { responseHeaderName } from './header-rules.js';
import { malformed } from './malformed-response.js';

/** Collects the headers of a function's response. */
export class ResponseHeaders {
  private readonly lines: HeaderLine[] = [];

  /**
   * Observed: a null map is accepted; docs/aws/http-api.md section 14.
   * Assumed: a value of null is not sent, a number or a boolean is sent as JSON, anything else is malformed.
   *
   * @throws {GatewayFault} malformed-proxy-response
   */
  addMap(map: unknown, member: string): void {
    for (const [name, value] of entriesOf(map, member)) this.add(name, value);
  }

  /** @throws {GatewayFault} malformed-proxy-response */
  addLists(map: unknown, member: string): void {
    for (const [name, values] of entriesOf(map, member)) {
      if (!Array.isArray(values)) throw malformed(`${member}.${name} is not a list`);
      for (const value of values as readonly unknown[]) this.add(name, value);
    }
  }

  /**
   * Reported by users: a content type in both maps is sent once, any other header twice
   * (https://github.com/aws/aws-lambda-rust-runtime/issues/567).
   * Assumed: the first content type is sent.
   *
   * @throws {GatewayFault} malformed-proxy-response
   */
  private add(name: string, value: unknown): void {
    if (value === null) return;
    if (typeof value === 'object') throw malformed(`the header ${name} is not a string`);
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    if (!isSendable([name, text])) throw malformed(`the header ${JSON.stringify(name)} cannot be sent`);
    const passed = responseHeaderName(name);
    if (passed === undefined || (isContentType(passed) && this.hasContentType())) return;
    this.lines.push([passed, text]);
  }

  /** Observed: `text/plain; charset=utf-8`; docs/aws/http-api.md section 3. */
  withDefaultContentType(): readonly HeaderLine[] {
    if (!this.hasContentType()) this.lines.push(['Content-Type', 'text/plain; charset=utf-8']);
    return this.lines;
  }

  private hasContentType(): boolean {
    return this.lines.some(([name]) => isContentType(name));
  }
}

function isContentType(name: string): boolean {
  return name.toLowerCase() === 'content-type';
}

function entriesOf(map: unknown, member: string): readonly [string, unknown][] {
  if (map === undefined || map === null) return [];
  if (!isObject(map)) throw malformed(`${member} is not an object`);
  return Object.entries(map);
}
