import type { MessageExpression } from '../../model/selection-expression.js';
import { compileJsonPath, type JsonPath } from '../../jsonpath/index.js';
import { parseJson } from '../../support/java/json.js';
import { printJava } from '../../support/java/text.js';
import type { Invocation } from './invocation.js';

/** Evaluates an expression to a string. */
export type ReadExpression = (invocation: Invocation) => string;

type Part = Extract<MessageExpression, { readonly kind: 'expression' }>['parts'][number];

/**
 * Compiles an expression over a message and the handshake of its connection; undefined for one that cannot be evaluated.
 *
 * Documented: the result is a string, a missing value an empty one
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-selection-expressions.html).
 */
export function compileMessageExpression(expression: MessageExpression): ReadExpression | undefined {
  if (expression.kind !== 'expression') return undefined;
  const parts: ReadExpression[] = [];
  for (const part of expression.parts) {
    const read = compilePart(part);
    if (read === undefined) return undefined;
    parts.push(read);
  }
  const [only] = parts;
  return parts.length === 1 && only !== undefined
    ? only
    : (invocation) => parts.map((read) => read(invocation)).join('');
}

function compilePart(part: Part): ReadExpression | undefined {
  switch (part.kind) {
    case 'text':
      return () => part.text;
    case 'dollar':
      return () => '$';
    case 'variable':
      return compileVariable(part.variable);
  }
}

function compileVariable(
  variable: Extract<Part, { readonly kind: 'variable' }>['variable'],
): ReadExpression | undefined {
  switch (variable.kind) {
    case 'request.header':
      return ({ connection }) => connection.handshake.lastHeaderValues.get(variable.name) ?? '';
    case 'request.querystring':
      return ({ connection }) => connection.handshake.lastQueryValues.get(variable.name) ?? '';
    case 'request.body':
      return compileBody(variable.path);
    case 'stage-variable':
      return ({ stage }) =>
        Object.hasOwn(stage.variables, variable.name) ? (stage.variables[variable.name] ?? '') : '';
    case 'context':
      return undefined;
  }
}

function compileBody(path: string): ReadExpression | undefined {
  if (path === '') return ({ request }) => request.bodyText;
  let compiled: JsonPath;
  try {
    compiled = compileJsonPath(`$.${path}`);
  } catch {
    return undefined;
  }
  return ({ request }) => {
    try {
      const value = compiled.read(parseJson(request.bodyText));
      return value === null ? '' : printJava(value);
    } catch {
      return '';
    }
  };
}
