import type { EndpointType } from '../../model/endpoint-configuration.js';
import type { NormalizedIntegration } from '../../model/normalize.js';
import { proxiedResponseHeaderName } from './header-rules.js';
import type { ValidatedInvocation } from './invocation.js';

/**
 * How long a streamed response may pause; undefined for an integration that does not stream.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode.html
 * Assumed: the wait for the response's head is a pause too.
 */
export function compileStreamIdle({
  responseTransferMode,
}: NormalizedIntegration): (invocation: ValidatedInvocation) => number | undefined {
  if (responseTransferMode !== 'STREAM') return () => undefined;
  return ({ stage }) => IDLE_TIMEOUT_MS[stage.deployment.endpointType];
}

const IDLE_TIMEOUT_MS: Readonly<Record<EndpointType, number>> = { REGIONAL: 300_000, PRIVATE: 300_000, EDGE: 30_000 };

/**
 * The name under which a header of a streamed response reaches the client; undefined for one that does not.
 *
 * Documented: a `Content-Length` frames the response, without one it is chunked
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode-lambda.html).
 * Assumed: so it does for HTTP_PROXY.
 */
export function streamedResponseHeaderName(name: string): string | undefined {
  return name.toLowerCase() === 'content-length' ? name : proxiedResponseHeaderName(name);
}
