import type { WebSocketAuthorizer } from '../../../model/index.js';
import type { BindingApi } from '../../binding.js';

/**
 * Who may connect to a WebSocket API: plain data, without a place in the construct tree, for any number of APIs and
 * stacks. `Authorizer.NONE` and `Authorizer.IAM` are authorizers of WebSocket APIs too.
 */
export interface IWebSocketAuthorizer {
  /** Returns the authorizer of one API. Called once for every API that uses it. */
  bind(api: BindingApi): BoundWebSocketAuthorizer;
}

/** An authorizer as the route `$connect` of one API names it. */
export type BoundWebSocketAuthorizer =
  | { readonly authorizationType: 'NONE' | 'AWS_IAM' }
  | { readonly authorizationType: 'CUSTOM'; readonly authorizer: WebSocketAuthorizer };
