import { comparison, withNegation, type ComparisonOperator, type ConditionOperator } from './condition-operator.js';

type Holds = (value: number, bound: number) => boolean;

/**
 * The operators of values that have an order: `NumericLessThan`, `DateGreaterThanEquals`.
 *
 * @param family with which their names begin
 * @param read NaN for a text that is no such value
 * @param complaint of what a policy has instead of one, after the text
 */
export function orderingOperators(
  family: 'Numeric' | 'Date',
  read: (text: string) => number,
  complaint: string,
): readonly ConditionOperator[] {
  const comparing =
    (holds: Holds): ComparisonOperator['compile'] =>
    (written, place, reading) => {
      const bound = read(written);
      if (Number.isNaN(bound)) {
        reading.report(place, `"${written}" ${complaint}`);
        return undefined;
      }
      return (text) => holds(read(text), bound);
    };
  return [
    ...withNegation(
      `${family}Equals`,
      `${family}NotEquals`,
      comparing((value, bound) => value === bound),
    ),
    comparison(
      `${family}LessThan`,
      comparing((value, bound) => value < bound),
    ),
    comparison(
      `${family}LessThanEquals`,
      comparing((value, bound) => value <= bound),
    ),
    comparison(
      `${family}GreaterThan`,
      comparing((value, bound) => value > bound),
    ),
    comparison(
      `${family}GreaterThanEquals`,
      comparing((value, bound) => value >= bound),
    ),
  ];
}
