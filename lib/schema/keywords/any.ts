import { jsonEqual, jsonTypeOf } from '../json.js';
import { printed, unless, type Keyword } from './keyword.js';

/** Keywords about values of every type. */
export const ANY_KEYWORDS: readonly Keyword[] = [
  {
    name: 'allOf',
    check({ allOf = [] }, value, validation) {
      const matched = allOf.filter((schema) => validation.fits(schema, value)).length;
      return unless(
        matched === allOf.length,
        () => `instance failed to match all required schemas (matched only ${matched} out of ${allOf.length})`,
      );
    },
  },
  {
    name: 'anyOf',
    check({ anyOf = [] }, value, validation) {
      return unless(
        anyOf.some((schema) => validation.fits(schema, value)),
        () => `instance failed to match at least one required schema among ${anyOf.length}`,
      );
    },
  },
  {
    name: 'enum',
    check({ enum: values = [] }, value) {
      return unless(
        values.some((candidate) => jsonEqual(candidate, value)),
        () => `instance value (${printed(value)}) not found in enum (possible values: ${printed(values)})`,
      );
    },
  },
  {
    name: 'not',
    check({ not }, value, validation) {
      return unless(
        not === undefined || !validation.fits(not, value),
        () => 'instance matched a schema which it should not have',
      );
    },
  },
  {
    name: 'oneOf',
    check({ oneOf = [] }, value, validation) {
      const matched = oneOf.filter((schema) => validation.fits(schema, value)).length;
      return unless(
        matched === 1,
        () => `instance failed to match exactly one schema (matched ${matched} out of ${oneOf.length})`,
      );
    },
  },
  {
    name: 'type',
    check({ type = [] }, value) {
      const found = jsonTypeOf(value);
      return unless(
        type.includes(found),
        () => `instance type (${found}) does not match any allowed primitive type (allowed: ${printed(type)})`,
      );
    },
  },
];
