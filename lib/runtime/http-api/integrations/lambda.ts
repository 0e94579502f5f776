import { LambdaPayload } from '../../lambda-payload.js';
import { parseIntegrationUri } from '../../../model/arn.js';
import type { NormalizedHttpApiIntegration } from '../../../model/normalize-http-api.js';
import { QUOTAS } from '../../../model/quotas.js';
import { isDeployTime } from '../../../model/value.js';
import { GatewayFault } from '../../fault.js';
import { compileFunction } from '../../integrations/lambda-target.js';
import { unexpectedResult } from '../../integrations/invoke-integration.js';
import type { IntegrationContext } from '../integration-context.js';
import type { RouteIntegration } from '../invocation.js';
import { readLambdaResponseV1 } from '../lambda-response-v1.js';
import { readLambdaResponseV2 } from '../lambda-response-v2.js';
import { proxyEventV1 } from '../proxy-event-v1.js';
import { proxyEventV2 } from '../proxy-event-v2.js';

type LambdaIntegration = Extract<NormalizedHttpApiIntegration, { readonly type: 'AWS_PROXY' }>;

/**
 * AWS_PROXY: the request is the event of a function, the function's result the response.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function compileLambda(integration: LambdaIntegration, context: IntegrationContext): RouteIntegration {
  const target = parseIntegrationUri(integration.uri);
  const selectFunction = compileFunction(target.kind === 'lambda' ? target.functionArn : integration.uri, context);
  const { payloadFormatVersion: version, timeoutMs, requestParameters, responseParameters } = integration;
  if (requestParameters.length > 0 || responseParameters.length > 0) {
    context.refuse({ feature: 'mapping', detail: 'the integration as it is declared', optional: false });
  }
  const isV1 = version === '1.0';
  const readResponse = isV1 ? readLambdaResponseV1 : readLambdaResponseV2;
  return {
    type: 'AWS_PROXY',
    buildRequest(invocation) {
      const { functionName, qualifier } = selectFunction(invocation);
      const payload = LambdaPayload.ofValue(isV1 ? proxyEventV1(invocation) : proxyEventV2(invocation));
      if (isTooLarge(payload, invocation.request.body)) throw new GatewayFault({ kind: 'request-too-large' });
      return {
        kind: 'lambda',
        functionName,
        qualifier,
        payload,
        invocationType: 'RequestResponse',
        timeoutMs: isDeployTime(timeoutMs) ? 30_000 : timeoutMs,
      };
    },
    mapResponse(_invocation, result) {
      if (result.kind !== 'lambda') throw unexpectedResult(result);
      if (result.functionError) throw new GatewayFault({ kind: 'function-error', payload: result.payload });
      return readResponse(result.payload);
    },
  };
}

/**
 * Observed: an event above 6 MB is a 413; docs/aws/http-api.md section 5. JSON makes a body at most six times longer, so that
 * most bodies need no look at their event.
 */
function isTooLarge(payload: LambdaPayload, body: Buffer): boolean {
  const limitBytes = QUOTAS.lambdaPayload.value;
  return body.length * 6 > limitBytes - 100_000 && payload.isLargerThan(limitBytes);
}
