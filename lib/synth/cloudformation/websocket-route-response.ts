import { printSelectionExpression, type DocumentObject, type WebSocketRouteResponse } from '../../model/index.js';
import { defined } from '../../support/defined.js';
import { referByName, type Refer } from './definition-reference.js';

/**
 * Renders the response of a route.
 *
 * Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-routeresponse.html
 *
 * @param route the name of the route
 */
export function renderWebSocketRouteResponse(
  response: WebSocketRouteResponse,
  route: string,
  refer: Refer,
): DocumentObject {
  const { routeResponseKey, modelSelectionExpression, responseModels } = response;
  return {
    RouteId: referByName(refer, 'route', route),
    RouteResponseKey: routeResponseKey,
    ...defined({
      ModelSelectionExpression: modelSelectionExpression && printSelectionExpression(modelSelectionExpression),
      ResponseModels: responseModels,
    }),
  };
}
