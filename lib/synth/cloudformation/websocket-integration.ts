import {
  printMessageMappingSource,
  printSelectionExpression,
  type DocumentObject,
  type WebSocketIntegration,
} from '../../model/index.js';
import { defined } from '../../support/defined.js';

/** Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-integration.html */
export function renderWebSocketIntegration(integration: WebSocketIntegration): DocumentObject {
  const { requestParameters, templateSelectionExpression } = integration;
  return {
    IntegrationType: integration.type,
    ...(integration.type !== 'MOCK' && {
      IntegrationMethod: integration.httpMethod,
      IntegrationUri: integration.uri,
      ...(integration.vpcLink !== undefined && {
        ConnectionType: 'VPC_LINK',
        ConnectionId: integration.vpcLink.id,
      }),
    }),
    ...defined({
      ContentHandlingStrategy: integration.contentHandling,
      CredentialsArn: integration.credentials,
      PassthroughBehavior: integration.passthroughBehavior,
      RequestParameters:
        requestParameters &&
        Object.fromEntries(
          requestParameters.map(({ target, source }) => [
            `integration.request.${target.location}.${target.name}`,
            printMessageMappingSource(source),
          ]),
        ),
      RequestTemplates: integration.requestTemplates,
      TemplateSelectionExpression: templateSelectionExpression && printSelectionExpression(templateSelectionExpression),
      TimeoutInMillis: integration.timeoutMs,
    }),
  };
}
