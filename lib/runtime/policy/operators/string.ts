import { compilePattern, type TextTest } from '../pattern.js';
import type { PolicyReading } from '../reading.js';
import { withNegation, type ConditionOperator } from './condition-operator.js';

/** Documented: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_String */
export const STRING_OPERATORS: readonly ConditionOperator[] = [
  ...withNegation('StringEquals', 'StringNotEquals', (value, place, reading) =>
    compilePattern(value, { wildcards: false }, place, reading),
  ),
  ...withNegation('StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase', compileInAnyCase),
  ...withNegation('StringLike', 'StringNotLike', (value, place, reading) =>
    compilePattern(value, { wildcards: true }, place, reading),
  ),
];

function compileInAnyCase(value: string, place: string, reading: PolicyReading): TextTest {
  const compile = (parts: readonly unknown[]): ((text: string) => boolean) => {
    const whole = parts.join('').toLowerCase();
    return (text) => text.toLowerCase() === whole;
  };
  return compilePattern(value, { wildcards: false, compile }, place, reading);
}
