import type { Authorizer as AuthorizerModel } from '../../../model/index.js';
import type { BindingApi } from '../binding.js';

/**
 * Who may call a method: plain data, without a place in the construct tree, for as many methods, APIs and stacks as
 * wanted.
 */
export interface IRestAuthorizer {
  /** Says what the authorizer is for one API. Called once for every API that uses it. */
  bind(api: BindingApi): BoundAuthorizer;
}

/** An authorizer as methods of one API name it. */
export type BoundAuthorizer =
  | { readonly authorizationType: 'NONE' | 'AWS_IAM' }
  | { readonly authorizationType: 'CUSTOM' | 'COGNITO_USER_POOLS'; readonly authorizer: AuthorizerModel };

/** The two authorizers that need no settings. */
export const Authorizer = {
  /**
   * Anybody may call: takes away the authorizer of `defaults`.
   *
   * @example
   * api.get('/health', new MockIntegration({ responses }), { authorizer: Authorizer.NONE });
   */
  NONE: { bind: () => ({ authorizationType: 'NONE' }) },

  /**
   * Callers sign requests with AWS credentials that allow `execute-api:Invoke`.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/permissions.html
   */
  IAM: { bind: () => ({ authorizationType: 'AWS_IAM' }) },
} as const satisfies Readonly<Record<string, IRestAuthorizer>>;
