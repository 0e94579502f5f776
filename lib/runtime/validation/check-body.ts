import type { CompiledSchema } from '../../schema/index.js';
import { GatewayFault } from '../fault.js';

/**
 * Checks a body against a model.
 *
 * @throws {GatewayFault} invalid-body
 */
export function checkBody(schema: CompiledSchema, text: string): void {
  const value = parseBody(text);
  if (value === undefined) throw invalidBody(['Unable to parse the request body as JSON']);
  if (!schema.accepts(value.json)) throw invalidBody(schema.validate(value.json).map(({ message }) => message));
}

function parseBody(text: string): { readonly json: unknown } | undefined {
  try {
    return { json: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** A body that does not fit. */
export function invalidBody(errors: readonly string[]): GatewayFault {
  return new GatewayFault({ kind: 'invalid-body', errors });
}
