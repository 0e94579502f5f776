import { diagnostic, type MessageExpression } from '../../model/index.js';
import { defineRule } from '../rule.js';

/**
 * Routes of a WebSocket API whose key is no result of the route selection expression.
 */
export const routeUnreachable = defineRule({
  codes: ['route-unreachable'],
  protocols: ['WEBSOCKET'],
  summary: 'No message reaches a route',
  fix: 'Give the route a key that the route selection expression results in',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-develop-routes.html',
  check: ({ routes, routeSelectionExpression }) => {
    const results = resultsOf(routeSelectionExpression);
    if (results === undefined) return [];
    return routes.flatMap(({ routeKey }) => {
      if (routeKey.kind !== 'custom' || results.pattern.test(routeKey.text)) return [];
      const message = `No message reaches the route: the route selection expression results in ${results.form}`;
      return [diagnostic('route-unreachable', { element: routeKey.text }, message)];
    });
  },
});

/** What an expression with text of its own can result in; undefined where it can be any string. */
function resultsOf(expression: MessageExpression): { readonly pattern: RegExp; readonly form: string } | undefined {
  if (expression.kind !== 'expression') return undefined;
  const { parts } = expression;
  const texts = parts.map((part) => (part.kind === 'variable' ? undefined : part.kind === 'dollar' ? '$' : part.text));
  if (!texts.some((text) => text !== undefined)) return undefined;
  const pattern = texts.map((text) => text?.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&') ?? '.*').join('');
  return { pattern: new RegExp(`^${pattern}$`, 's'), form: `"${texts.map((text) => text ?? '…').join('')}"` };
}
