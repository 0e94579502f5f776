import type { MessageExpression } from '../../model/selection-expression.js';
import { findHeader } from '../header-lines.js';
import type { NotSimulated } from '../not-simulated.js';
import type { AuthorizedInvocation } from './invocation.js';
import { unsupportedExpression } from './selection-expression.js';

/** Reads the API key of a caller; undefined where it has none. */
export type ReadApiKey = (invocation: AuthorizedInvocation) => string | undefined;

/**
 * Compiles the API key selection expression of an API. A message has no headers: its key is that of the handshake.
 *
 * Documented: the header `x-api-key`, or the key that the authorizer returns as `usageIdentifierKey`
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-selection-expressions.html).
 *
 * @param refuse hears of any other expression
 */
export function compileApiKey(
  expression: MessageExpression,
  refuse: (finding: NotSimulated) => void,
): ReadApiKey | undefined {
  switch (printSingleVariable(expression)) {
    case 'request.header.x-api-key':
      return ({ connection }) => findHeader(connection.handshake.message.headers, 'x-api-key');
    case 'context.authorizer.usageIdentifierKey':
      return ({ caller }) => (caller.kind === 'lambda' ? caller.usageIdentifierKey : undefined);
    default: {
      const { detail } = unsupportedExpression(expression, 'API key selection expression');
      refuse({ feature: 'api-key', detail, optional: true });
      return undefined;
    }
  }
}

/** Of an expression that is one variable and nothing else. */
function printSingleVariable(expression: MessageExpression): string | undefined {
  if (expression.kind !== 'expression' || expression.parts.length !== 1) return undefined;
  const [part] = expression.parts;
  if (part?.kind !== 'variable') return undefined;
  const { variable } = part;
  if (variable.kind === 'request.header') return `request.header.${variable.name.toLowerCase()}`;
  return variable.kind === 'context' ? `context.${variable.path}` : undefined;
}
