import type { JoinedPath } from '../../paths/path-types.js';
import type { Verbs } from '../../paths/verbs.js';
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
export type RouteVerbs<Prefix extends string = ''> = Verbs<AddRoute<Prefix>>;

/** What follows the path of a new route. */
export type RouteArguments =
  readonly [integration: IHttpIntegration, props?: RouteProps] | readonly [props?: RouteProps];
