import type { ConditionOperator } from './condition-operator.js';
import { orderingOperators } from './ordering.js';

const ISO_8601 = /^(\d{4}(?:-\d\d(?:-\d\d)?)?)(?:T(\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:\d\d)?)?$/;

/** Assumed: four digits are a year, as in ISO 8601, and other digits seconds since 1970; a time without a zone is UTC. */
function readTime(text: string): number {
  const [, date, time = '00:00', zone = 'Z'] = ISO_8601.exec(text) ?? [];
  if (date !== undefined) return Date.parse(`${date.padEnd(10, '-01')}T${time}${zone}`);
  return /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) * 1000 : NaN;
}

/**
 * Documented: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Date
 */
export const DATE_OPERATORS: readonly ConditionOperator[] = orderingOperators(
  'Date',
  readTime,
  'is no date; expected one such as 2026-11-30T00:00:00Z, or seconds since 1970',
);
