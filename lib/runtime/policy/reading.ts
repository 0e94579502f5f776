import { isList } from '../../support/is-list.js';

/** A document that is being compiled: what its parts tell of themselves. */
export interface PolicyReading {
  /** Whether `${…}` is a variable: since version 2012-10-17. */
  readonly variables: boolean;
  /** Says what cannot be read or decided, and where it stands: `Statement[0].Action`. */
  report(place: string, problem: string): void;
  /** Says that the decision depends on a condition key. */
  useKey(key: string): void;
}

/** A text or a list of texts; anything else is reported. */
export function readTexts(value: unknown, place: string, reading: PolicyReading): readonly string[] {
  const list = isList(value) ? value : [value];
  if (list.length === 0) reading.report(place, 'An empty list; expected a string or a list of strings');
  return list.flatMap((item, index) => {
    if (typeof item === 'string') return [item];
    reading.report(isList(value) ? `${place}[${index}]` : place, `Found ${JSON.stringify(item)}; expected a string`);
    return [];
  });
}
