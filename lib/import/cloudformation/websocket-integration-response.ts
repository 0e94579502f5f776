import type { WebSocketIntegrationResponse } from '../../model/index.js';
import { defined } from '../../support/defined.js';
import { readResponseMappings } from './parameter-mapping.js';
import type { ApiResource, ReadContext } from './resources.js';
import { readExpression } from './selection-expression.js';

export const CONTENT_HANDLINGS = ['CONVERT_TO_BINARY', 'CONVERT_TO_TEXT'] as const;

/** The integration that a response belongs to. */
export function integrationOf({ properties }: ApiResource, { resources }: ReadContext): ApiResource | undefined {
  return resources.referred(properties.value('IntegrationId'), 'AWS::ApiGatewayV2::Integration');
}

/** Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-integrationresponse.html */
export function readIntegrationResponse({ properties }: ApiResource): WebSocketIntegrationResponse {
  const contentHandling = properties.knownOneOf('ContentHandlingStrategy', CONTENT_HANDLINGS);
  const selection = readExpression(properties, 'TemplateSelectionExpression', 'integration-response-expression');
  const responseTemplates = properties.map('ResponseTemplates');
  const responseParameters = readResponseMappings(properties);
  return {
    integrationResponseKey: properties.text('IntegrationResponseKey') ?? '$default',
    ...defined({ contentHandling, templateSelectionExpression: selection, responseTemplates, responseParameters }),
  };
}

/** Reports the responses that belong to no integration of the source. */
export function reportLostIntegrationResponses(apiId: string, context: ReadContext): void {
  for (const response of context.resources.ofApi(apiId, 'AWS::ApiGatewayV2::IntegrationResponse')) {
    if (integrationOf(response, context) !== undefined) continue;
    readIntegrationResponse(response);
    const message = 'The IntegrationId of the response refers to no integration of this source; it is left out';
    response.properties.report('unresolved-reference', 'IntegrationId', message);
  }
}
