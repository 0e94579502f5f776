import type { HttpMappingAction } from '../../model/http-parameter-mapping.js';
import { configurationFault } from '../fault.js';
import { isSendable } from '../header-lines.js';
import type { HeaderLine } from '../http-message.js';

/** A mapping whose value is read. */
export interface MappedValue {
  readonly name: string;
  readonly action: HttpMappingAction;
  readonly value: string;
}

/**
 * Applies mappings of headers, of a request or of a response, one after the other.
 *
 * Documented: names are case-insensitive, and commas join several values
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html).
 * Assumed: a value that no header can carry is a fault.
 *
 * @throws {GatewayFault} configuration
 */
export function mapHeaders(lines: readonly HeaderLine[], mapped: readonly MappedValue[]): readonly HeaderLine[] {
  let headers = lines;
  for (const { name, action, value } of mapped) {
    const lower = name.toLowerCase();
    const isNamed = ([sent]: HeaderLine): boolean => sent.toLowerCase() === lower;
    const before = action === 'append' ? headers.filter(isNamed).map(([, sent]) => sent) : [];
    headers = headers.filter((line) => !isNamed(line));
    if (action === 'remove') continue;
    const line: HeaderLine = [name, [...before, value].join(',')];
    if (!isSendable(line)) throw configurationFault(`The header ${name} cannot have the mapped value`);
    headers = [...headers, line];
  }
  return headers;
}
