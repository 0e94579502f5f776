import type { AwsProxyIntegration } from '../../../model/integration.js';
import type { Normalized } from '../../../model/normalize.js';
import { LambdaPayload } from '../../lambda-payload.js';
import { GatewayFault } from '../../fault.js';
import { findHeader } from '../../header-lines.js';
import { unexpectedResult, type IntegrationResult } from '../../integrations/invoke-integration.js';
import type { IntegrationContext } from '../integration-context.js';
import { acceptsBinary } from '../../request/media-type.js';
import { readProxyAnswer, readStreamedAnswer } from '../proxy-answer.js';
import { PROXY_EVENTS } from '../proxy-event.js';
import { compileLambdaTarget, lambdaConfigurationFault } from './lambda-target.js';
import { compileTimeout } from './timeout.js';
import type { RouteIntegration } from '../invocation.js';

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
  const { select, refusalsOn } = compileLambdaTarget(integration, context);
  const fault = lambdaConfigurationFault(integration);
  const timeoutMs = compileTimeout(integration, context);
  const { binaryMediaTypes } = context;
  const event = PROXY_EVENTS[context.authorizationType];
  return {
    type: 'AWS_PROXY',
    ...(refusalsOn !== undefined && { refusalsOn }),
    buildRequest(invocation) {
      if (fault !== undefined) throw fault;
      const { functionName, qualifier } = select(invocation);
      return {
        kind: 'lambda',
        functionName,
        qualifier,
        payload: LambdaPayload.ofEvent(event.eventOf(invocation)),
        invocationType: 'RequestResponse',
        timeoutMs,
      };
    },
    mapResponse(invocation, result) {
      const accept = findHeader(invocation.request.message.headers, 'accept');
      if (result.kind === 'stream') return readStreamedAnswer(result.body);
      return readProxyAnswer(answerOf(result), acceptsBinary(binaryMediaTypes, accept));
    },
  };
}

/** Documented: an error of the function is a 502 (https://docs.aws.amazon.com/lambda/latest/dg/services-apigateway.html). */
function answerOf(result: IntegrationResult): unknown {
  if (result.kind !== 'lambda') throw unexpectedResult(result);
  if (result.functionError) {
    throw new GatewayFault({ kind: 'function-error', payload: result.payload });
  }
  try {
    return result.payload.value();
  } catch {
    throw new GatewayFault({ kind: 'malformed-proxy-response', problem: 'no JSON' });
  }
}
