import { Token } from 'aws-cdk-lib';
import { parseWebSocketRouteKey, type WebSocketRouteKey } from '../../../model/index.js';
import { SluiceError } from '../../../support/sluice-error.js';

/** The routes that every WebSocket API may have: of a new connection, of a closed one, and of messages without another route. */
export type PredefinedRouteKey = '$connect' | '$disconnect' | '$default';

/**
 * A route key for the compiler: any string that does not begin with `$`, or one of the three that do. The type of any other
 * literal says which there are.
 */
export type MessageRouteKey<K extends string> = K extends PredefinedRouteKey
  ? K
  : K extends '' | `$${string}`
    ? PredefinedRouteKey
    : K;

/** A route key that API Gateway accepts. */
export type KnownWebSocketRouteKey = Exclude<WebSocketRouteKey, { readonly kind: 'deploy-time' | 'invalid' }>;

/**
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-develop-routes.html
 *
 * @throws {SluiceError} `path-unknown` for a key that holds a token, `route-key-invalid` for one that API Gateway refuses
 */
export function readMessageRouteKey(api: string, text: string): KnownWebSocketRouteKey {
  const given: unknown = text;
  if (typeof given !== 'string') throw invalidKey(api, given === null ? 'null' : typeof given);
  if (Token.isUnresolved(text)) {
    throw new SluiceError(
      'path-unknown',
      `Cannot add the route ${text} to ${api}: a route key must be known at synthesis`,
    );
  }
  const key = parseWebSocketRouteKey(text);
  if (key.kind !== 'invalid' && key.kind !== 'deploy-time') return key;
  throw invalidKey(api, `"${text}"`);
}

function invalidKey(api: string, found: string): SluiceError {
  return new SluiceError('route-key-invalid', `Cannot add the route ${found} to ${api}: it is not a route key`, {
    place: api,
    hint: 'Write "$connect", "$disconnect", "$default", or what the route selection expression gives, which does not begin with $',
  });
}
