import {
  printSelectionExpression,
  routeName,
  type NormalizedWebSocketApi,
  type NormalizedWebSocketRoute,
  type WebSocketRouteKey,
  type WebSocketRouteResponse,
} from '../model/index.js';
import { compareAuthorization } from './authorization.js';
import { elsewhere, entries, list, members, present, value, type Compare } from './compare.js';
import { apiKeyRequired, compareRequestParameters, requestModel } from './request-parameters.js';
import { compareWebSocketIntegration } from './websocket-integration.js';

const routeResponse = members<WebSocketRouteResponse>({
  routeResponseKey: elsewhere,
  modelSelectionExpression: value('model-selection-changed', printSelectionExpression),
  responseModels: entries(value<string | undefined>('response-model-changed')),
});

const route = members<NormalizedWebSocketRoute>({
  routeKey: elsewhere,
  operationName: value('operation-name-changed'),
  apiKeyRequired,
  authorization: compareAuthorization('WEBSOCKET'),
  modelSelectionExpression: value('model-selection-changed', printSelectionExpression),
  requestModels: entries(requestModel),
  requestParameters: compareRequestParameters,
  integration: compareWebSocketIntegration,
  routeResponseSelectionExpression: value<NormalizedWebSocketRoute['routeResponseSelectionExpression']>(
    (before, after) =>
      before === undefined ? 'two-way-enabled' : after === undefined ? 'two-way-disabled' : 'two-way-changed',
    printSelectionExpression,
  ),
  responses: list<WebSocketRouteResponse>(
    ({ routeResponseKey }) => routeResponseKey,
    present({ added: 'response-added', removed: 'response-removed' }, routeResponse),
  ),
});

/**
 * The routes of two WebSocket APIs. Messages without a route of their own reach `$default`; connections open and close
 * without `$connect` and `$disconnect` too.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-develop-routes.html,
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-keys-connect-disconnect.html
 */
export function compareWebSocketRoutes(
  before: NormalizedWebSocketApi,
  after: NormalizedWebSocketApi,
): Compare<readonly NormalizedWebSocketRoute[]> {
  const [had, has] = [hasDefault(before), hasDefault(after)];
  return list(
    ({ routeKey }) => routeName(routeKey),
    present<NormalizedWebSocketRoute>(
      {
        added: ({ routeKey }) => (takesOver(routeKey, had) ? 'route-overrides' : 'route-added'),
        removed: ({ routeKey }) => (takesOver(routeKey, has) ? 'route-falls-back' : 'route-removed'),
      },
      route,
    ),
    (name) => ({ element: name }),
  );
}

function takesOver({ kind }: WebSocketRouteKey, besideDefault: boolean): boolean {
  return kind === 'connect' || kind === 'disconnect' || (kind !== 'default' && besideDefault);
}

function hasDefault({ routes }: NormalizedWebSocketApi): boolean {
  return routes.some(({ routeKey }) => routeKey.kind === 'default');
}
