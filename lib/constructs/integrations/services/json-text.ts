import { jsonStringLiteral } from '../../rest/templates/template-literal.js';
import { escaped } from '../../rest/templates/velocity-reference.js';
import type { MappingExpression } from '../../rest/integrations/integration.js';
import { readServiceValue } from './service-value.js';

/** VTL that prints a JSON string, in quotes, of what an expression gives. */
export function jsonText(expression: MappingExpression): string {
  const value = readServiceValue(expression);
  return value.kind === 'literal' ? literal(value.text) : `"${escaped(value.text)}"`;
}

/** VTL that prints text as a JSON string. Tokens in it stay. */
export function literal(text: string): string {
  return `"${jsonStringLiteral(text)}"`;
}
