import type { Api } from './api.js';
import type { HttpApi } from './http-api.js';
import { normalizeHttpApi, type NormalizedHttpApi } from './normalize-http-api.js';
import { normalizeRestApi, type NormalizedRestApi } from './normalize-rest-api.js';
import { normalizeWebSocketApi, type NormalizedWebSocketApi } from './normalize-websocket-api.js';
import type { RestApi } from './rest-api.js';
import type { WebSocketApi } from './websocket-api.js';

export * from './normalize-http-api.js';
export * from './normalize-rest-api.js';
export * from './normalize-websocket-api.js';

export type NormalizedApi = NormalizedRestApi | NormalizedHttpApi | NormalizedWebSocketApi;

/**
 * Fills in what API Gateway fills in, and puts in one order what has none. The one place where its defaults are known.
 */
export function normalize(api: RestApi): NormalizedRestApi;
export function normalize(api: HttpApi): NormalizedHttpApi;
export function normalize(api: WebSocketApi): NormalizedWebSocketApi;
export function normalize(api: Api): NormalizedApi;
export function normalize(api: Api): NormalizedApi {
  switch (api.protocol) {
    case 'REST':
      return normalizeRestApi(api);
    case 'HTTP':
      return normalizeHttpApi(api);
    case 'WEBSOCKET':
      return normalizeWebSocketApi(api);
  }
}
