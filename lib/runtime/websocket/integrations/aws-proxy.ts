import {
  DEFAULT_WEBSOCKET_TIMEOUT_MS,
  type NormalizedWebSocketIntegration,
} from '../../../model/normalize-websocket-api.js';
import { isDeployTime } from '../../../model/value.js';
import { isObject } from '../../../support/is-object.js';
import { GatewayFault } from '../../fault.js';
import type { HeaderLine } from '../../http-message.js';
import { unexpectedResult } from '../../integrations/invoke-integration.js';
import { compileLambdaTarget } from '../../integrations/lambda-target.js';
import { LambdaPayload } from '../../lambda-payload.js';
import type { IntegrationContext } from '../integration-context.js';
import type { MappedMessage, RouteIntegration } from '../invocation.js';
import { proxyEvent } from '../proxy-event.js';

type AwsProxy = Extract<NormalizedWebSocketIntegration, { readonly type: 'AWS_PROXY' }>;

/**
 * AWS_PROXY: the event of the connection goes to the function as it is.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integration-requests.html
 */
export function compileAwsProxy(integration: AwsProxy, context: IntegrationContext): RouteIntegration {
  const selectFunction = compileLambdaTarget(integration.uri, 'an integration of type AWS_PROXY', context);
  const timeoutMs = isDeployTime(integration.timeoutMs) ? DEFAULT_WEBSOCKET_TIMEOUT_MS : integration.timeoutMs;
  return {
    type: 'AWS_PROXY',
    buildRequest: (invocation) => ({
      kind: 'lambda',
      ...selectFunction(invocation),
      payload: LambdaPayload.ofValue(proxyEvent(invocation)),
      invocationType: 'RequestResponse',
      timeoutMs,
    }),
    mapResponse(_invocation, result) {
      if (result.kind !== 'lambda') throw unexpectedResult(result);
      if (result.functionError) throw new GatewayFault({ kind: 'function-error', payload: result.payload });
      return readProxyResponse(result.payload);
    },
  };
}

function readProxyResponse(payload: LambdaPayload): MappedMessage {
  let response: unknown;
  try {
    response = payload.value();
  } catch {
    response = undefined;
  }
  if (!isObject(response)) return { status: undefined, headers: [], body: undefined };
  const { statusCode, headers, body } = response;
  const status = typeof statusCode === 'string' && /^\d+$/.test(statusCode) ? Number(statusCode) : statusCode;
  return {
    status: typeof status === 'number' ? status : undefined,
    headers: isObject(headers) ? Object.entries(headers).map(([name, value]): HeaderLine => [name, String(value)]) : [],
    body: typeof body === 'string' ? body : undefined,
  };
}
