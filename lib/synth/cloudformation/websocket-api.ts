import { printSelectionExpression, type DocumentObject, type WebSocketApi } from '../../model/index.js';
import { defined } from '../../support/defined.js';

/**
 * The properties of a WebSocket API. Its definition is always resources of their own: API Gateway imports no WebSocket
 * API, and `Body` is for HTTP APIs only.
 *
 * Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-api.html
 */
export function renderWebSocketApi(api: WebSocketApi): DocumentObject {
  const { apiKeySelectionExpression } = api;
  return {
    Name: api.name,
    ProtocolType: 'WEBSOCKET',
    RouteSelectionExpression: printSelectionExpression(api.routeSelectionExpression),
    ...defined({
      ApiKeySelectionExpression: apiKeySelectionExpression && printSelectionExpression(apiKeySelectionExpression),
      Description: api.description,
      DisableExecuteApiEndpoint: api.disableExecuteApiEndpoint,
      DisableSchemaValidation: api.disableSchemaValidation,
      IpAddressType: api.ipAddressType,
      Tags: api.tags,
      Version: api.version,
    }),
  };
}
