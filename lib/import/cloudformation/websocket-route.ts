import {
  isDeployTime,
  isDocumentObject,
  parseMessageMappingSource,
  parseWebSocketRouteKey,
  type WebSocketRequestParameter,
  type WebSocketRoute,
  type WebSocketRouteKey,
} from '../../model/index.js';
import { asBoolean } from '../../model/scalar.js';
import { defined } from '../../support/defined.js';
import { CLOSED, readAuthorization, type AuthorizationTypes } from './authorization.js';
import type { Properties } from './properties.js';
import type { ApiResource, ReadContext } from './resources.js';
import { targetIntegration } from './route-target.js';
import { readExpression } from './selection-expression.js';
import { readWebSocketIntegration } from './websocket-integration.js';
import { readModels, readRouteResponse, routeOf } from './websocket-route-response.js';

/**
 * A route of a WebSocket API with its responses and its integration.
 *
 * Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-route.html
 */
export function readWebSocketRoute(
  resource: ApiResource,
  apiId: string,
  context: ReadContext,
): readonly WebSocketRoute[] {
  const { properties } = resource;
  const routeKey = properties.required('RouteKey', 'A route');
  const operationName = properties.text('OperationName');
  // A flag that cannot be read must not open the route.
  const apiKeyRequired = properties.flag('ApiKeyRequired') ?? (properties.has('ApiKeyRequired') ? true : undefined);
  const authorization = readAuthorization(properties, AUTHORIZATION, context);
  const modelSelectionExpression = readExpression(properties, 'ModelSelectionExpression', 'message-expression');
  const requestModels = readModels(properties, 'RequestModels');
  const requestParameters = readRequestParameters(properties);
  const target = targetIntegration(properties, context);
  const integration = target && readWebSocketIntegration(target, apiId, context);
  const selection = readExpression(properties, 'RouteResponseSelectionExpression', 'message-expression');
  const responses = context.resources
    .ofApi(apiId, 'AWS::ApiGatewayV2::RouteResponse')
    .filter((response) => routeOf(response, context) === resource)
    .map(readRouteResponse);
  if (routeKey === undefined) return [];
  const key = parseWebSocketRouteKey(routeKey);
  const hasTarget = properties.document('Target') !== undefined;
  if (!hasTarget) reportMissingTarget(key, properties);
  // An integration of $connect may refuse callers: one that is not understood must not open the API.
  const isClosed = (key.kind === 'connect' || key.kind === 'deploy-time') && hasTarget && integration === undefined;
  return [
    {
      routeKey: key,
      ...defined({
        operationName,
        apiKeyRequired,
        authorization: isClosed ? CLOSED : authorization,
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

/**
 * Documented: the integration of `$connect` is optional
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-keys-connect-disconnect.html).
 * Assumed: so is that of `$disconnect`, which has no response.
 */
function reportMissingTarget({ kind }: WebSocketRouteKey, properties: Properties): void {
  if (kind !== 'custom' && kind !== 'default') return;
  const message = 'The route has no integration: its messages are passed on to nothing';
  properties.report('integration-missing', 'Target', message);
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
    const message = `"${key}" is not a request parameter; expected route.request.header.x or route.request.querystring.x`;
    properties.report('parameter-mapping-invalid', 'RequestParameters', message);
    return [];
  });
}
