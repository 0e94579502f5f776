import {
  joinValues,
  printRouteKey,
  printSelectionExpression,
  type DocumentObject,
  type WebSocketRequestParameter,
  type WebSocketRoute,
} from '../../model/index.js';
import { defined } from '../../support/defined.js';
import { referByName, type Refer } from './definition-reference.js';

/**
 * Renders a route. Models stand by their names: a reference gives a model's id, which API Gateway does not take here.
 *
 * Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-route.html
 *
 * @param integration the name of the route's integration, if it has one
 */
export function renderWebSocketRoute(
  route: WebSocketRoute,
  integration: string | undefined,
  refer: Refer,
): DocumentObject {
  const { modelSelectionExpression, requestParameters, routeResponseSelectionExpression } = route;
  return {
    RouteKey: printRouteKey(route.routeKey),
    ...renderAuthorization(route.authorization ?? { type: 'NONE' }, refer),
    ...defined({
      ApiKeyRequired: route.apiKeyRequired,
      ModelSelectionExpression: modelSelectionExpression && printSelectionExpression(modelSelectionExpression),
      OperationName: route.operationName,
      RequestModels: route.requestModels,
      RequestParameters: requestParameters && renderRequestParameters(requestParameters),
      RouteResponseSelectionExpression:
        routeResponseSelectionExpression && printSelectionExpression(routeResponseSelectionExpression),
      Target:
        integration === undefined
          ? undefined
          : joinValues(['integrations/', referByName(refer, 'integration', integration)]),
    }),
  };
}

function renderAuthorization(
  authorization: Exclude<WebSocketRoute['authorization'], undefined>,
  refer: Refer,
): DocumentObject {
  const { type } = authorization;
  if (type !== 'CUSTOM') return { AuthorizationType: type };
  return { AuthorizationType: type, AuthorizerId: referByName(refer, 'authorizer', authorization.authorizer) };
}

function renderRequestParameters(parameters: readonly WebSocketRequestParameter[]): DocumentObject {
  return Object.fromEntries(
    parameters.map(({ location, name, required }) => [`route.request.${location}.${name}`, { Required: required }]),
  );
}
