import {
  DEFAULT_WEBSOCKET_TIMEOUT_MS,
  type NormalizedWebSocketIntegration,
} from '../../../model/normalize-websocket-api.js';
import { GatewayFault } from '../../fault.js';
import { unexpectedResult } from '../../integrations/invoke-integration.js';
import { lambdaConfigurationFault } from '../../integrations/lambda-fault.js';
import { compileTimeout } from '../../integrations/timeout.js';
import type { IntegrationContext } from '../integration-context.js';
import type { RouteIntegration } from '../invocation.js';
import { proxyPayload } from '../proxy-event.js';
import { readProxyResponse } from '../proxy-response.js';
import { compileFunctionTarget } from './function-target.js';

type AwsProxy = Extract<NormalizedWebSocketIntegration, { readonly type: 'AWS_PROXY' }>;

/**
 * AWS_PROXY: the event of the connection goes to the function as it is.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integration-requests.html
 */
export function compileAwsProxy(integration: AwsProxy, context: IntegrationContext): RouteIntegration {
  const selectFunction = compileFunctionTarget(integration.uri, 'an integration of type AWS_PROXY', context);
  const fault = lambdaConfigurationFault(integration);
  const timeoutMs = compileTimeout(integration.timeoutMs, DEFAULT_WEBSOCKET_TIMEOUT_MS, context);
  return {
    type: 'AWS_PROXY',
    buildRequest(invocation) {
      if (fault !== undefined) throw fault;
      return {
        kind: 'lambda',
        ...selectFunction(invocation),
        payload: proxyPayload(invocation),
        invocationType: 'RequestResponse',
        timeoutMs,
      };
    },
    mapResponse(_invocation, result) {
      if (result.kind !== 'lambda') throw unexpectedResult(result);
      if (result.functionError) throw new GatewayFault({ kind: 'function-error', payload: result.payload });
      return readProxyResponse(result.payload);
    },
  };
}
