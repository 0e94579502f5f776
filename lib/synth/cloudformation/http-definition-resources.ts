import { routeName, sharedIntegrations, type HttpApi } from '../../model/index.js';
import type { DefinitionPiece } from './definition-piece.js';
import { renderHttpAuthorizer } from './http-authorizer.js';
import { renderHttpIntegration } from './http-integration.js';
import { renderHttpRoute } from './http-route.js';

/** A resource of a template that is a piece of an HTTP API's definition. */
export interface HttpDefinitionResource extends DefinitionPiece {
  readonly type: `AWS::ApiGatewayV2::${'Authorizer' | 'Integration' | 'Route'}`;
}

/**
 * The definition of an HTTP API as resources of its own, in an order in which each refers to earlier ones only. Routes
 * with equal integrations share one.
 */
export function httpDefinitionResources(api: HttpApi): readonly HttpDefinitionResource[] {
  const shared = sharedIntegrations(api.routes);
  const names = new Map(shared.flatMap(({ name, routes }) => routes.map((route) => [route, name] as const)));
  return [
    ...api.authorizers.map((authorizer): HttpDefinitionResource => ({
      type: 'AWS::ApiGatewayV2::Authorizer',
      ids: ['Authorizers', authorizer.name],
      target: { kind: 'authorizer', name: authorizer.name },
      render: () => renderHttpAuthorizer(authorizer),
    })),
    ...shared.map(({ name, integration }): HttpDefinitionResource => ({
      type: 'AWS::ApiGatewayV2::Integration',
      ids: ['Integrations', name],
      target: { kind: 'integration', name },
      render: () => renderHttpIntegration(integration),
    })),
    ...api.routes.map((route): HttpDefinitionResource => ({
      type: 'AWS::ApiGatewayV2::Route',
      ids: ['Routes', routeName(route.routeKey)],
      render: (refer) => renderHttpRoute(route, names.get(route), refer),
    })),
  ];
}
