import type { Authorizer as AuthorizerModel } from '../../../model/index.js';
import type { BindingApi } from '../../binding.js';
import { refuseAwsMethods } from './aws-methods.js';

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
  | { readonly authorizationType: 'CUSTOM' | 'COGNITO_USER_POOLS'; readonly authorizer: AuthorizerModel }
  | { readonly authorizationType: 'CUSTOM' | 'COGNITO_USER_POOLS'; readonly authorizerId: string };

/** An authorizer without settings, for APIs of any kind. */
export interface PlainAuthorizer {
  /** Says what the authorizer is: the same for every API. */
  bind(): { readonly authorizationType: 'NONE' | 'AWS_IAM' };
}

/** How methods use an authorizer that is named by its id. */
export interface AuthorizerByIdProps {
  /**
   * `CUSTOM` for a Lambda authorizer, `COGNITO_USER_POOLS` for user pools.
   *
   * @default CUSTOM
   */
  readonly authorizationType?: 'CUSTOM' | 'COGNITO_USER_POOLS';
}

/** Authorizers without settings, and those that exist already. */
export const Authorizer = {
  /**
   * Anybody may call: takes away the authorizer of `defaults`.
   *
   * @example
   * api.get('/health', new MockIntegration({ responses }), { authorizer: Authorizer.NONE });
   */
  NONE: refuseAwsMethods<PlainAuthorizer>({ bind: () => ({ authorizationType: 'NONE' }) }),

  /**
   * Callers sign requests with AWS credentials that allow `execute-api:Invoke`.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/permissions.html
   */
  IAM: refuseAwsMethods<PlainAuthorizer>({ bind: () => ({ authorizationType: 'AWS_IAM' }) }),

  /**
   * An authorizer of the same API that is a resource of its own, such as a `CfnAuthorizer`. Only methods that are
   * resources of their own can name one, so the API needs `definition: 'resources'`.
   *
   * @example
   * const checked = new CfnAuthorizer(this, 'Check', { restApiId: api.restApiId, type: 'TOKEN', … });
   * api.get('/pets', integration, { authorizer: Authorizer.fromAuthorizerId(checked.ref) });
   */
  fromAuthorizerId: (authorizerId: string, props: AuthorizerByIdProps = {}): IRestAuthorizer =>
    refuseAwsMethods<IRestAuthorizer>({
      bind: () => ({ authorizationType: props.authorizationType ?? 'CUSTOM', authorizerId }),
    }),
} as const satisfies Readonly<Record<string, IRestAuthorizer | ((...given: never[]) => IRestAuthorizer)>>;
