import { compileArnPattern } from '../arn-pattern.js';
import { compilePattern, type TextTest } from '../pattern.js';
import type { PolicyReading } from '../reading.js';
import { withNegation, type ConditionOperator } from './condition-operator.js';

/**
 * `ArnEquals` is `ArnLike`.
 *
 * Documented: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
 */
export const ARN_OPERATORS: readonly ConditionOperator[] = [
  ...withNegation('ArnEquals', 'ArnNotEquals', compileArn),
  ...withNegation('ArnLike', 'ArnNotLike', compileArn),
];

function compileArn(value: string, place: string, reading: PolicyReading): TextTest {
  return compilePattern(value, { wildcards: true, compile: compileArnPattern }, place, reading);
}
