import { printSelectionExpression, type DocumentObject, type WebSocketIntegrationResponse } from '../../model/index.js';
import { defined } from '../../support/defined.js';
import { referByName, type Refer } from './definition-reference.js';
import { renderResponseMappings } from './integration-response.js';

/**
 * Renders a response of an integration.
 *
 * Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-integrationresponse.html
 *
 * @param integration the name of the integration
 */
export function renderWebSocketIntegrationResponse(
  response: WebSocketIntegrationResponse,
  integration: string,
  refer: Refer,
): DocumentObject {
  const { responseParameters, templateSelectionExpression } = response;
  return {
    IntegrationId: referByName(refer, 'integration', integration),
    IntegrationResponseKey: response.integrationResponseKey,
    ...defined({
      ContentHandlingStrategy: response.contentHandling,
      ResponseParameters: responseParameters && renderResponseMappings(responseParameters),
      ResponseTemplates: response.responseTemplates,
      TemplateSelectionExpression: templateSelectionExpression && printSelectionExpression(templateSelectionExpression),
    }),
  };
}
