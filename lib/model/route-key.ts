import { isHttpMethod, type HttpMethod } from './http-method.js';
import { lateText, type LateText } from './late-text.js';
import { isDeployTime, printValue, type Value } from './value.js';

/** Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html */
export type HttpRouteKey =
  /** `$default`: what no other route takes. */
  | { readonly kind: 'default' }
  /** `GET /pets/{petId}`, `ANY /files/{proxy+}`. */
  | { readonly kind: 'route'; readonly httpMethod: HttpMethod; readonly path: string }
  | LateText<'http-route-key'>
  /** No key that API Gateway takes. */
  | { readonly kind: 'invalid'; readonly text: string };

/** Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-develop-routes.html */
export type WebSocketRouteKey =
  /** `$connect`, `$disconnect`, `$default`. */
  | { readonly kind: 'connect' | 'disconnect' | 'default' }
  /** What the route selection expression gives. */
  | { readonly kind: 'custom'; readonly text: string }
  | LateText<'websocket-route-key'>
  /** No key that API Gateway takes: an unknown one with a dollar, be it behind white space. */
  | { readonly kind: 'invalid'; readonly text: string };

export type RouteKey = HttpRouteKey | WebSocketRouteKey;

export function parseHttpRouteKey(text: Value<string>): HttpRouteKey {
  if (isDeployTime(text)) return lateText('http-route-key', text);
  if (text === '$default') return { kind: 'default' };
  const [, httpMethod = '', path = ''] = /^(\S+) (\/.*)$/s.exec(text) ?? [];
  return isHttpMethod(httpMethod) ? { kind: 'route', httpMethod, path } : { kind: 'invalid', text };
}

export function parseWebSocketRouteKey(text: Value<string>): WebSocketRouteKey {
  if (isDeployTime(text)) return lateText('websocket-route-key', text);
  switch (text) {
    case '$connect':
      return { kind: 'connect' };
    case '$disconnect':
      return { kind: 'disconnect' };
    case '$default':
      return { kind: 'default' };
    default:
      return { kind: text === '' || text.trimStart().startsWith('$') ? 'invalid' : 'custom', text };
  }
}

export function printRouteKey(key: RouteKey): Value<string> {
  switch (key.kind) {
    case 'route':
      return `${key.httpMethod} ${key.path}`;
    case 'connect':
    case 'disconnect':
    case 'default':
      return `$${key.kind}`;
    case 'custom':
    case 'invalid':
      return key.text;
    case 'deploy-time':
      return key.value;
  }
}

/** The key as messages and tables have it. */
export function routeName(key: RouteKey): string {
  return printValue(printRouteKey(key));
}
