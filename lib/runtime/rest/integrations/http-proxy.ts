import type { HttpProxyIntegration } from '../../../model/integration.js';
import { DEFAULT_INTEGRATION_TIMEOUT_MS, type Normalized } from '../../../model/normalize.js';
import { unexpectedResult } from '../../integrations/invoke-integration.js';
import { findHeader } from '../../header-lines.js';
import type { HeaderLine } from '../../http-message.js';
import { appendQuery } from '../../integrations/endpoint.js';
import { convertRequest, convertResponse, payloadBytes } from '../../mapping/content-handling.js';
import { overlayHeaders } from '../../integrations/mapped-headers.js';
import { proxiedHeaders, proxiedQuery } from '../../integrations/proxied-request.js';
import { proxiedResponseHeaderName } from '../header-rules.js';
import type { RouteIntegration, ValidatedInvocation } from '../invocation.js';
import { acceptsBinary, isBinaryMediaType, sendsBinary } from '../../request/media-type.js';
import { compileRequestParameters } from '../../mapping/request-parameters.js';
import { compileStreamIdle, streamedResponseHeaderName } from '../response-streaming.js';
import type { IntegrationContext } from '../integration-context.js';
import { compileHttpTarget } from '../../integrations/http-target.js';
import { compileTimeout } from '../../integrations/timeout.js';

/**
 * HTTP_PROXY: the client's request goes on and the backend's answer comes back, less what hops may not carry.
 *
 * Observed: templates and response mappings are not used; of one query name the URI's value comes first, then the mapped
 * or the client's.
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/setup-http-integrations.html
 */
export function compileHttpProxy(
  integration: Normalized<HttpProxyIntegration>,
  context: IntegrationContext,
): RouteIntegration {
  const target = compileHttpTarget(integration, ({ arrival }: ValidatedInvocation) => arrival.httpMethod, context);
  const readParameters = compileRequestParameters(integration.requestParameters, context);
  const timeoutMs = compileTimeout(integration.timeoutMs, DEFAULT_INTEGRATION_TIMEOUT_MS, context);
  const streamIdle = compileStreamIdle(integration);
  const { binaryMediaTypes } = context;
  return {
    type: 'HTTP_PROXY',
    buildRequest(invocation) {
      const parameters = readParameters(invocation, undefined);
      return {
        kind: 'http',
        ...target.address(invocation, parameters, (uri) =>
          appendQuery(uri, proxiedQuery(invocation.request.query, parameters.query)),
        ),
        headers: overlayHeaders(proxiedHeaders(invocation), parameters.headers),
        body: payloadBytes(
          convertRequest(
            invocation.request.body,
            sendsBinary(binaryMediaTypes, invocation.request.contentType),
            integration.contentHandling,
          ),
        ),
        timeoutMs,
        streamIdleMs: streamIdle(invocation),
      };
    },
    mapResponse(invocation, result) {
      // Documented: a streamed body is neither converted nor compressed.
      if (result.kind === 'http-stream') {
        const { status, headers, body } = result;
        return { status, headers: proxiedLines(headers, streamedResponseHeaderName), body };
      }
      if (result.kind !== 'answer') throw unexpectedResult(result);
      const headers = proxiedLines(result.headers, proxiedResponseHeaderName);
      const accept = findHeader(invocation.request.message.headers, 'accept');
      const payload = convertResponse(
        result.body,
        isBinaryMediaType(binaryMediaTypes, findHeader(result.headers, 'content-type')),
        acceptsBinary(binaryMediaTypes, accept),
        undefined,
      );
      return { status: result.status, headers, body: payloadBytes(payload) };
    },
  };
}

function proxiedLines(
  received: readonly HeaderLine[],
  nameOf: (name: string) => string | undefined,
): readonly HeaderLine[] {
  const headers: HeaderLine[] = [];
  for (const [name, value] of received) {
    const passed = nameOf(name);
    if (passed !== undefined) headers.push([passed, value]);
  }
  return headers;
}
