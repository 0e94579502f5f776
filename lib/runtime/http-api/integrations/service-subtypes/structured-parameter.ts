import { isList } from '../../../../support/is-list.js';
import { isObject } from '../../../../support/is-object.js';
import { GatewayFault } from '../../../fault.js';

/**
 * Reads a parameter that is a list, such as `Resources`.
 *
 * Assumed: a value that is not a list in JSON is a list with that one string.
 */
export function listParameter(text: string | undefined): readonly string[] | undefined {
  if (text === undefined) return undefined;
  const value = parse(text);
  return isList(value) ? value.map((item) => (typeof item === 'string' ? item : JSON.stringify(item))) : [text];
}

/**
 * Reads a parameter that is a map, such as `MessageAttributes`.
 *
 * Reported by users: a value that is not one cannot be resolved
 * (https://github.com/hashicorp/terraform-provider-aws/issues/19443).
 *
 * @throws {GatewayFault} missing-parameters
 */
export function mapParameter(name: string, text: string | undefined): Readonly<Record<string, unknown>> | undefined {
  if (text === undefined) return undefined;
  const value = parse(text);
  if (!isObject(value)) throw new GatewayFault({ kind: 'missing-parameters', names: [name], source: text });
  return value;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
