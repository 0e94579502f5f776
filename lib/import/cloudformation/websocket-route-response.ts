import type { WebSocketRouteResponse } from '../../model/index.js';
import { defined } from '../../support/defined.js';
import type { Properties } from './properties.js';
import type { ApiResource, ReadContext } from './resources.js';
import { readExpression } from './selection-expression.js';

/** The route that a response belongs to. */
export function routeOf({ properties }: ApiResource, { resources }: ReadContext): ApiResource | undefined {
  return resources.referred(properties.value('RouteId'), 'AWS::ApiGatewayV2::Route');
}

/** Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-routeresponse.html */
export function readRouteResponse({ properties }: ApiResource): WebSocketRouteResponse {
  const modelSelectionExpression = readExpression(
    properties,
    'ModelSelectionExpression',
    'integration-response-expression',
  );
  const responseModels = readModels(properties, 'ResponseModels');
  return {
    routeResponseKey: properties.text('RouteResponseKey') ?? '$default',
    ...defined({ modelSelectionExpression, responseModels }),
  };
}

/** Reports the route responses that belong to no route of the source. */
export function reportLostRouteResponses(apiId: string, context: ReadContext): void {
  for (const response of context.resources.ofApi(apiId, 'AWS::ApiGatewayV2::RouteResponse')) {
    if (routeOf(response, context) !== undefined) continue;
    readRouteResponse(response);
    const message = 'The RouteId of the response refers to no route of this source; the response is left out';
    response.properties.report('unresolved-reference', 'RouteId', message);
  }
}

/** The names of models, by the key that selects one. */
export function readModels(properties: Properties, name: string): Readonly<Record<string, string>> | undefined {
  const map = properties.map(name);
  return map && Object.fromEntries(Object.entries(map).map(([key, value]) => [key, properties.known(value, name)]));
}
