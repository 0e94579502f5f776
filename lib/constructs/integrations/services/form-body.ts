import { singleQuoted } from '../../rest/templates/velocity-reference.js';
import type { MappingExpression } from '../../rest/integrations/integration.js';
import { readServiceValue, wherePresent } from './service-value.js';

/** The headers of a request in the query protocol. Its response is JSON, since API Gateway asks for it. */
export const FORM_HEADERS = {
  'integration.request.header.Content-Type': "'application/x-www-form-urlencoded'",
} as const;

/** VTL that prints a field of a form after an ampersand; nothing where the request has no value for it. */
export function formField(name: string, expression: MappingExpression | undefined): string {
  return expression === undefined ? '' : wherePresent(expression, `&${name}=${formValue(expression)}`);
}

/** VTL that prints a value as a form has it. */
export function formValue(expression: MappingExpression): string {
  const value = readServiceValue(expression);
  return `$util.urlEncode(${value.kind === 'literal' ? singleQuoted(value.text) : value.text})`;
}

/**
 * VTL that prints attributes of a message, which the query protocol counts; one that the request has no value for is
 * not counted.
 *
 * @param prefix the part of the field's name before the number
 */
export function formAttributes(
  prefix: string,
  attributes: Readonly<Record<string, MappingExpression>> | undefined,
): string {
  if (attributes === undefined) return '';
  const fields = Object.entries(attributes).map(([name, expression]) => {
    const entry = `${prefix}.\${number}`;
    const field = [
      '#set($number = $number + 1)',
      `&${entry}.Name=$util.urlEncode(${singleQuoted(name)})`,
      `&${entry}.Value.DataType=String&${entry}.Value.StringValue=${formValue(expression)}`,
    ].join('');
    return wherePresent(expression, field);
  });
  return `#set($number = 0)${fields.join('')}`;
}
