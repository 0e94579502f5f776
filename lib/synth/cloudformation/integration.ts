import {
  printCacheKey,
  printRequestMappingSource,
  type DocumentObject,
  type Integration,
  type VpcLinkConnection,
} from '../../model/index.js';
import { defined } from '../../support/defined.js';
import { renderIntegrationResponse } from './integration-response.js';

/** Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-apigateway-method-integration.html */
export function renderIntegration(integration: Integration): DocumentObject {
  return {
    Type: integration.type,
    ...(integration.type !== 'MOCK' && {
      IntegrationHttpMethod: integration.httpMethod,
      Uri: integration.uri,
      ...(integration.vpcLink !== undefined && renderVpcLink(integration.vpcLink)),
    }),
    ...defined({
      Credentials: integration.credentials,
      PassthroughBehavior: integration.passthroughBehavior,
      ContentHandling: integration.contentHandling,
      TimeoutInMillis: integration.timeoutMs,
      CacheNamespace: integration.cacheNamespace,
      CacheKeyParameters: integration.cacheKeyParameters?.map(printCacheKey),
      ResponseTransferMode: integration.responseTransferMode,
      RequestParameters:
        integration.requestParameters &&
        Object.fromEntries(
          integration.requestParameters.map(({ target, source }) => [
            `integration.request.${target.location}.${target.name}`,
            printRequestMappingSource(source),
          ]),
        ),
      RequestTemplates: integration.requestTemplates,
      IntegrationResponses: integration.responses?.map(renderIntegrationResponse),
    }),
  };
}

function renderVpcLink({ id, target }: VpcLinkConnection): DocumentObject {
  return { ConnectionType: 'VPC_LINK', ConnectionId: id, ...defined({ IntegrationTarget: target }) };
}
