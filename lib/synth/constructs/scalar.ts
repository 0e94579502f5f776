import type { Value } from '../../model/index.js';
import { call, code, type Expression } from './expression.js';
import type { ValueWriter } from './value-writer.js';

/** A number, which is a token where only deployment knows it. */
export function writeNumber(value: Value<number> | undefined, writer: ValueWriter): Expression | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'number') return code(String(value));
  return call(`${writer.imports.use('Token', 'aws-cdk-lib')}.asNumber`, writer.value(value));
}

/** True or false, which is a token where only deployment knows it. */
export function writeFlag(value: Value<boolean>, writer: ValueWriter): Expression {
  if (typeof value === 'boolean') return code(String(value));
  return call(`${writer.imports.use('Token', 'aws-cdk-lib')}.asAny`, writer.value(value));
}
