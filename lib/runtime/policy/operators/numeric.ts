import { comparison, withNegation, type ComparisonOperator, type ConditionOperator } from './condition-operator.js';

/** Documented: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Numeric */
export const NUMERIC_OPERATORS: readonly ConditionOperator[] = [
  ...withNegation(
    'NumericEquals',
    'NumericNotEquals',
    comparing((value, bound) => value === bound),
  ),
  comparison(
    'NumericLessThan',
    comparing((value, bound) => value < bound),
  ),
  comparison(
    'NumericLessThanEquals',
    comparing((value, bound) => value <= bound),
  ),
  comparison(
    'NumericGreaterThan',
    comparing((value, bound) => value > bound),
  ),
  comparison(
    'NumericGreaterThanEquals',
    comparing((value, bound) => value >= bound),
  ),
];

function comparing(holds: (value: number, bound: number) => boolean): ComparisonOperator['compile'] {
  return (written, place, reading) => {
    const bound = readNumber(written);
    if (Number.isNaN(bound)) {
      reading.report(place, `"${written}" is no number`);
      return undefined;
    }
    return (text) => holds(readNumber(text), bound);
  };
}

function readNumber(text: string): number {
  return /^[+-]?\d+(?:\.\d+)?$/.test(text) ? Number(text) : NaN;
}
