import type { JoinedPath } from '../../paths/path-types.js';
import type { IHttpIntegration } from '../integrations/http-integration.js';
import type { RequestMap } from './mapping-types.js';
import type { Route } from './route.js';
import type { RouteProps } from './route-props.js';

/** Adds a route of one HTTP method to a path below `Prefix`. */
export interface AddRoute<Prefix extends string> {
  <P extends string, const M extends RequestMap = RequestMap>(
    path: P,
    integration: IHttpIntegration,
    props?: RouteProps<JoinedPath<Prefix, P>, M>,
  ): Route<JoinedPath<Prefix, P>>;

  /** The integration is that of `defaults`. */
  <P extends string, const M extends RequestMap = RequestMap>(
    path: P,
    props?: RouteProps<JoinedPath<Prefix, P>, M>,
  ): Route<JoinedPath<Prefix, P>>;
}

/** A verb for each HTTP method, the same on an HTTP API and on a group of its routes. */
export interface RouteVerbs<Prefix extends string = ''> {
  /** Adds a route for GET. */
  readonly get: AddRoute<Prefix>;
  /** Adds a route for POST. */
  readonly post: AddRoute<Prefix>;
  /** Adds a route for PUT. */
  readonly put: AddRoute<Prefix>;
  /** Adds a route for PATCH. */
  readonly patch: AddRoute<Prefix>;
  /** Adds a route for DELETE. */
  readonly delete: AddRoute<Prefix>;
  /** Adds a route for HEAD. */
  readonly head: AddRoute<Prefix>;
  /** Adds a route for OPTIONS. Preflights do not reach it once the API has `cors`. */
  readonly options: AddRoute<Prefix>;
  /** Adds a route for every HTTP method that the path has no route of its own for. */
  readonly any: AddRoute<Prefix>;
}

/** What follows the path of a new route. */
export type RouteArguments =
  readonly [integration: IHttpIntegration, props?: RouteProps] | readonly [props?: RouteProps];
