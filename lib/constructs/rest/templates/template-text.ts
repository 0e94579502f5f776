import {
  printInString,
  TemplateExpression,
  type TemplateValue,
  type TemplateVariables,
} from './template-expression.js';
import { jsonStringLiteral } from './template-literal.js';

/**
 * A JSON string with expressions in it.
 *
 * @example
 * MappingTemplate.json({ key: text`pets/${input.pathParameter('petId')}.json` })
 */
export function text(literals: TemplateStringsArray, ...values: readonly TemplateValue[]): TemplateExpression {
  const string = (variables: TemplateVariables): string =>
    literals
      .map((literal, index) => {
        const value = values[index];
        return literalBefore(literal) + (value === undefined ? '' : printInString(value, variables));
      })
      .join('');
  return new TemplateExpression({ json: (variables) => `"${string(variables)}"`, string });
}

/** Velocity removes a space between a reference and a directive. */
function literalBefore(literal: string): string {
  return jsonStringLiteral(literal).replace(/ +$/, (spaces) => String.raw`\u0020`.repeat(spaces.length));
}
