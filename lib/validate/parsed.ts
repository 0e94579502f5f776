import { diagnostic, type Diagnostic, type Place } from '../model/index.js';

/** Something that was parsed: `invalid` with its text where it could not be. */
interface Parsed {
  readonly kind: string;
  readonly text?: string;
}

/**
 * Reports what could not be parsed as a mapping, an expression or the name of a value.
 *
 * Observed: "Invalid mapping expression specified".
 *
 * @param what - what it should be, with the article
 * @param expected - the forms that there are
 */
export function checkParsed(parsed: Parsed, what: string, expected: string, place: Place): readonly Diagnostic[] {
  if (parsed.kind !== 'invalid') return [];
  const message = `"${parsed.text ?? ''}" is not ${what}; expected ${expected}`;
  return [diagnostic('parameter-mapping-invalid', place, message)];
}
