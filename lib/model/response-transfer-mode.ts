import { parseIntegrationUri } from './arn.js';
import type { Integration } from './integration.js';

/**
 * Why API Gateway refuses an integration's response transfer mode; undefined for one that it takes.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode-lambda.html
 * Assumed: a function that is invoked with a response stream needs AWS_PROXY.
 */
export function responseTransferModeProblem(integration: Integration): string | undefined {
  const { type, responseTransferMode: mode = 'BUFFERED' } = integration;
  if (mode === 'STREAM' && type !== 'HTTP_PROXY' && type !== 'AWS_PROXY') {
    return `Cannot use ResponseTransferMode STREAM for an integration of type ${type}: it requires HTTP_PROXY or AWS_PROXY`;
  }
  if (type !== 'AWS' && type !== 'AWS_PROXY') return undefined;
  const target = parseIntegrationUri(integration.uri);
  if (target.kind === 'unknown') return undefined;
  const streams = target.kind === 'lambda' && target.streaming;
  if (streams === (mode === 'STREAM')) return undefined;
  return streams
    ? `Cannot use ResponseTransferMode BUFFERED for Lambda functions invoked by InvokeWithResponseStream for ${type} integrations`
    : 'Cannot use ResponseTransferMode STREAM for Lambda functions invoked by Invoke: the URI has to begin with path/2021-11-15 and end with /response-streaming-invocations';
}
