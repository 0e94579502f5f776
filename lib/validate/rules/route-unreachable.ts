import { diagnostic, type MessageExpression, type WebSocketApi } from '../../model/index.js';
import type { Rule } from '../rule.js';

/**
 * Routes of a WebSocket API whose key is no result of the route selection expression.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-develop-routes.html
 */
export const routeUnreachable: Rule<WebSocketApi> = ({ routes, routeSelectionExpression }) => {
  const results = resultsOf(routeSelectionExpression);
  if (results === undefined) return [];
  return routes.flatMap(({ routeKey }) => {
    if (routeKey.kind !== 'custom' || results.pattern.test(routeKey.text)) return [];
    const message = `No message reaches the route: the route selection expression results in ${results.form}`;
    return [diagnostic('route-unreachable', { element: routeKey.text }, message)];
  });
};

/** What an expression with text of its own can result in; undefined where it can be any string. */
function resultsOf(expression: MessageExpression): { readonly pattern: RegExp; readonly form: string } | undefined {
  if (expression.kind !== 'expression') return undefined;
  const { parts } = expression;
  const texts = parts.map((part) => (part.kind === 'variable' ? undefined : part.kind === 'dollar' ? '$' : part.text));
  if (!texts.some((text) => text !== undefined)) return undefined;
  const pattern = texts.map((text) => text?.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&') ?? '.*').join('');
  return { pattern: new RegExp(`^${pattern}$`, 's'), form: `"${texts.map((text) => text ?? '…').join('')}"` };
}
