import type { Construct } from 'constructs';
import { executeApiHost } from '../../paths/execute-api-host.js';

/** The stage whose URL has no stage in it. */
export const DEFAULT_HTTP_STAGE = '$default';

/** `https://{api}.execute-api.{region}.{suffix}/`, and `{stage}/` unless it is `$default`. */
export function httpStageUrl(scope: Construct, apiId: string, stageName: string): string {
  return `${httpApiEndpoint(scope, apiId)}/${stageName === DEFAULT_HTTP_STAGE ? '' : `${stageName}/`}`;
}

/** `https://{api}.execute-api.{region}.{suffix}`. */
export function httpApiEndpoint(scope: Construct, apiId: string): string {
  return `https://${executeApiHost(scope, apiId)}`;
}
