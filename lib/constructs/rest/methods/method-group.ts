import type { HttpMethod } from '../../../model/index.js';
import type { IRestIntegration } from '../integrations/integration.js';
import type { CorsSetting } from '../cors/cors-props.js';
import { groupModelName, nameInlineModels, type NamedBodyShapes } from './inline-models.js';
import { joinPaths } from '../../paths/join-paths.js';
import { mergeDefaults } from '../../merge-defaults.js';
import type { Method } from './method.js';
import type { MethodDefaults, MethodProps } from './method-props.js';
import { defineVerbs } from '../../paths/verbs.js';
import type { MethodArguments, MethodVerbs } from './method-verbs.js';
import type { JoinedPath } from '../../paths/path-types.js';

/** What holds for every method of a group that does not say otherwise. Merged as `MethodDefaults` says. */
export interface MethodGroupDefaults<P extends string = ''> extends MethodDefaults<P> {
  /**
   * Which pages of other origins may call the group's paths; `Cors.NONE` lets none.
   *
   * @default - what the API or the outer group says
   */
  readonly cors?: CorsSetting;
}

/** Adds a method to the group's API, with the defaults of its groups. */
export type AddGroupedMethod = (
  defaults: MethodGroupDefaults<string> & NamedBodyShapes,
  httpMethod: HttpMethod,
  path: string,
  rest: MethodArguments,
) => Method;

// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- defineVerbs() below defines the members
export interface MethodGroup<Prefix extends string = string> extends MethodVerbs<Prefix> {}

/**
 * Methods that share the beginning of their paths and defaults. It has no construct: paths and methods are the API's own.
 *
 * @example
 * const admin = api.group('/admin', { authorizer: Authorizer.IAM });
 * admin.get('/users', new LambdaIntegration(listUsers)); // GET /admin/users
 * admin.group('/reports', { integration: new LambdaIntegration(reports) }).get('/{reportId}');
 */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- defineVerbs() below defines the members
export class MethodGroup<Prefix extends string = string> {
  private readonly defaults: MethodGroupDefaults<string> & NamedBodyShapes;

  /** Use `api.group(…)`. */
  constructor(
    /** The path that all paths of the group begin with. */
    readonly path: Prefix,
    defaults: MethodGroupDefaults<string>,
    private readonly add: AddGroupedMethod,
  ) {
    this.defaults = nameInlineModels(defaults, groupModelName(path));
  }

  /**
   * Adds a method to a path below the group's.
   *
   * @param path begins with a slash; `/` alone is the group's own path
   */
  addMethod<P extends string>(
    httpMethod: HttpMethod,
    path: P,
    integration: IRestIntegration,
    props?: MethodProps<JoinedPath<Prefix, P>>,
  ): Method<JoinedPath<Prefix, P>>;
  /** The integration is that of the defaults. */
  addMethod<P extends string>(
    httpMethod: HttpMethod,
    path: P,
    props?: MethodProps<JoinedPath<Prefix, P>>,
  ): Method<JoinedPath<Prefix, P>>;
  addMethod(httpMethod: HttpMethod, path: string, ...rest: MethodArguments): Method {
    return this.add(this.defaults, httpMethod, joinPaths(this.path, path), rest);
  }

  /** A group below this one; its defaults replace those of this one, member by member. */
  group<P extends string>(
    path: P,
    defaults: MethodGroupDefaults<JoinedPath<Prefix, P>> = {},
  ): MethodGroup<JoinedPath<Prefix, P>> {
    return new MethodGroup(
      joinPaths(this.path, path) as JoinedPath<Prefix, P>,
      mergeDefaults(this.defaults, defaults),
      this.add,
    );
  }
}
defineVerbs(MethodGroup);
