import { routeName, sharedIntegrations, type WebSocketApi, type WebSocketRoute } from '../../model/index.js';
import type { DefinitionPiece } from './definition-piece.js';
import { inOrderOfReference, namedModels, renderSchemaModel } from './schema-model.js';
import { renderWebSocketAuthorizer } from './websocket-authorizer.js';
import { renderWebSocketIntegration } from './websocket-integration.js';
import { renderWebSocketIntegrationResponse } from './websocket-integration-response.js';
import { renderWebSocketRoute } from './websocket-route.js';
import { renderWebSocketRouteResponse } from './websocket-route-response.js';

/** A resource of a template that is a piece of a WebSocket API's definition. */
export interface WebSocketDefinitionResource extends DefinitionPiece {
  readonly type: `AWS::ApiGatewayV2::${'Authorizer' | 'Integration' | 'IntegrationResponse' | 'Model' | 'Route' | 'RouteResponse'}`;
}

/**
 * The definition of a WebSocket API as resources, in an order in which each refers to earlier ones only. Routes with equal
 * integrations share one.
 *
 * Observed: a model has a reference to its id only, while routes require its name, so that a route waits for its models
 * by `DependsOn` (https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/452).
 */
export function webSocketDefinitionResources(api: WebSocketApi): readonly WebSocketDefinitionResource[] {
  return [
    ...api.authorizers.map((authorizer): WebSocketDefinitionResource => ({
      type: 'AWS::ApiGatewayV2::Authorizer',
      ids: ['Authorizers', authorizer.name],
      target: { kind: 'authorizer', name: authorizer.name },
      render: () => renderWebSocketAuthorizer(authorizer),
    })),
    ...modelResources(api),
    ...integrationResources(api.routes),
    ...routeResources(api),
  ];
}

/** Assumed: API Gateway addresses the models of WebSocket APIs as those of REST APIs. */
function modelResources({ models = [] }: WebSocketApi): readonly WebSocketDefinitionResource[] {
  const earlier = new Set<string>();
  return inOrderOfReference(models).map((model): WebSocketDefinitionResource => {
    const { name, schema } = model;
    const named = namedModels(schema).filter((other) => earlier.has(other));
    earlier.add(name);
    return {
      type: 'AWS::ApiGatewayV2::Model',
      ids: ['Models', name],
      target: { kind: 'model', name },
      ...dependsOnModels(named),
      render: (refer) => renderSchemaModel(model, (to) => (to.kind === 'model' ? undefined : refer(to))),
    };
  });
}

function integrationResources(routes: readonly WebSocketRoute[]): readonly WebSocketDefinitionResource[] {
  return sharedIntegrations(routes).flatMap(({ name, integration }): readonly WebSocketDefinitionResource[] => [
    {
      type: 'AWS::ApiGatewayV2::Integration',
      ids: ['Integrations', name],
      target: { kind: 'integration', name },
      render: () => renderWebSocketIntegration(integration),
    },
    ...(integration.responses ?? []).map((response): WebSocketDefinitionResource => ({
      type: 'AWS::ApiGatewayV2::IntegrationResponse',
      ids: ['IntegrationResponses', name, response.integrationResponseKey],
      render: (refer) => renderWebSocketIntegrationResponse(response, name, refer),
    })),
  ]);
}

function routeResources({ routes, models = [] }: WebSocketApi): readonly WebSocketDefinitionResource[] {
  const known = new Set(models.map(({ name }) => name));
  const integrations = new Map(
    sharedIntegrations(routes).flatMap(({ name, routes: own }) => own.map((route) => [route, name] as const)),
  );
  return routes.flatMap((route): readonly WebSocketDefinitionResource[] => {
    const name = routeName(route.routeKey);
    return [
      {
        type: 'AWS::ApiGatewayV2::Route',
        ids: ['Routes', name],
        target: { kind: 'route', name },
        ...dependsOnModels(Object.values(route.requestModels ?? {}).filter((model) => known.has(model))),
        render: (refer) => renderWebSocketRoute(route, integrations.get(route), refer),
      },
      ...(route.responses ?? []).map((response): WebSocketDefinitionResource => ({
        type: 'AWS::ApiGatewayV2::RouteResponse',
        ids: ['RouteResponses', name, response.routeResponseKey],
        ...dependsOnModels(Object.values(response.responseModels ?? {}).filter((model) => known.has(model))),
        render: (refer) => renderWebSocketRouteResponse(response, name, refer),
      })),
    ];
  });
}

function dependsOnModels(names: readonly string[]): Pick<DefinitionPiece, 'dependsOn'> {
  if (names.length === 0) return {};
  return { dependsOn: [...new Set(names)].map((name) => ({ kind: 'model', name })) };
}
