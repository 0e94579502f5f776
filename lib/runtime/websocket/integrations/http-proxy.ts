import {
  DEFAULT_WEBSOCKET_TIMEOUT_MS,
  type NormalizedWebSocketIntegration,
} from '../../../model/normalize-websocket-api.js';
import { appendQuery } from '../../integrations/endpoint.js';
import { compileHttpTarget } from '../../integrations/http-target.js';
import { unexpectedResult } from '../../integrations/invoke-integration.js';
import { overlayHeaders } from '../../integrations/mapped-headers.js';
import { ownHeaders } from '../../integrations/own-headers.js';
import { proxiedHeaders, proxiedQuery } from '../../integrations/proxied-request.js';
import { compileTimeout } from '../../integrations/timeout.js';
import { convertRequest, payloadBytes } from '../../mapping/content-handling.js';
import { clientMethodOf } from '../client-method.js';
import type { IntegrationContext } from '../integration-context.js';
import { compileParameters } from '../integration-request.js';
import type { RouteIntegration } from '../invocation.js';

type HttpProxy = Extract<NormalizedWebSocketIntegration, { readonly type: 'HTTP_PROXY' }>;

/**
 * HTTP_PROXY: the message is the body of a request, the body of the response what a route with a route response sends.
 *
 * Documented: a proxy's output goes to the client as it is, and its requests carry no connection id unless one is mapped
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integration-responses.html,
 * https://repost.aws/knowledge-center/api-gateway-vpc-link-integration).
 * Assumed: on `$connect` the headers and the query of the handshake go on, as a REST API's do; other events have none, so
 * that the gateway's own headers and mapped parameters are sent. Templates are not used.
 */
export function compileHttpProxy(integration: HttpProxy, context: IntegrationContext): RouteIntegration {
  const target = compileHttpTarget(integration, clientMethodOf, context);
  const readParameters = compileParameters(integration.requestParameters, context);
  const timeoutMs = compileTimeout(integration.timeoutMs, DEFAULT_WEBSOCKET_TIMEOUT_MS, context);
  const { contentHandling } = integration;
  const { output } = context;
  return {
    type: 'HTTP_PROXY',
    buildRequest(invocation) {
      const { request } = invocation;
      const parameters = readParameters(invocation);
      const body = payloadBytes(convertRequest(request.body, false, contentHandling));
      const headers = output === 'handshake' ? proxiedHeaders(invocation) : ownHeaders(invocation, body.length > 0);
      return {
        kind: 'http',
        ...target.address(invocation, parameters, (uri) =>
          appendQuery(uri, proxiedQuery(output === 'handshake' ? request.query : [], parameters.query)),
        ),
        headers: overlayHeaders(headers, parameters.headers),
        body,
        timeoutMs,
      };
    },
    mapResponse(_invocation, result) {
      if (result.kind !== 'answer') throw unexpectedResult(result);
      const { status, headers, body } = result;
      return { status, headers, body: body.toString('utf8') };
    },
  };
}
