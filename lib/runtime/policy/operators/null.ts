import type { ConditionOperator } from './condition-operator.js';

/** Documented: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Null */
export const NULL_OPERATORS: readonly ConditionOperator[] = [{ name: 'Null', test: 'presence' }];
