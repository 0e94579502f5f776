import type { WebSocketIntegration } from '../../../model/index.js';
import type { BindingApi } from '../../binding.js';

/** The backend of a WebSocket API's route: plain data, without a place in the construct tree, for any number of routes and APIs. */
export interface IWebSocketIntegration {
  /** Returns the integration of one route. Called once for every route that uses it. */
  bind(route: WebSocketIntegrationRoute): WebSocketIntegration;
}

/** The route that an integration is bound to, and the services of its API. */
export interface WebSocketIntegrationRoute extends BindingApi {
  /** The key of the route: `$connect`, `sendMessage`. */
  readonly routeKey: string;
  /** Whether the route sends the integration's response to the client. */
  readonly responds: boolean;
}
