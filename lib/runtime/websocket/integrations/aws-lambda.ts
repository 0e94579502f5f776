import {
  DEFAULT_WEBSOCKET_TIMEOUT_MS,
  type NormalizedWebSocketIntegration,
} from '../../../model/normalize-websocket-api.js';
import { GatewayFault } from '../../fault.js';
import { findHeader } from '../../header-lines.js';
import { functionErrorMessage } from '../../integrations/function-error-message.js';
import { unexpectedResult, type IntegrationResult } from '../../integrations/invoke-integration.js';
import { lambdaConfigurationFault } from '../../integrations/lambda-fault.js';
import { compileTimeout } from '../../integrations/timeout.js';
import { LambdaPayload } from '../../lambda-payload.js';
import { payloadBytes } from '../../mapping/content-handling.js';
import type { IntegrationContext } from '../integration-context.js';
import { compileParameters, compileRequestBody } from '../integration-request.js';
import {
  applyNoResponse,
  applyResponse,
  compileResponses,
  selectIntegrationResponse,
} from '../integration-response.js';
import type { RouteIntegration } from '../invocation.js';
import type { BackendResponse } from '../selection-expression.js';
import { compileFunctionTarget } from './function-target.js';

type AwsLambda = Extract<NormalizedWebSocketIntegration, { readonly type: 'AWS' }>;

/**
 * AWS with a Lambda function: the transformed message is the event, the function's JSON the output.
 *
 * Documented: the message of the function's error selects the integration response
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-selection-expressions.html).
 * Assumed: an error that no integration response fits, and any on `$connect`, is an error of the integration.
 */
export function compileAwsLambda(integration: AwsLambda, context: IntegrationContext): RouteIntegration {
  const selectFunction = compileFunctionTarget(integration.uri, 'an integration of type AWS', context);
  const fault = lambdaConfigurationFault(integration);
  const readBody = compileRequestBody(integration, context);
  const readParameters = compileParameters(integration.requestParameters, context);
  const responses = compileResponses(integration, context);
  const timeoutMs = compileTimeout(integration.timeoutMs, DEFAULT_WEBSOCKET_TIMEOUT_MS, context);
  return {
    type: 'AWS',
    buildRequest(invocation) {
      const { payload } = readBody(invocation);
      if (fault !== undefined) throw fault;
      const { headers } = readParameters(invocation);
      const text = payload.kind === 'text' ? payload.text : payloadBytes(payload).toString('utf8');
      return {
        kind: 'lambda',
        ...selectFunction(invocation),
        payload: LambdaPayload.ofText(text),
        invocationType: findHeader(headers, 'x-amz-invocation-type') === 'Event' ? 'Event' : 'RequestResponse',
        timeoutMs,
      };
    },
    mapResponse(invocation, result) {
      const error = result.kind === 'lambda' && result.functionError ? result.payload : undefined;
      const selector = error === undefined ? '' : functionErrorMessage(error);
      const selected = selectIntegrationResponse(selector, responses);
      if (error !== undefined && (selected === undefined || context.output === 'handshake')) {
        throw new GatewayFault({ kind: 'function-error', payload: error });
      }
      const response = readOutput(result);
      return selected === undefined
        ? applyNoResponse(response, context)
        : applyResponse(selected, invocation, response, context);
    },
  };
}

/** Assumed: the output of a function has the status 200 and no headers. */
function readOutput(result: IntegrationResult): BackendResponse {
  switch (result.kind) {
    case 'accepted':
      return { status: 200, headers: [], body: Buffer.alloc(0) };
    case 'lambda':
      return { status: 200, headers: [], body: Buffer.from(result.payload.text(), 'utf8') };
    case 'answer':
    case 'http-stream':
    case 'lambda-stream':
      throw unexpectedResult(result);
  }
}
