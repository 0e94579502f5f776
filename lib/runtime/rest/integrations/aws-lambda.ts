import type { AwsIntegration } from '../../../model/integration.js';
import { DEFAULT_INTEGRATION_TIMEOUT_MS, type Normalized } from '../../../model/normalize.js';
import { LambdaPayload } from '../../lambda-payload.js';
import { findHeader } from '../../header-lines.js';
import type { HeaderLine } from '../../http-message.js';
import { payloadBytes } from '../../mapping/content-handling.js';
import { compileRequestBody } from '../integration-request.js';
import { applyResponse, compileResponses, selectIntegrationResponse } from '../integration-response.js';
import { compileRequestParameters } from '../../mapping/request-parameters.js';
import { functionErrorMessage } from '../../integrations/function-error-message.js';
import { unexpectedResult, type IntegrationResult } from '../../integrations/invoke-integration.js';
import type { IntegrationContext } from '../integration-context.js';
import { noResponse } from '../../integrations/selection-pattern.js';
import { compileLambdaTarget } from '../../integrations/lambda-target.js';
import { lambdaConfigurationFault } from '../../integrations/lambda-fault.js';
import { compileTimeout } from '../../integrations/timeout.js';
import type { RouteIntegration } from '../invocation.js';

/**
 * AWS with a Lambda function: the transformed body is the event, the function's JSON the answer.
 *
 * Observed: a mapped `X-Amz-Invocation-Type: Event` is answered at once with nothing; the response
 * is chosen by the message of a thrown error only.
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-custom-integrations.html
 */
export function compileAwsLambda(
  integration: Normalized<AwsIntegration>,
  context: IntegrationContext,
): RouteIntegration {
  const selectFunction = compileLambdaTarget(integration.uri, 'an integration of type AWS', context);
  const fault = lambdaConfigurationFault(integration);
  const readBody = compileRequestBody(integration, context);
  const readParameters = compileRequestParameters(integration.requestParameters, context);
  const responses = compileResponses(integration, context);
  const timeoutMs = compileTimeout(integration.timeoutMs, DEFAULT_INTEGRATION_TIMEOUT_MS, context);
  return {
    type: 'AWS',
    buildRequest(invocation) {
      const { payload, override } = readBody(invocation);
      if (fault !== undefined) throw fault;
      const { headers } = readParameters(invocation, override);
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
      const { body, selector } = readAnswer(result);
      const selected = selectIntegrationResponse(selector, responses, false);
      const answer = { headers: JSON_ANSWER, body };
      if (selected !== undefined) return applyResponse(selected, invocation, answer, context);
      // Stated by others who measured: without any integration response the function's JSON is answered as it is.
      if (responses.length === 0 && selector === '') return { status: 200, headers: [], body };
      throw noResponse('200');
    },
  };
}

const JSON_ANSWER: readonly HeaderLine[] = [['Content-Type', 'application/json']];

function readAnswer(result: IntegrationResult): { readonly body: Buffer; readonly selector: string } {
  switch (result.kind) {
    case 'accepted':
      return { body: Buffer.alloc(0), selector: '' };
    case 'lambda': {
      const body = Buffer.from(result.payload.text(), 'utf8');
      return { body, selector: result.functionError ? functionErrorMessage(result.payload) : '' };
    }
    case 'answer':
    case 'http-stream':
    case 'lambda-stream':
      throw unexpectedResult(result);
  }
}
