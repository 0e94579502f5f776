import { parseSelectionExpression, parseWebSocketRouteKey, type WebSocketApi } from '../../model/index.js';
import { defined } from '../../support/defined.js';
import { reportHttpOnly } from './http-only.js';
import type { Properties } from './properties.js';
import type { ApiResource, ReadContext } from './resources.js';
import { readRouteStages } from './route-stage.js';
import { readSchemaModel } from './schema-model.js';
import { readExpression } from './selection-expression.js';
import { readWebSocketAuthorizer } from './websocket-authorizer.js';
import { closeForLostConnect } from './websocket-connect-route.js';
import { checkWebSocketMappings } from './websocket-domain.js';
import { reportLostIntegrationResponses } from './websocket-integration-response.js';
import { reportLostIntegrations } from './websocket-integration.js';
import { reportLostRouteResponses } from './websocket-route-response.js';
import { readWebSocketRoute } from './websocket-route.js';

/** Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-api.html */
export function readWebSocketApi({ id, properties }: ApiResource, context: ReadContext): WebSocketApi {
  properties.ignore('ProtocolType', 'FailOnWarnings');
  reportHttpOnly(properties, HTTP_ONLY);
  refuseBody(properties);
  const description = properties.value('Description');
  const version = properties.value('Version');
  const apiKeySelectionExpression = readExpression(properties, 'ApiKeySelectionExpression', 'message-expression');
  const disableExecuteApiEndpoint = properties.boolean('DisableExecuteApiEndpoint');
  const disableSchemaValidation = properties.boolean('DisableSchemaValidation');
  const ipAddressType = properties.value('IpAddressType');
  const { resources } = context;
  const models = resources.ofApi(id, 'AWS::ApiGatewayV2::Model').map((model) => readSchemaModel(model, context));
  const tags = properties.tags('Tags');
  const routes = resources
    .ofApi(id, 'AWS::ApiGatewayV2::Route')
    .flatMap((resource) => readWebSocketRoute(resource, id, context));
  reportLostRouteResponses(id, context);
  reportLostIntegrations(id, context);
  reportLostIntegrationResponses(id, context);
  checkWebSocketMappings(id, context);
  return {
    protocol: 'WEBSOCKET',
    id,
    name: properties.value('Name') ?? id,
    ...defined({ description, version }),
    routeSelectionExpression: readRouteSelection(properties),
    ...defined({ apiKeySelectionExpression, disableExecuteApiEndpoint, disableSchemaValidation, ipAddressType }),
    authorizers: resources.ofApi(id, 'AWS::ApiGatewayV2::Authorizer').flatMap(readWebSocketAuthorizer),
    ...(models.length > 0 && { models }),
    routes: closeForLostConnect(routes, id, context),
    stages: readRouteStages(id, parseWebSocketRouteKey, context, 'WEBSOCKET'),
    ...(tags !== undefined && { tags }),
  };
}

/** CORS, and quick creation with the parts of an API that it makes. */
const HTTP_ONLY = ['BasePath', 'CorsConfiguration', 'CredentialsArn', 'RouteKey', 'Target'];

/** A WebSocket API cannot be imported, in the documentation's words: only HTTP APIs have these properties. */
function refuseBody(properties: Properties): void {
  for (const name of ['Body', 'BodyS3Location']) {
    if (properties.document(name) === undefined) continue;
    const message = `A WebSocket API has no ${name}: API Gateway imports HTTP APIs only; define its routes as resources`;
    properties.report('invalid-value', name, message);
  }
}

function readRouteSelection(properties: Properties): WebSocketApi['routeSelectionExpression'] {
  properties.required('RouteSelectionExpression', 'A WebSocket API');
  return readExpression(properties, 'RouteSelectionExpression', 'message-expression') ?? DEFAULT_SELECTION;
}

// Stands in for the missing expression of an API that API Gateway refuses: the one of every example.
const DEFAULT_SELECTION = parseSelectionExpression('$request.body.action', 'message-expression');
