import {
  DEFAULT_INTEGRATION_TIMEOUT_MS,
  printCacheKey,
  printRequestMappingSource,
  printResponseMappingSource,
  type Document,
  type Integration,
  type IntegrationResponse,
} from '../../model/index.js';
import { sortBy } from '../../support/sort-by.js';
import { representation, unlessEmpty, type Representation } from './representation.js';

/**
 * The representation of GetIntegration. A cache namespace that is not set is absent: the control plane shows the id of the
 * resource.
 *
 * Observed: HTTP and HTTP_PROXY alone have the connection type INTERNET, and MOCK has neither URI nor verb
 * (docs/aws/control-plane.md section 7).
 */
export function renderIntegration(integration: Integration): Representation {
  const { requestParameters = [], responses = [] } = integration;
  return representation({
    type: integration.type,
    ...renderTarget(integration),
    credentials: integration.credentials,
    requestParameters: unlessEmpty(
      Object.fromEntries(
        requestParameters.map(({ target, source }) => [
          `integration.request.${target.location}.${target.name}`,
          printRequestMappingSource(source),
        ]),
      ),
    ),
    requestTemplates: unlessEmpty(integration.requestTemplates),
    passthroughBehavior: integration.passthroughBehavior ?? 'WHEN_NO_MATCH',
    contentHandling: integration.contentHandling,
    timeoutInMillis: integration.timeoutMs ?? DEFAULT_INTEGRATION_TIMEOUT_MS,
    cacheNamespace: integration.cacheNamespace,
    cacheKeyParameters: (integration.cacheKeyParameters ?? []).map(printCacheKey),
    responseTransferMode: integration.responseTransferMode,
    integrationResponses: unlessEmpty(
      Object.fromEntries(
        sortBy(responses, ({ statusCode }) => statusCode).map((response) => [
          response.statusCode,
          renderIntegrationResponse(response),
        ]),
      ),
    ),
  });
}

function renderTarget(integration: Integration): Readonly<Record<string, Document | undefined>> {
  if (integration.type === 'MOCK') return {};
  const { vpcLink, insecureSkipVerification } = integration;
  const isHttp = integration.type === 'HTTP' || integration.type === 'HTTP_PROXY';
  return {
    httpMethod: integration.httpMethod,
    uri: integration.uri,
    connectionType: vpcLink !== undefined ? 'VPC_LINK' : isHttp ? 'INTERNET' : undefined,
    connectionId: vpcLink?.id,
    integrationTarget: vpcLink?.target,
    tlsConfig: insecureSkipVerification === undefined ? undefined : { insecureSkipVerification },
  };
}

function renderIntegrationResponse(response: IntegrationResponse): Representation {
  const { responseParameters = [] } = response;
  return representation({
    statusCode: response.statusCode,
    selectionPattern: response.selectionPattern,
    responseParameters: unlessEmpty(
      Object.fromEntries(
        responseParameters.map(({ header, source }) => [
          `method.response.header.${header}`,
          printResponseMappingSource(source),
        ]),
      ),
    ),
    responseTemplates: unlessEmpty(response.responseTemplates),
    contentHandling: response.contentHandling,
  });
}
