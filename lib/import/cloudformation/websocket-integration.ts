import { isDeployTime, parseMessageMappingSource, type WebSocketIntegration } from '../../model/index.js';
import { defined } from '../../support/defined.js';
import { readConnection } from './http-integration.js';
import { reportHttpOnly } from './http-only.js';
import { readRequestMappings } from './parameter-mapping.js';
import type { Properties } from './properties.js';
import type { ApiResource, ReadContext } from './resources.js';
import { referredTarget } from './route-target.js';
import { readExpression } from './selection-expression.js';
import { CONTENT_HANDLINGS, integrationOf, readIntegrationResponse } from './websocket-integration-response.js';

/** Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-integration.html */
export function readWebSocketIntegration(
  resource: ApiResource,
  apiId: string,
  context: ReadContext,
): WebSocketIntegration | undefined {
  const { properties } = resource;
  properties.ignore('Description');
  reportHttpOnly(properties, HTTP_ONLY);
  readPayloadFormatVersion(properties);
  properties.required('IntegrationType', 'An integration');
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
    .filter((response) => integrationOf(response, context) === resource)
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
  if (type === 'MOCK') {
    // Observed: docs/aws/control-plane-v2.md. An empty URI, as the CDK writes it, is none.
    if (uri !== undefined && uri !== '')
      properties.report('invalid-value', 'IntegrationUri', 'A MOCK integration has no URI; API Gateway refuses one');
    return { type, ...settings };
  }
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

const HTTP_ONLY = ['IntegrationSubtype', 'ResponseParameters', 'TlsConfig'];

/** Documented: the members of events to functions are those of version 1.0, which is the only one. */
function readPayloadFormatVersion(properties: Properties): void {
  const version = properties.value('PayloadFormatVersion');
  if (version === undefined || isDeployTime(version) || Number(version) === 1) return;
  const message = `PayloadFormatVersion is ${version}; a WebSocket API calls functions with version 1.0 only`;
  properties.report('not-read', 'PayloadFormatVersion', message);
}

/** Reports the integrations that no route has as its target. */
export function reportLostIntegrations(apiId: string, context: ReadContext): void {
  const { resources } = context;
  const used = new Set(
    resources
      .ofApi(apiId, 'AWS::ApiGatewayV2::Route')
      .map(({ properties }) => referredTarget(properties.value('Target'), context)),
  );
  for (const resource of resources.ofApi(apiId, 'AWS::ApiGatewayV2::Integration')) {
    if (used.has(resource)) continue;
    readWebSocketIntegration(resource, apiId, context);
    resource.properties.report('not-read', undefined, 'No route has this integration as its target', 'info');
  }
}
