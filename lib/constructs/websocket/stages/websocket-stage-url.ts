import type { Construct } from 'constructs';
import { executeApiHost } from '../../paths/execute-api-host.js';

/** The stage of an API that has none of its own. */
export const DEFAULT_WEBSOCKET_STAGE = 'prod';

/** The URL that clients connect to: `wss://{api}.execute-api.{region}.{suffix}/{stage}`. */
export function webSocketStageUrl(scope: Construct, apiId: string, stageName: string): string {
  return `${webSocketEndpoint(scope, apiId)}/${stageName}`;
}

/** The endpoint that backends send messages to clients by: `https://{api}.execute-api.{region}.{suffix}/{stage}`. */
export function callbackUrl(scope: Construct, apiId: string, stageName: string): string {
  return `https://${executeApiHost(scope, apiId)}/${stageName}`;
}

/** `wss://{api}.execute-api.{region}.{suffix}`. */
export function webSocketEndpoint(scope: Construct, apiId: string): string {
  return `wss://${executeApiHost(scope, apiId)}`;
}
