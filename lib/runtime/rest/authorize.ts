import type { Authorizer } from '../../model/authorizer.js';
import type { MethodAuthorization } from '../../model/method.js';
import { ANONYMOUS, AuthorizedInvocation, type RoutedInvocation } from './invocation.js';
import type { NotSimulated } from '../not-simulated.js';

/**
 * Lets a request of an open method in. A method that asks for more is refused when the deployment is compiled.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-to-api.html
 */
export function authorize(invocation: RoutedInvocation): AuthorizedInvocation {
  return new AuthorizedInvocation(invocation, ANONYMOUS);
}

/** What of a method's authorization is not simulated. */
export function unsupportedAuthorization(
  authorization: MethodAuthorization,
  authorizers: readonly Authorizer[],
): readonly NotSimulated[] {
  switch (authorization.type) {
    case 'NONE':
      return [];
    case 'AWS_IAM':
      return [{ feature: 'iam-authorization', detail: 'authorization by AWS_IAM', optional: true }];
    case 'CUSTOM':
    case 'COGNITO_USER_POOLS': {
      const authorizer = authorizers.find(({ name }) => name === authorization.authorizer);
      return [
        {
          feature: 'authorizer',
          detail: `the ${authorizer?.type ?? authorization.type} authorizer "${authorization.authorizer}"`,
          optional: true,
        },
      ];
    }
  }
}
