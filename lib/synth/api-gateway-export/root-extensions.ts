import { EXTENSION } from '../../formats/x-amazon-apigateway.js';
import {
  DEFAULT_GATEWAY_RESPONSE_TEMPLATE,
  expandPolicy,
  GATEWAY_RESPONSE_STATUS,
  hasPolicy,
  printRequestMappingSource,
  type Document,
  type DocumentObject,
  type GatewayResponse,
  type RestApi,
} from '../../model/index.js';
import type { ExportExtension, ExportOptions } from './export-options.js';
import { hashOrder, hashOrdered } from './hash-order.js';
import { members, unlessEmpty } from './members.js';

/**
 * The extensions at the root of a document.
 *
 * Observed: binary media types come with `integrations` too; documentation parts come only with a version of them that is
 * published with the stage.
 * Assumed: API Gateway leaves out what has its default: the API key source HEADER, an endpoint that is not disabled.
 */
export function renderRootExtensions(
  api: RestApi,
  { extensions = [], stageName, ...place }: ExportOptions,
): DocumentObject {
  const all = extensions.includes('apigateway');
  const published = api.stages.some(
    ({ name, documentationVersion }) => name === stageName && documentationVersion !== undefined,
  );
  return members({
    ...(all && {
      [EXTENSION.gatewayResponses]: unlessEmpty(renderGatewayResponses(api.gatewayResponses ?? [])),
      [EXTENSION.requestValidators]: unlessEmpty(renderValidators(api)),
      [EXTENSION.policy]: hasPolicy(api.policy) ? expandPolicy(api.policy, place) : undefined,
      [EXTENSION.apiKeySource]: api.apiKeySource === 'AUTHORIZER' ? api.apiKeySource : undefined,
      [EXTENSION.minimumCompressionSize]: api.minimumCompressionBytes,
      [EXTENSION.securityPolicy]: api.securityPolicy,
      [EXTENSION.endpointAccessMode]: api.endpointAccessMode,
    }),
    [EXTENSION.binaryMediaTypes]:
      all || extensions.includes('integrations') ? unlessEmpty(api.binaryMediaTypes) : undefined,
    [EXTENSION.documentation]: published && extensions.includes('documentation') ? api.documentation?.parts : undefined,
  });
}

/** `x-amazon-apigateway-endpoint-configuration`; in OpenAPI 3.0 it stands in the server. */
export function renderEndpointConfiguration(
  { disableExecuteApiEndpoint, endpoint }: RestApi,
  extensions: readonly ExportExtension[],
): DocumentObject | undefined {
  if (!extensions.includes('apigateway')) return undefined;
  return unlessEmpty(
    members({
      disableExecuteApiEndpoint: disableExecuteApiEndpoint === false ? undefined : disableExecuteApiEndpoint,
      vpcEndpointIds: unlessEmpty(endpoint?.vpcEndpointIds),
    }),
  );
}

function renderValidators({ requestValidators = [] }: RestApi): DocumentObject {
  const ordered = hashOrder(requestValidators, ({ name }) => name);
  return Object.fromEntries(
    ordered.map(({ name, validateRequestBody, validateRequestParameters }) => [
      name,
      { validateRequestParameters, validateRequestBody },
    ]),
  );
}

/** Observed: a response that is set has all of its members, the default template among them. */
function renderGatewayResponses(responses: readonly GatewayResponse[]): DocumentObject {
  return hashOrdered(
    Object.fromEntries(responses.map((response) => [response.responseType, renderGatewayResponse(response)])),
  );
}

function renderGatewayResponse(response: GatewayResponse): DocumentObject {
  const { responseType, responseParameters = [], responseTemplates } = response;
  return members({
    statusCode: numberOf(response.statusCode) ?? GATEWAY_RESPONSE_STATUS[responseType],
    responseParameters: unlessEmpty(
      hashOrdered(
        Object.fromEntries(
          responseParameters.map(({ target, source }) => [
            `gatewayresponse.${target.location}.${target.name}`,
            printRequestMappingSource(source),
          ]),
        ),
      ),
    ),
    responseTemplates: responseTemplates ?? { 'application/json': DEFAULT_GATEWAY_RESPONSE_TEMPLATE },
  });
}

/** Documented: an exported status is a number. */
function numberOf(statusCode: string | undefined): Document | undefined {
  return statusCode !== undefined && /^\d+$/.test(statusCode) ? Number(statusCode) : statusCode;
}
