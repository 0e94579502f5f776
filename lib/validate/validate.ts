import type { Diagnostic, RestApi } from '../model/index.js';
import type { ValidateOptions } from './rule.js';
import { RULES } from './rules/index.js';

/** Checks a REST API by every rule, in the order of the list. */
export function validate(api: RestApi, options: ValidateOptions = {}): readonly Diagnostic[] {
  return RULES.flatMap((rule) => rule(api, options));
}
