import { printSelectionExpression, type MessageExpression } from '../model/selection-expression.js';
import { printValue } from '../model/value.js';
import type { WebSocketApi } from '../model/websocket-api.js';
import { OPEN_TO_EVERYONE } from './access.js';
import type { Output } from './output.js';

/** How a WebSocket API selects the route of a message, and the API key of a connection. */
export interface DescribedSelections {
  readonly routeSelectionExpression?: string;
  readonly apiKeySelectionExpression?: string;
}

/** The selection expressions of a WebSocket API as they are written. */
export function describeSelections(api: WebSocketApi): DescribedSelections {
  const print = (expression: MessageExpression): string => printValue(printSelectionExpression(expression));
  return {
    routeSelectionExpression: print(api.routeSelectionExpression),
    ...(api.apiKeySelectionExpression !== undefined && {
      apiKeySelectionExpression: print(api.apiKeySelectionExpression),
    }),
  };
}

interface DescribedWebSocketApi extends DescribedSelections {
  readonly routes: readonly { readonly route: string }[];
  readonly authorizers: readonly {
    readonly name: string;
    readonly type: string;
    readonly identitySource: readonly string[];
  }[];
}

/** Prints what a WebSocket API has beside its routes. */
export function printWebSocketApi(
  { routes, authorizers, routeSelectionExpression = '', apiKeySelectionExpression }: DescribedWebSocketApi,
  output: Output,
): void {
  if (!routes.some(({ route }) => route === '$connect')) output.line(`  ${OPEN_TO_EVERYONE}`);
  output.line(`  Routes by ${routeSelectionExpression}`);
  if (apiKeySelectionExpression !== undefined) output.line(`  API keys by ${apiKeySelectionExpression}`);
  for (const { name, type, identitySource } of authorizers) {
    const sources = identitySource.length === 0 ? '' : ` by ${identitySource.join(', ')}`;
    output.line(`  Authorizer ${name} (${type})${sources}`);
  }
}
