import { EXTENSION } from '../../formats/x-amazon-apigateway.js';
import { sharedIntegrations, type HttpApiRoute } from '../../model/index.js';
import { renderHttpIntegration } from './http-integration.js';
import type { Members } from './members.js';

/** Where the integrations of an HTTP API's routes stand in its document. */
export interface Integrations {
  /** The integrations of more than one route, by their names. */
  readonly shared: Members;
  /** The integration of a route, or the reference to it. */
  readonly of: (route: HttpApiRoute) => Members | undefined;
}

/**
 * An integration of one route stands with the route; equal ones of several routes stand once in the components, which
 * makes one integration of them.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-extensions-integrations.html
 */
export function chooseIntegrations(routes: readonly HttpApiRoute[]): Integrations {
  const shared = sharedIntegrations(routes).filter((integration) => integration.routes.length > 1);
  const names = new Map(shared.flatMap((integration) => integration.routes.map((route) => [route, integration.name])));
  return {
    shared: Object.fromEntries(shared.map(({ name, integration }) => [name, renderHttpIntegration(integration)])),
    of(route) {
      const name = names.get(route);
      if (name !== undefined) return { $ref: `#/components/${EXTENSION.integrations}/${name}` };
      return route.integration && renderHttpIntegration(route.integration);
    },
  };
}
