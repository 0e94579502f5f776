import type { Value } from '../../model/index.js';
import { recordOf, type Expression } from './expression.js';
import { isSecretName } from './secret-name.js';
import type { ValueWriter } from './value-writer.js';

/** The variables of a stage: literals that are secrets by their names are given to the class. */
export function writeStageVariables(
  { variables = {} }: { readonly variables?: Readonly<Record<string, Value<string>>> },
  writer: ValueWriter,
): Expression | undefined {
  const entries = Object.entries(variables);
  if (entries.length === 0) return undefined;
  return recordOf(
    entries.map(([name, value]) => [
      name,
      typeof value === 'string' && isSecretName(name) && value !== ''
        ? writer.connections.connect('secrets', value, name)
        : writer.value(value),
    ]),
  );
}
