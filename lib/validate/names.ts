import { diagnostic, type Diagnostic, type Place, type Severity } from '../model/index.js';

/** Reports a name that is none of those an API has. */
export type NameCheck = (name: string, place: Place) => readonly Diagnostic[];

export function checkNames(kind: string, known: readonly string[], severity?: Severity): NameCheck {
  const names = new Set(known);
  const has = known.length === 0 ? `the API has no ${kind}s` : `the API's ${kind}s are ${known.join(', ')}`;
  return (name, place) =>
    names.has(name)
      ? []
      : [diagnostic('unresolved-reference', place, `Cannot find the ${kind} "${name}": ${has}`, severity)];
}
