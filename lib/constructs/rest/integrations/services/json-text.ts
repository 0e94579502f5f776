import type { MappingExpression } from '../integration.js';
import { readServiceValue } from './service-value.js';

/**
 * VTL that prints a reference as the inside of a JSON string, whatever the caller put into it. `\'` is JavaScript and not
 * JSON, and so is undone.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html
 * (`$util.escapeJavaScript`)
 */
export function escaped(reference: string): string {
  return `$util.escapeJavaScript(${reference}).replaceAll("\\\\'", "'")`;
}

/** A JSON string, in quotes, of what an expression gives. */
export function jsonText(expression: MappingExpression): string {
  const value = readServiceValue(expression);
  return value.kind === 'literal' ? literal(value.text) : `"${escaped(value.text)}"`;
}

/** Text as a JSON string that VTL prints as it is. Tokens in it stay. */
export function literal(text: string): string {
  const parts = JSON.stringify(text).split(/(\$\{Token\[[^\]]*\]\})/);
  return parts
    .map((part, index) =>
      index % 2 === 1 ? part : part.replaceAll('$', String.raw`\u0024`).replaceAll('#', String.raw`\u0023`),
    )
    .join('');
}
