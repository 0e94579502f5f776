import type { HttpApiIntegration, HttpMethod } from '../../../model/index.js';
import type { BindingApi } from '../../binding.js';

/** The backend of a route: plain data, without a place in the construct tree, for any number of routes and APIs. */
export interface IHttpIntegration {
  /** Returns the integration of one route. Called once for every route that uses it. */
  bind(route: HttpIntegrationRoute): HttpApiIntegration;
}

/** The route that an integration is bound to, and the services of its API. */
export interface HttpIntegrationRoute extends BindingApi {
  /** The key of the route: `GET /pets/{petId}`, `$default`. */
  readonly routeKey: string;
  /** The HTTP method of the route, `ANY` for all without a route of their own. */
  readonly httpMethod: HttpMethod;
  /** The path of the route; `$default` for the route of that key. */
  readonly path: string;
}
