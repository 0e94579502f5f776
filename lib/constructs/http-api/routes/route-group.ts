import type { HttpMethod } from '../../../model/index.js';
import { mergeDefaults } from '../../merge-defaults.js';
import { joinPaths } from '../../paths/join-paths.js';
import type { JoinedPath } from '../../paths/path-types.js';
import { defineVerbs } from '../../paths/verbs.js';
import type { Route } from './route.js';
import type { RouteDefaults } from './route-props.js';
import type { RouteArguments, RouteVerbs } from './route-verbs.js';

/** Adds a route to the group's API, with the defaults of its groups. */
export type AddGroupedRoute = (defaults: RouteDefaults, routeKey: string, rest: RouteArguments) => Route;

// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- defineVerbs() below defines the members
export interface RouteGroup<Prefix extends string = string> extends RouteVerbs<Prefix> {}

/**
 * Routes that share the beginning of their paths and defaults. It has no construct: routes are the API's own.
 *
 * @example
 * const admin = api.group('/admin', { authorizer: Authorizer.IAM });
 * admin.get('/users', new HttpLambdaIntegration(listUsers)); // GET /admin/users
 */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- defineVerbs() below defines the members
export class RouteGroup<Prefix extends string = string> {
  /** Use `api.group(…)`. */
  constructor(
    /** The path that all paths of the group begin with. */
    readonly path: Prefix,
    private readonly defaults: RouteDefaults,
    private readonly add: AddGroupedRoute,
  ) {}

  /** A group below this one: its defaults replace those of this group member by member. */
  group<P extends string>(path: P, defaults: RouteDefaults = {}): RouteGroup<JoinedPath<Prefix, P>> {
    return new RouteGroup(
      joinPaths(this.path, path) as JoinedPath<Prefix, P>,
      mergeDefaults(this.defaults, defaults),
      this.add,
    );
  }

  /** @internal */
  addMethod(httpMethod: HttpMethod, path: string, ...rest: RouteArguments): Route {
    return this.add(this.defaults, `${httpMethod} ${joinPaths(this.path, path)}`, rest);
  }
}
defineVerbs<RouteArguments>(RouteGroup);
