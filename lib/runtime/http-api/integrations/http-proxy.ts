import type { HttpApiProxyIntegration } from '../../../model/http-integration.js';
import type { NormalizedHttpApiIntegration } from '../../../model/normalize-http-api.js';
import { knownText, printValue } from '../../../model/value.js';
import { checkEndpoint } from '../../integrations/endpoint.js';
import { printQueryString } from '../../request/query-string.js';
import { compileUri, expandUri } from '../../routing/uri-template.js';
import { backendHeaders } from '../backend-headers.js';
import { passBackendResponse } from '../backend-response.js';
import { appendPath, appendQueryString, encodePath, encodePathValues, overwritePath } from '../backend-url.js';
import type { IntegrationContext } from '../integration-context.js';
import type { AuthorizedInvocation, RouteIntegration } from '../invocation.js';
import { compileRequestMappings, type RequestMappings } from '../request-mapping.js';
import { compileResponseMappings } from '../response-mapping.js';
import { compileTimeout } from './timeout.js';

export type ProxyIntegration = Extract<NormalizedHttpApiIntegration, HttpApiProxyIntegration>;

/**
 * HTTP_PROXY to a public URL: the client's request goes on and the backend's response comes back.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-http.html
 */
export function compileHttpProxy(integration: ProxyIntegration, context: IntegrationContext): RouteIntegration {
  const addressOf = compileAddress(integration, context);
  const method = compileMethod(integration, context);
  const timeoutMs = compileTimeout(integration.timeoutMs, context);
  const mappings = compileRequestMappings(integration.requestParameters, context);
  const mapResponse = compileResponseMappings(integration.responseParameters, context);
  return {
    type: 'HTTP_PROXY',
    buildRequest(invocation) {
      const path = mappings.path(invocation);
      const address = addressOf(invocation);
      return {
        kind: 'http',
        method: method(invocation),
        url: appendQueryString(
          path === undefined ? address : overwritePath(address, encodePath(path)),
          queryStringOf(invocation, mappings),
        ),
        headers: mappings.headers(invocation, backendHeaders(invocation)),
        body: invocation.request.body,
        timeoutMs,
        insecureSkipVerification: false,
      };
    },
    mapResponse: (invocation, result) => mapResponse(invocation, passBackendResponse(result)),
  };
}

/** The client's query as sent, unless mappings change it. */
export function queryStringOf(invocation: AuthorizedInvocation, mappings: RequestMappings): string {
  const query = mappings.query(invocation);
  return query === undefined ? invocation.request.queryString : printQueryString(query);
}

/** Compiles the method of the outgoing request: `ANY` is the client's. */
export function compileMethod(
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

/**
 * Documented: a URI takes path variables; the whole path goes on from `$default`
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html).
 * Assumed: it follows the path of the URI, as sent and without the stage.
 */
function compileAddress(
  { uri }: ProxyIntegration,
  context: IntegrationContext,
): (invocation: AuthorizedInvocation) => string {
  const known = knownText(uri);
  if (known === undefined) {
    context.refuse({
      feature: 'unresolved-value',
      detail: `the integration's URI ${printValue(uri)}`,
      optional: false,
    });
  }
  const template = compileUri(known ?? '');
  return ({ stage, route, pathParameters, arrival }) => {
    const expanded = checkEndpoint(expandUri(template, stage.variables, encodePathValues(pathParameters)));
    return route.httpMethod === undefined ? appendPath(expanded, arrival.place.routedPath) : expanded;
  };
}
