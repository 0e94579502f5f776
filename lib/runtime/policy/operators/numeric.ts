import type { ConditionOperator } from './condition-operator.js';
import { orderingOperators } from './ordering.js';

/** Documented: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Numeric */
export const NUMERIC_OPERATORS: readonly ConditionOperator[] = orderingOperators('Numeric', readNumber, 'is no number');

function readNumber(text: string): number {
  return /^[+-]?\d+(?:\.\d+)?$/.test(text) ? Number(text) : NaN;
}
