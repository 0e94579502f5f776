import type { MappingExpression } from '../../rest/integrations/integration.js';
import { escaped, singleQuoted } from '../../rest/templates/velocity-reference.js';
import { literal } from './json-text.js';
import { readServiceValue } from './service-value.js';

/**
 * The content of a message, an event or an input: an expression, or an object of expressions, which is sent as JSON. A
 * member of the body that is an object or a list is sent as JSON, too.
 *
 * @example 'method.request.body'
 * @example { petId: 'method.request.path.petId', pet: 'method.request.body', by: 'context.authorizer.principalId' }
 */
export type ServicePayload<E extends string = MappingExpression> = E | Readonly<Record<string, E>>;

/** A payload in VTL. */
export interface PrintedPayload {
  /** Directives that precede the reference; they print nothing. */
  readonly before: string;
  /** A reference or a literal, as functions of `$util` take it. */
  readonly reference: string;
}

/**
 * VTL that gives a payload as text.
 *
 * @param form whether a member of the body that is a string is its text, as messages have it, or JSON as all else
 */
export function readPayload(payload: ServicePayload, form: 'text' | 'json'): PrintedPayload {
  if (typeof payload !== 'string') return readMembers(payload);
  const value = readServiceValue(payload);
  if (value.kind === 'literal') return { before: '', reference: singleQuoted(value.text) };
  if (value.json === value.text || form === 'json') return { before: '', reference: value.json };
  const asText = `#if($payload.startsWith('"'))#set($payload = ${value.text})#{end}`;
  return { before: `#set($payload = ${value.json})${asText}`, reference: '$payload' };
}

function readMembers(payload: Readonly<Record<string, MappingExpression>>): PrintedPayload {
  const members = Object.entries(payload).map(([name, expression], index) => ({
    variable: `member${index}`,
    name: literal(name),
    value: memberJson(expression),
  }));
  const sets = members.flatMap(({ variable, name, value }) => [
    `#set($${variable}name = ${singleQuoted(name)})`,
    `#set($${variable} = ${value})`,
  ]);
  const printed = members.map(({ variable }) => `\${${variable}name}:\${${variable}}`);
  return { before: `${sets.join('')}#set($payload = "{${printed.join(',')}}")`, reference: '$payload' };
}

/** VTL that gives a member's value as JSON. */
function memberJson(expression: MappingExpression): string {
  const value = readServiceValue(expression);
  if (value.kind === 'literal') return singleQuoted(JSON.stringify(value.text));
  if (expression === 'method.request.body' || expression === 'route.request.body') return "$input.json('$')";
  if (value.json !== value.text) return value.json;
  return `'"' + ${escaped(value.text)} + '"'`;
}
