import { diagnostic, type Diagnostic } from '../model/diagnostic.js';
import { knownText, printValue, type Value } from '../model/value.js';
import type { CollectionOptions } from './compiled-api.js';

interface StageWithVariables {
  readonly name: string;
  readonly variables?: Readonly<Record<string, Value<string>>>;
}

/** The variables of a stage: those that an operator gives laid over those of the definition. */
export function stageVariables(
  stage: StageWithVariables,
  options: CollectionOptions,
  diagnostics: Diagnostic[],
): Readonly<Record<string, string>> {
  const given = { ...options.stages?.[stage.name]?.variables, ...options.stageVariables };
  return { ...knownVariables(without(stage.variables, given), stage, diagnostics), ...given };
}

/** What an operator gives is not asked for again. */
function without<T>(record: Readonly<Record<string, T>> | undefined, given: object): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record ?? {}).filter(([name]) => !Object.hasOwn(given, name)));
}

/** Variables that are known before deployment; the others are reported. */
export function knownVariables(
  variables: Readonly<Record<string, Value<string>>> | undefined,
  stage: StageWithVariables,
  diagnostics: Diagnostic[],
): Readonly<Record<string, string>> {
  const known: [string, string][] = [];
  for (const [name, value] of Object.entries(variables ?? {})) {
    const text = knownText(value);
    if (text !== undefined) known.push([name, text]);
    else {
      const place = { element: `stage ${stage.name}`, property: `variables.${name}` };
      diagnostics.push(
        diagnostic(
          'unresolved-value',
          place,
          `Only deployment knows ${printValue(value)}; give it with --stage-variable ${name}=…`,
        ),
      );
    }
  }
  return Object.fromEntries(known);
}
