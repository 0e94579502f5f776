import {
  CfnAuthorizer,
  CfnIntegration,
  CfnIntegrationResponse,
  CfnModel,
  CfnRoute,
  CfnRouteResponse,
} from 'aws-cdk-lib/aws-apigatewayv2';
import type { WebSocketApi } from '../../../model/index.js';
import {
  renderWebSocketApi,
  splitWebSocketApi,
  webSocketDefinitionResources,
  type WebSocketDefinitionResource,
} from '../../../synth/cloudformation/index.js';
import type { ResourceForm } from '../../definition/resources/resource-form.js';

/** The definition of a WebSocket API as resources of its own, the only form that it has. */
export const WEBSOCKET_RESOURCES: ResourceForm<WebSocketApi, WebSocketDefinitionResource> = {
  apiProperty: 'ApiId',
  split: splitWebSocketApi,
  renderApi: renderWebSocketApi,
  resources: webSocketDefinitionResources,
  classes: {
    'AWS::ApiGatewayV2::Authorizer': CfnAuthorizer,
    'AWS::ApiGatewayV2::Integration': CfnIntegration,
    'AWS::ApiGatewayV2::IntegrationResponse': CfnIntegrationResponse,
    'AWS::ApiGatewayV2::Model': CfnModel,
    'AWS::ApiGatewayV2::Route': CfnRoute,
    'AWS::ApiGatewayV2::RouteResponse': CfnRouteResponse,
  },
};
