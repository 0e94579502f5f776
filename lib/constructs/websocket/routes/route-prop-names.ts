import type { PropNames } from '../../check-props.js';
import type { ConnectRouteProps, RouteResponseProps, WebSocketRouteProps } from './route-props.js';

/** What a route of a WebSocket API may say. */
export const WEBSOCKET_ROUTE_PROPS: PropNames<WebSocketRouteProps> = {
  respond: true,
  requestModels: true,
  modelSelectionExpression: true,
  parameters: true,
  apiKeyRequired: true,
  operationName: true,
  throttle: true,
  metrics: true,
  logging: true,
};

/** What the route `$connect` may say. */
export const CONNECT_ROUTE_PROPS: PropNames<ConnectRouteProps> = { ...WEBSOCKET_ROUTE_PROPS, authorizer: true };

/** What may be said of a route's responses. */
export const ROUTE_RESPONSE_PROPS: PropNames<RouteResponseProps> = { models: true, modelSelectionExpression: true };
