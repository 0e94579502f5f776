import { DEFAULT_RESPONSE_KEY } from '../../formats/x-amazon-apigateway.js';
import {
  DEFAULT_INTEGRATION_TIMEOUT_MS,
  printCacheKey,
  printRequestMappingSource,
  printResponseMappingSource,
  printValue,
  type Document,
  type DocumentObject,
  type Integration,
  type IntegrationResponse,
} from '../../model/index.js';
import { hashOrdered } from './hash-order.js';
import { members, unlessEmpty } from './members.js';

/**
 * `x-amazon-apigateway-integration` as it is exported.
 *
 * Observed: the type and the passthrough behavior are in lower case, a timeout of 29 seconds and the connection type
 * INTERNET are left out, the cache namespace is there only beside cache keys.
 * Assumed: a cache namespace that is set stays, too.
 */
export function renderIntegration(integration: Integration, resourceId: string): DocumentObject {
  const { requestParameters = [], responses = [], cacheKeyParameters = [] } = integration;
  return members({
    type: integration.type.toLowerCase(),
    credentials: integration.credentials,
    ...renderTarget(integration),
    responses: unlessEmpty(
      hashOrdered(
        Object.fromEntries(
          responses.map((response) => [
            response.selectionPattern === undefined ? DEFAULT_RESPONSE_KEY : printValue(response.selectionPattern),
            renderResponse(response),
          ]),
        ),
      ),
    ),
    requestParameters: unlessEmpty(
      hashOrdered(
        Object.fromEntries(
          requestParameters.map(({ target, source }) => [
            `integration.request.${target.location}.${target.name}`,
            printRequestMappingSource(source),
          ]),
        ),
      ),
    ),
    requestTemplates: integration.requestTemplates && unlessEmpty(hashOrdered(integration.requestTemplates)),
    passthroughBehavior: (integration.passthroughBehavior ?? 'WHEN_NO_MATCH').toLowerCase(),
    timeoutInMillis: integration.timeoutMs === DEFAULT_INTEGRATION_TIMEOUT_MS ? undefined : integration.timeoutMs,
    contentHandling: integration.contentHandling,
    cacheNamespace: integration.cacheNamespace ?? (cacheKeyParameters.length > 0 ? resourceId : undefined),
    cacheKeyParameters: unlessEmpty(cacheKeyParameters.map(printCacheKey)),
    responseTransferMode: integration.responseTransferMode,
  });
}

function renderTarget(integration: Integration): Readonly<Record<string, Document | undefined>> {
  if (integration.type === 'MOCK') return {};
  const { vpcLink, insecureSkipVerification } = integration;
  return {
    httpMethod: integration.httpMethod,
    uri: integration.uri,
    connectionType: vpcLink && 'VPC_LINK',
    connectionId: vpcLink?.id,
    integrationTarget: vpcLink?.target,
    tlsConfig: insecureSkipVerification === undefined ? undefined : { insecureSkipVerification },
  };
}

function renderResponse(response: IntegrationResponse): DocumentObject {
  const { responseParameters = [] } = response;
  return members({
    statusCode: response.statusCode,
    responseParameters: unlessEmpty(
      hashOrdered(
        Object.fromEntries(
          responseParameters.map(({ header, source }) => [
            `method.response.header.${header}`,
            printResponseMappingSource(source),
          ]),
        ),
      ),
    ),
    responseTemplates: response.responseTemplates && unlessEmpty(hashOrdered(response.responseTemplates)),
    contentHandling: response.contentHandling,
  });
}
