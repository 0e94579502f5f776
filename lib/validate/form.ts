import { diagnostic, type Diagnostic, type Place } from '../model/index.js';

/** What a string of a definition has to look like. */
export interface Form {
  readonly name: string;
  readonly pattern: RegExp;
  readonly wanted: string;
}

/** Reports a string of another form; what is no string is not known yet. */
export function checkForm(value: unknown, form: Form, place: Place): readonly Diagnostic[] {
  if (typeof value !== 'string' || form.pattern.test(value)) return [];
  const message = `Cannot use "${value}" as ${form.name}: it has to be ${form.wanted}`;
  return [diagnostic('invalid-value', place, message)];
}
