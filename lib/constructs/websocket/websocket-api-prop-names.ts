import type { PropNames } from '../check-props.js';
import type { LoggedRouteSettingsProps } from '../stages/route-settings-props.js';
import type { WebSocketApiProps } from './websocket-api-props.js';

/** What a WebSocket API may say. */
export const WEBSOCKET_API_PROPS: PropNames<WebSocketApiProps> = {
  apiName: true,
  description: true,
  version: true,
  routeSelectionExpression: true,
  apiKeySelectionExpression: true,
  connect: true,
  disconnect: true,
  default: true,
  routes: true,
  defaults: true,
  defaultStage: true,
  disableExecuteApiEndpoint: true,
  ipAddressType: true,
  disableSchemaValidation: true,
  tags: true,
  quotas: true,
};

/** What the defaults of a WebSocket API may say. */
export const WEBSOCKET_DEFAULTS: PropNames<LoggedRouteSettingsProps> = { throttle: true, metrics: true, logging: true };
