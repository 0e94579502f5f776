import type { HttpApiAuthorizer } from '../../../model/index.js';
import type { BindingApi } from '../../binding.js';

/**
 * Who may call a route of an HTTP API: plain data, without a place in the construct tree, for any number of routes, APIs
 * and stacks. `Authorizer.NONE` and `Authorizer.IAM` are authorizers of HTTP APIs too.
 */
export interface IHttpAuthorizer {
  /** Returns the authorizer of one API. Called once for every API that uses it. */
  bind(api: BindingApi): BoundHttpAuthorizer;
}

/** An authorizer as routes of one API name it. */
export type BoundHttpAuthorizer =
  | { readonly authorizationType: 'NONE' | 'AWS_IAM' }
  | { readonly authorizationType: 'CUSTOM' | 'JWT'; readonly authorizer: HttpApiAuthorizer };
