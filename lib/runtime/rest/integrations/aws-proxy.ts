import type { AwsProxyIntegration } from '../../../model/integration.js';
import { DEFAULT_INTEGRATION_TIMEOUT_MS, type Normalized } from '../../../model/normalize.js';
import { LambdaPayload } from '../../lambda-payload.js';
import { GatewayFault } from '../../fault.js';
import { findHeader } from '../../header-lines.js';
import { unexpectedResult, type IntegrationResult } from '../../integrations/invoke-integration.js';
import type { IntegrationContext } from '../integration-context.js';
import { acceptsBinary } from '../../request/media-type.js';
import { malformed, readProxyAnswer } from '../proxy-answer.js';
import { KEYED_PROXY_EVENTS, PROXY_EVENTS } from '../proxy-event.js';
import { compileStreamIdle } from '../response-streaming.js';
import { malformedStream, readStreamHead, readUnstreamed } from '../streamed-answer.js';
import { compileLambdaTarget } from '../../integrations/lambda-target.js';
import { lambdaConfigurationFault } from '../../integrations/lambda-fault.js';
import { compileTimeout } from '../../integrations/timeout.js';
import type { MappedResponse, RouteIntegration } from '../invocation.js';

/**
 * AWS_PROXY: the whole request is the event, the function's answer the response.
 *
 * Observed: request parameters, templates and integration responses do not matter.
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
 */
export function compileAwsProxy(
  integration: Normalized<AwsProxyIntegration>,
  context: IntegrationContext,
): RouteIntegration {
  const selectFunction = compileLambdaTarget(integration.uri, 'an integration of type AWS_PROXY', context);
  const fault = lambdaConfigurationFault(integration);
  const streamIdle = compileStreamIdle(integration);
  const streams = integration.responseTransferMode === 'STREAM';
  const timeoutMs = compileTimeout(integration.timeoutMs, DEFAULT_INTEGRATION_TIMEOUT_MS, context);
  const { binaryMediaTypes } = context;
  const event = (context.apiKeyRequired ? KEYED_PROXY_EVENTS : PROXY_EVENTS)[context.authorizationType];
  return {
    type: 'AWS_PROXY',
    buildRequest(invocation) {
      if (fault !== undefined) throw fault;
      const { functionName, qualifier } = selectFunction(invocation);
      return {
        kind: 'lambda',
        functionName,
        qualifier,
        payload: LambdaPayload.ofEvent(event.eventOf(invocation)),
        invocationType: 'RequestResponse',
        timeoutMs,
        streamIdleMs: streamIdle(invocation),
      };
    },
    mapResponse(invocation, result) {
      if (streams) return mapStream(result);
      const accept = findHeader(invocation.request.message.headers, 'accept');
      const payload = payloadOf(result);
      let answer: unknown;
      try {
        answer = payload.value();
      } catch {
        const unstreamed = readUnstreamed(payload.text());
        if (unstreamed === undefined) throw malformed('no JSON');
        return unstreamed;
      }
      return readProxyAnswer(answer, acceptsBinary(binaryMediaTypes, accept));
    },
  };
}

/**
 * Documented: a response in another format than the streaming one is a 500
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode-lambda.html).
 */
function mapStream(result: IntegrationResult): MappedResponse {
  if (result.kind === 'lambda-stream') return { ...readStreamHead(result.metadata), body: result.body };
  payloadOf(result);
  throw malformedStream('the function does not stream its response');
}

/** Documented: an error of the function is a 502 (https://docs.aws.amazon.com/lambda/latest/dg/services-apigateway.html). */
function payloadOf(result: IntegrationResult): LambdaPayload {
  if (result.kind !== 'lambda') throw unexpectedResult(result);
  if (result.functionError) {
    throw new GatewayFault({ kind: 'function-error', payload: result.payload });
  }
  return result.payload;
}
