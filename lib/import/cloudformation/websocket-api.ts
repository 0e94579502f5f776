import {
  isDeployTime,
  isDocumentObject,
  parseIdentitySource,
  parseMessageMappingSource,
  parseSelectionExpression,
  parseWebSocketRouteKey,
  type SchemaModel,
  type WebSocketApi,
  type WebSocketAuthorizer,
  type WebSocketRequestParameter,
  type WebSocketRoute,
  type WebSocketRouteResponse,
} from '../../model/index.js';
import { asBoolean } from '../../model/scalar.js';
import { defined } from '../../support/defined.js';
import { readAuthorization, type AuthorizationTypes } from './authorization.js';
import { nameOf } from './names.js';
import { type Properties } from './properties.js';
import type { ResourceIndex } from './resources.js';
import { type ApiResource, type ReadContext } from './resources.js';
import { readRouteStages } from './route-stage.js';
import { targetIntegration } from './route-target.js';
import { readExpression } from './selection-expression.js';
import { readWebSocketIntegration } from './websocket-integration.js';

/** Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-api.html */
export function readWebSocketApi({ id, properties }: ApiResource, context: ReadContext): WebSocketApi {
  properties.ignore('ProtocolType', 'FailOnWarnings');
  const description = properties.value('Description');
  const version = properties.value('Version');
  const apiKeySelectionExpression = readExpression(properties, 'ApiKeySelectionExpression', 'message-expression');
  const disabled = properties.boolean('DisableExecuteApiEndpoint');
  const unchecked = properties.boolean('DisableSchemaValidation');
  const ipAddressType = properties.value('IpAddressType');
  const models = context.resources.ofApi(id, 'AWS::ApiGatewayV2::Model').map(readModel);
  const tags = properties.tags('Tags');
  return {
    protocol: 'WEBSOCKET',
    id,
    name: properties.value('Name') ?? id,
    ...defined({ description, version }),
    routeSelectionExpression:
      readExpression(properties, 'RouteSelectionExpression', 'message-expression') ?? DEFAULT_SELECTION,
    ...defined({
      apiKeySelectionExpression,
      disableExecuteApiEndpoint: disabled,
      disableSchemaValidation: unchecked,
      ipAddressType,
    }),
    authorizers: context.resources.ofApi(id, 'AWS::ApiGatewayV2::Authorizer').map(readAuthorizer),
    ...(models.length > 0 && { models }),
    routes: context.resources
      .ofApi(id, 'AWS::ApiGatewayV2::Route')
      .flatMap((resource) => readRoute(resource, id, context)),
    stages: readRouteStages(id, parseWebSocketRouteKey, context),
    ...(tags !== undefined && { tags }),
  };
}

// Assumed: the expression of every example; the control plane asks for one.
const DEFAULT_SELECTION = parseSelectionExpression('$request.body.action', 'message-expression');

function readModel(resource: ApiResource): SchemaModel {
  const { properties } = resource;
  const contentType = properties.text('ContentType');
  const description = properties.text('Description');
  return {
    name: nameOf(resource),
    ...defined({ contentType, description }),
    schema: properties.document('Schema') ?? {},
  };
}

function readAuthorizer(resource: ApiResource): WebSocketAuthorizer {
  const { properties } = resource;
  properties.ignore('AuthorizerType');
  const credentials = properties.value('AuthorizerCredentialsArn');
  return {
    type: 'REQUEST',
    name: nameOf(resource),
    uri: properties.value('AuthorizerUri') ?? '',
    identitySource: (properties.texts('IdentitySource') ?? []).map((source) =>
      parseIdentitySource(source, 'WEBSOCKET'),
    ),
    ...(credentials !== undefined && { credentials }),
  };
}

function readRoute(resource: ApiResource, apiId: string, context: ReadContext): readonly WebSocketRoute[] {
  const { properties } = resource;
  const routeKey = properties.value('RouteKey');
  const operationName = properties.text('OperationName');
  const apiKeyRequired = properties.flag('ApiKeyRequired');
  const authorization = readAuthorization(properties, AUTHORIZATION, context);
  const modelSelectionExpression = readExpression(properties, 'ModelSelectionExpression', 'message-expression');
  const requestModels = readTexts(properties, 'RequestModels');
  const requestParameters = readRequestParameters(properties);
  const target = targetIntegration(properties, context);
  const integration = target && readWebSocketIntegration(target, apiId, context);
  const selection = readExpression(properties, 'RouteResponseSelectionExpression', 'message-expression');
  const responses = context.resources
    .ofApi(apiId, 'AWS::ApiGatewayV2::RouteResponse')
    .filter((response) => isOfRoute(response, resource, context.resources))
    .map(readRouteResponse);
  if (routeKey === undefined) return [];
  return [
    {
      routeKey: parseWebSocketRouteKey(routeKey),
      ...defined({
        operationName,
        apiKeyRequired,
        authorization,
        modelSelectionExpression,
        requestModels,
        requestParameters,
        integration,
        routeResponseSelectionExpression: selection,
      }),
      ...(responses.length > 0 && { responses }),
    },
  ];
}

const AUTHORIZATION = {
  of: 'route',
  withAuthorizer: ['CUSTOM'],
  withScopes: [],
  authorizer: 'AWS::ApiGatewayV2::Authorizer',
} as const satisfies AuthorizationTypes;

function readRequestParameters(properties: Properties): readonly WebSocketRequestParameter[] | undefined {
  const parameters = properties.document('RequestParameters');
  if (!isDocumentObject(parameters)) return undefined;
  return Object.entries(parameters).flatMap(([key, constraints]) => {
    const source = parseMessageMappingSource(key);
    if ('name' in source && source.kind !== 'stage-variable') {
      const required = asBoolean(isDocumentObject(constraints) ? constraints.Required : constraints);
      return [{ location: source.kind, name: source.name, required: isDeployTime(required) || required === true }];
    }
    properties.report(
      'parameter-mapping-invalid',
      'RequestParameters',
      `Cannot read request parameter "${key}": it must be route.request.{header,querystring}.<name>`,
    );
    return [];
  });
}

function isOfRoute(response: ApiResource, route: ApiResource, resources: ResourceIndex): boolean {
  return resources.referred(response.properties.value('RouteId'), 'AWS::ApiGatewayV2::Route') === route;
}

function readRouteResponse({ properties }: ApiResource): WebSocketRouteResponse {
  const modelSelectionExpression = readExpression(
    properties,
    'ModelSelectionExpression',
    'integration-response-expression',
  );
  const responseModels = readTexts(properties, 'ResponseModels');
  return {
    routeResponseKey: properties.text('RouteResponseKey') ?? '$default',
    ...defined({ modelSelectionExpression, responseModels }),
  };
}

function readTexts(properties: Properties, name: string): Readonly<Record<string, string>> | undefined {
  const map = properties.map(name);
  return map && Object.fromEntries(Object.entries(map).map(([key, value]) => [key, properties.known(value, name)]));
}
