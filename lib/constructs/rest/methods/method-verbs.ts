import type { IRestIntegration } from '../integrations/integration.js';
import type { Method } from './method.js';
import type { MethodProps } from './method-props.js';
import type { JoinedPath } from '../../paths/path-types.js';

/** Adds a method of one HTTP method to a path below `Prefix`. */
export interface AddMethod<Prefix extends string> {
  <P extends string>(
    path: P,
    integration: IRestIntegration,
    props?: MethodProps<JoinedPath<Prefix, P>>,
  ): Method<JoinedPath<Prefix, P>>;

  /** The integration is that of `defaults`. */
  <P extends string>(path: P, props?: MethodProps<JoinedPath<Prefix, P>>): Method<JoinedPath<Prefix, P>>;
}

/** A verb for each HTTP method, the same on an API and on a group of its methods. */
export interface MethodVerbs<Prefix extends string = ''> {
  /** Adds a GET method to a path. */
  readonly get: AddMethod<Prefix>;
  /** Adds a POST method to a path. */
  readonly post: AddMethod<Prefix>;
  /** Adds a PUT method to a path. */
  readonly put: AddMethod<Prefix>;
  /** Adds a PATCH method to a path. */
  readonly patch: AddMethod<Prefix>;
  /** Adds a DELETE method to a path. */
  readonly delete: AddMethod<Prefix>;
  /** Adds a HEAD method to a path. */
  readonly head: AddMethod<Prefix>;
  /** Adds an OPTIONS method to a path, in place of the one that CORS makes. */
  readonly options: AddMethod<Prefix>;
  /** Adds a method that answers every HTTP method the path has no method of its own for. */
  readonly any: AddMethod<Prefix>;
}

/** What follows the path of a new method. */
export type MethodArguments =
  readonly [integration: IRestIntegration, props?: MethodProps] | readonly [props?: MethodProps];
