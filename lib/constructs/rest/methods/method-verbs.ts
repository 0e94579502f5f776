import type { IRestIntegration } from '../integrations/integration.js';
import type { Method } from './method.js';
import type { MethodProps } from './method-props.js';
import type { JoinedPath } from '../../paths/path-types.js';
import type { Verbs } from '../../paths/verbs.js';

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
export type MethodVerbs<Prefix extends string = ''> = Verbs<AddMethod<Prefix>>;

/** What follows the path of a new method. */
export type MethodArguments =
  readonly [integration: IRestIntegration, props?: MethodProps] | readonly [props?: MethodProps];
