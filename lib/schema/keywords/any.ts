import { jsonEqual, jsonTypeOf } from '../json.js';
import { every, type Validator } from '../validator.js';
import { keyword, printed, type Keyword } from './keyword.js';

/** Keywords about values of every type. */
export const ANY_KEYWORDS: readonly Keyword[] = [
  keyword('allOf', ({ allOf = [] }, compile) => {
    const validators = allOf.map(compile);
    return {
      accepts: every(validators).accepts,
      message: (value) =>
        `instance failed to match all required schemas (matched only ${matches(validators, value)} out of ${allOf.length})`,
    };
  }),
  keyword('anyOf', ({ anyOf = [] }, compile) => {
    const validators = anyOf.map(compile);
    return {
      accepts(value) {
        for (const { accepts } of validators) if (accepts(value)) return true;
        return false;
      },
      message: () => `instance failed to match at least one required schema among ${anyOf.length}`,
    };
  }),
  keyword('enum', ({ enum: values = [] }) => ({
    accepts: (value) => values.some((candidate) => jsonEqual(candidate, value)),
    message: (value) => `instance value (${printed(value)}) not found in enum (possible values: ${printed(values)})`,
  })),
  keyword('not', ({ not = {} }, compile) => {
    const { accepts } = compile(not);
    return {
      accepts: (value) => !accepts(value),
      message: () => 'instance matched a schema which it should not have',
    };
  }),
  keyword('oneOf', ({ oneOf = [] }, compile) => {
    const validators = oneOf.map(compile);
    return {
      accepts: (value) => matches(validators, value) === 1,
      message: (value) =>
        `instance failed to match exactly one schema (matched ${matches(validators, value)} out of ${oneOf.length})`,
    };
  }),
  keyword('type', ({ type = [] }) => ({
    accepts: (value) => type.includes(jsonTypeOf(value)),
    message: (value) =>
      `instance type (${jsonTypeOf(value)}) does not match any allowed primitive type (allowed: ${printed(type)})`,
  })),
];

/** How many of the validators accept a value. A loop, as in `every`: a callback would take half of the stack. */
function matches(validators: readonly Validator[], value: unknown): number {
  let count = 0;
  for (const { accepts } of validators) if (accepts(value)) count++;
  return count;
}
