import type { Api, Diagnostic } from '../model/index.js';
import type { ValidateOptions } from './rule.js';
import { RULES } from './rules/index.js';

/** Checks an API by every rule that is for its protocol, in the order of the list. */
export function validate(api: Api, options: ValidateOptions = {}): readonly Diagnostic[] {
  return RULES.flatMap((rule) => rule.check(api, options));
}
