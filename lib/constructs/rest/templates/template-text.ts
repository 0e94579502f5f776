import { TemplateExpression, type TemplateScope } from './template-expression.js';
import { jsonStringLiteral } from './template-literal.js';

/**
 * A JSON string with expressions in it.
 *
 * @example
 * MappingTemplate.json({ key: text`pets/${input.pathParameter('petId')}.json` })
 */
export function text(
  literals: TemplateStringsArray,
  ...values: readonly (string | number | boolean | TemplateExpression)[]
): TemplateExpression {
  const string = (scope: TemplateScope): string =>
    literals
      .map((literal, index) => {
        const value = values[index];
        return literalBefore(literal) + (value === undefined ? '' : scope.string(value));
      })
      .join('');
  return new TemplateExpression({ json: (scope) => `"${string(scope)}"`, string });
}

/** Velocity removes a space between a reference and a directive. */
function literalBefore(literal: string): string {
  return jsonStringLiteral(literal).replace(/ +$/, (spaces) => String.raw`\u0020`.repeat(spaces.length));
}
