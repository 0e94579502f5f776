import {
  parseMessageMappingSource,
  type WebSocketIntegration,
  type WebSocketIntegrationResponse,
} from '../../model/index.js';
import { defined } from '../../support/defined.js';
import { readConnection } from './http-integration.js';
import { readRequestMappings, readResponseMappings } from './parameter-mapping.js';
import type { ApiResource, ReadContext } from './resources.js';
import { readExpression } from './selection-expression.js';

const CONTENT_HANDLINGS = ['CONVERT_TO_BINARY', 'CONVERT_TO_TEXT'] as const;

/** Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-integration.html */
export function readWebSocketIntegration(
  resource: ApiResource,
  apiId: string,
  context: ReadContext,
): WebSocketIntegration | undefined {
  const { properties } = resource;
  properties.ignore('Description', 'PayloadFormatVersion');
  const type = properties.knownOneOf('IntegrationType', ['AWS', 'AWS_PROXY', 'HTTP', 'HTTP_PROXY', 'MOCK']);
  const uri = properties.value('IntegrationUri');
  const httpMethod = properties.value('IntegrationMethod');
  const vpcLink = readConnection(properties);
  const credentials = properties.value('CredentialsArn');
  const timeoutMs = properties.integer('TimeoutInMillis');
  const contentHandling = properties.knownOneOf('ContentHandlingStrategy', CONTENT_HANDLINGS);
  const passthroughBehavior = properties.knownOneOf('PassthroughBehavior', [
    'WHEN_NO_MATCH',
    'WHEN_NO_TEMPLATES',
    'NEVER',
  ]);
  const selection = readExpression(properties, 'TemplateSelectionExpression', 'message-expression');
  const requestTemplates = properties.map('RequestTemplates');
  const requestParameters = readRequestMappings(properties, parseMessageMappingSource);
  const responses = context.resources
    .ofApi(apiId, 'AWS::ApiGatewayV2::IntegrationResponse')
    .filter(
      (response) =>
        context.resources.referred(response.properties.value('IntegrationId'), 'AWS::ApiGatewayV2::Integration') ===
        resource,
    )
    .map(readIntegrationResponse);
  if (type === undefined) return undefined;
  const settings = {
    ...defined({
      credentials,
      timeoutMs,
      contentHandling,
      passthroughBehavior,
      templateSelectionExpression: selection,
      requestTemplates,
      requestParameters,
    }),
    ...(responses.length > 0 && { responses }),
  };
  if (type === 'MOCK') return { type, ...settings };
  if (uri === undefined) {
    properties.report('invalid-value', 'IntegrationUri', `An integration of type ${type} requires an IntegrationUri`);
    return undefined;
  }
  const target = {
    uri,
    httpMethod: httpMethod ?? (type.startsWith('AWS') ? 'POST' : 'ANY'),
    ...defined({ vpcLink }),
  };
  return { type, ...settings, ...target };
}

function readIntegrationResponse({ properties }: ApiResource): WebSocketIntegrationResponse {
  const contentHandling = properties.knownOneOf('ContentHandlingStrategy', CONTENT_HANDLINGS);
  const selection = readExpression(properties, 'TemplateSelectionExpression', 'integration-response-expression');
  const responseTemplates = properties.map('ResponseTemplates');
  const responseParameters = readResponseMappings(properties);
  return {
    integrationResponseKey: properties.text('IntegrationResponseKey') ?? '$default',
    ...defined({ contentHandling, templateSelectionExpression: selection, responseTemplates, responseParameters }),
  };
}
