import { DEFAULT_RESPONSE_KEY } from '../../formats/x-amazon-apigateway.js';
import type { Integration, IntegrationResponse, Value } from '../../model/index.js';
import {
  isDeployTime,
  printCacheKey,
  printRequestMappingSource,
  printResponseMappingSource,
} from '../../model/index.js';
import { members, unlessEmpty, type Members } from './members.js';

/** Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration.html */
export function renderIntegration(integration: Integration): Members {
  return members({
    type: integration.type.toLowerCase(),
    ...(integration.type !== 'MOCK' && {
      httpMethod: integration.httpMethod,
      uri: integration.uri,
      ...(integration.vpcLink !== undefined && {
        connectionType: 'VPC_LINK',
        connectionId: integration.vpcLink.id,
        integrationTarget: integration.vpcLink.target,
      }),
      tlsConfig:
        integration.insecureSkipVerification === undefined
          ? undefined
          : { insecureSkipVerification: integration.insecureSkipVerification },
    }),
    credentials: integration.credentials,
    passthroughBehavior: integration.passthroughBehavior?.toLowerCase(),
    contentHandling: integration.contentHandling,
    timeoutInMillis: integration.timeoutMs,
    cacheNamespace: integration.cacheNamespace,
    cacheKeyParameters: unlessEmpty(integration.cacheKeyParameters?.map(printCacheKey)),
    responseTransferMode: integration.responseTransferMode,
    requestParameters: unlessEmpty(
      integration.requestParameters &&
        Object.fromEntries(
          integration.requestParameters.map(({ target, source }) => [
            `integration.request.${target.location}.${target.name}`,
            printRequestMappingSource(source),
          ]),
        ),
    ),
    requestTemplates: unlessEmpty(integration.requestTemplates),
    responses: unlessEmpty(
      integration.responses &&
        Object.fromEntries(
          integration.responses.map((response) => [responseKey(response.selectionPattern), renderResponse(response)]),
        ),
    ),
  });
}

/** The part that OpenAPI can carry has no pattern that only deployment knows. */
function responseKey(pattern: Value<string> | undefined): string {
  return pattern === undefined || isDeployTime(pattern) ? DEFAULT_RESPONSE_KEY : pattern;
}

function renderResponse(response: IntegrationResponse): Members {
  return members({
    statusCode: response.statusCode,
    responseParameters: unlessEmpty(
      response.responseParameters &&
        Object.fromEntries(
          response.responseParameters.map(({ header, source }) => [
            `method.response.header.${header}`,
            printResponseMappingSource(source),
          ]),
        ),
    ),
    responseTemplates: unlessEmpty(response.responseTemplates),
    contentHandling: response.contentHandling,
  });
}
