import { comparison, type ConditionOperator } from './condition-operator.js';

/**
 * Documented: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_BinaryEquals
 * A policy has the base64 form of bytes; a text of a request stands for its UTF-8 bytes.
 */
export const BINARY_OPERATORS: readonly ConditionOperator[] = [
  comparison('BinaryEquals', (value, place, reading) => {
    const bytes = Buffer.from(value, 'base64');
    if (bytes.toString('base64') !== value) {
      reading.report(place, `"${value}" is not base64`);
      return undefined;
    }
    return (text) => bytes.equals(Buffer.from(text));
  }),
];
