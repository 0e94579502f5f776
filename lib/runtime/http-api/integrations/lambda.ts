import { LambdaPayload } from '../../lambda-payload.js';
import { parseIntegrationUri } from '../../../model/arn.js';
import { DEFAULT_HTTP_API_TIMEOUT_MS, type NormalizedHttpApiIntegration } from '../../../model/normalize-http-api.js';
import { QUOTAS } from '../../../model/quotas.js';
import { GatewayFault } from '../../fault.js';
import { compileFunction } from '../../integrations/lambda-target.js';
import { unexpectedResult } from '../../integrations/invoke-integration.js';
import type { IntegrationContext } from '../integration-context.js';
import type { RouteIntegration } from '../invocation.js';
import { readLambdaResponseV1 } from '../lambda-response-v1.js';
import { readLambdaResponseV2 } from '../lambda-response-v2.js';
import { mapInvocation } from '../mapped-invocation.js';
import { proxyEventV1 } from '../proxy-event-v1.js';
import { proxyEventV2 } from '../proxy-event-v2.js';
import { compileRequestMappings } from '../request-mapping.js';
import { compileResponseMappings } from '../response-mapping.js';
import { compileTimeout } from '../../integrations/timeout.js';

type LambdaIntegration = Extract<NormalizedHttpApiIntegration, { readonly type: 'AWS_PROXY' }>;

/**
 * AWS_PROXY: the request is the event of a function, the function's result the response.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function compileLambda(integration: LambdaIntegration, context: IntegrationContext): RouteIntegration {
  const target = parseIntegrationUri(integration.uri);
  const selectFunction = compileFunction(target.kind === 'lambda' ? target.functionArn : integration.uri, context);
  const { payloadFormatVersion: version } = integration;
  const mappings = compileRequestMappings(integration.requestParameters, context);
  const mapResponse = compileResponseMappings(integration.responseParameters, context);
  const timeoutMs = compileTimeout(integration.timeoutMs, DEFAULT_HTTP_API_TIMEOUT_MS, context);
  const isV1 = version === '1.0';
  const readResponse = isV1 ? readLambdaResponseV1 : readLambdaResponseV2;
  return {
    type: 'AWS_PROXY',
    buildRequest(invocation) {
      const { functionName, qualifier } = selectFunction(invocation);
      const mapped = mapInvocation(invocation, mappings);
      const payload = LambdaPayload.ofValue(isV1 ? proxyEventV1(mapped) : proxyEventV2(mapped));
      if (isTooLarge(payload, invocation.request.body)) throw new GatewayFault({ kind: 'request-too-large' });
      return {
        kind: 'lambda',
        functionName,
        qualifier,
        payload,
        invocationType: 'RequestResponse',
        timeoutMs,
      };
    },
    mapResponse(invocation, result) {
      if (result.kind !== 'lambda') throw unexpectedResult(result);
      if (result.functionError) throw new GatewayFault({ kind: 'function-error', payload: result.payload });
      return mapResponse(invocation, readResponse(result.payload));
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
