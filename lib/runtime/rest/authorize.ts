import type { Authorizer } from '../../model/authorizer.js';
import type { MethodAuthorization } from '../../model/method.js';
import { ANONYMOUS, type Caller } from '../caller.js';
import type { Environment } from '../environment.js';
import type { NotSimulated } from '../not-simulated.js';
import type { Policy } from '../policy/policy.js';
import { accessRequest } from './access-request.js';
import { AuthorizedInvocation, type Authorize, type RoutedInvocation } from './invocation.js';
import { decideInAccount, requireAllow } from './resource-policy.js';

/**
 * Asks a method's authorizer and the API's resource policy who may call.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html
 *
 * @throws {GatewayFault} unsigned, unauthorized, access-denied, authorizer-failure, authorizer-configuration, invalid-signature
 */
export async function authorize(invocation: RoutedInvocation, env: Environment): Promise<AuthorizedInvocation> {
  const decided = invocation.method.authorize(invocation, env);
  return new AuthorizedInvocation(invocation, decided instanceof Promise ? await decided : decided);
}

/**
 * Compiles the authorization of a method, one file for each type.
 *
 * @param policy the API's resource policy; undefined: it has none
 * @param refuse hears of what is not simulated
 */
export function compileAuthorization(
  authorization: MethodAuthorization,
  authorizers: readonly Authorizer[],
  policy: Policy | undefined,
  refuse: (finding: NotSimulated) => void,
): Authorize {
  switch (authorization.type) {
    case 'NONE':
      return policy === undefined ? letEveryoneIn : (invocation) => letInByPolicy(policy, invocation);
    case 'AWS_IAM':
      refuse({ feature: 'iam-authorization', detail: 'authorization by AWS_IAM', optional: true });
      break;
    case 'CUSTOM':
    case 'COGNITO_USER_POOLS': {
      const authorizer = authorizers.find(({ name }) => name === authorization.authorizer);
      const type = authorizer?.type ?? authorization.type;
      refuse({
        feature: 'authorizer',
        detail: `the ${type} authorizer "${authorization.authorizer}"`,
        optional: true,
      });
    }
  }
  return policy === undefined ? letEveryoneIn : (invocation) => letInUnlessDenied(policy, invocation);
}

function letEveryoneIn(): Caller {
  return ANONYMOUS;
}

/** Documented: without an authorizer the policy must allow the call. */
function letInByPolicy(policy: Policy, invocation: RoutedInvocation): Caller {
  const request = accessRequest(invocation);
  requireAllow(policy.decide(request), request);
  return ANONYMOUS;
}

/** For a method that is served without its authorizer, by the operator's wish: as if that had let everyone in. */
function letInUnlessDenied(policy: Policy, invocation: RoutedInvocation): Caller {
  const request = accessRequest(invocation);
  requireAllow(decideInAccount('allow', policy.decide(request)), request);
  return ANONYMOUS;
}
