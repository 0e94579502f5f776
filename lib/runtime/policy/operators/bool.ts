import { comparison, type ConditionOperator } from './condition-operator.js';

/**
 * Documented: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Boolean
 */
export const BOOL_OPERATORS: readonly ConditionOperator[] = [
  comparison('Bool', (value, place, reading) => {
    const expected = value.toLowerCase();
    if (expected !== 'true' && expected !== 'false') {
      reading.report(place, `Found "${value}"; expected true or false`);
      return undefined;
    }
    return (text) => text.toLowerCase() === expected;
  }),
];
