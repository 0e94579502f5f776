import { DEFAULT_HTTP_API_TIMEOUT_MS } from '../../../model/normalize-http-api.js';
import { knownText, printValue } from '../../../model/value.js';
import { defined } from '../../../support/defined.js';
import type { HeaderLine } from '../../http-message.js';
import { printQueryString } from '../../request/query-string.js';
import { backendHeaders } from '../backend-headers.js';
import { passBackendResponse } from '../backend-response.js';
import { appendQueryString, encodePath, overwritePath } from '../backend-url.js';
import type { IntegrationContext } from '../integration-context.js';
import type { AuthorizedInvocation, RouteIntegration } from '../invocation.js';
import { compileRequestMappings } from '../request-mapping.js';
import { compileResponseMappings } from '../response-mapping.js';
import type { ProxyIntegration } from './backend-address.js';
import { compilePrivateAddress } from './private-address.js';
import { compilePublicAddress } from './public-address.js';
import { compileTimeout } from '../../integrations/timeout.js';

/**
 * HTTP_PROXY: the client's request goes on, to a public URL or through a VPC link, and the backend's response comes back.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-http.html,
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html
 */
export function compileHttpProxy(integration: ProxyIntegration, context: IntegrationContext): RouteIntegration {
  const { vpcLink } = integration;
  const addressOf =
    vpcLink === undefined
      ? compilePublicAddress(integration, context)
      : compilePrivateAddress(integration, vpcLink, context);
  const method = compileMethod(integration, context);
  const timeoutMs = compileTimeout(integration.timeoutMs, DEFAULT_HTTP_API_TIMEOUT_MS, context);
  const mappings = compileRequestMappings(integration.requestParameters, context);
  const mapResponse = compileResponseMappings(integration.responseParameters, context);
  return {
    type: 'HTTP_PROXY',
    buildRequest(invocation) {
      const { request } = invocation;
      const { url, connectTo, host } = addressOf(invocation);
      const path = mappings.path(invocation);
      const query = mappings.query(invocation);
      const headers = backendHeaders(invocation);
      return {
        kind: 'http',
        method: method(invocation),
        url: appendQueryString(
          path === undefined ? url : overwritePath(url, encodePath(path)),
          query === undefined ? request.queryString : printQueryString(query),
        ),
        ...defined({ connectTo }),
        headers: mappings.headers(invocation, host === undefined ? headers : [hostLine(host), ...headers]),
        body: request.body,
        timeoutMs,
        insecureSkipVerification: false,
      };
    },
    mapResponse: (invocation, result) => mapResponse(invocation, passBackendResponse(result)),
  };
}

function hostLine(host: string): HeaderLine {
  return ['Host', host];
}

/** `ANY` is the client's method. */
function compileMethod(
  { httpMethod }: ProxyIntegration,
  context: IntegrationContext,
): (invocation: AuthorizedInvocation) => string {
  const method = knownText(httpMethod);
  if (method === undefined) {
    context.refuse({
      feature: 'unresolved-value',
      detail: `the integration's method ${printValue(httpMethod)}`,
      optional: false,
    });
  }
  return method === undefined || method === 'ANY' ? ({ arrival }) => arrival.httpMethod : () => method;
}
