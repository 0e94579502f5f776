import type { MethodAuthorization } from '../../model/method.js';
import { compileComplete } from '../authorizers/complete-authorization.js';
import { ANONYMOUS } from '../caller.js';
import type { Environment } from '../environment.js';
import type { Policy } from '../policy/policy.js';
import { requireAllow } from '../authorizers/require-allow.js';
import { accessRequest } from './access-request.js';
import type { AuthorizationContext } from './authorization-context.js';
import { compileCognitoAuthorizer } from './authorizers/cognito.js';
import { compileIamAuthorization } from './authorizers/iam.js';
import { compileLambdaAuthorizer } from './authorizers/lambda.js';
import { requireEndpointAllow } from './endpoint-policy.js';
import { AuthorizedInvocation, type Admission, type Authorize, type RoutedInvocation } from './invocation.js';
import { decideInAccount } from './resource-policy.js';

/**
 * Asks a method's authorizer, the API's resource policy and the VPC endpoint's policy who may call. Waits only where the
 * world is asked, so that a request without authorizer reaches its function before the source can be loaded anew.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html
 *
 * @throws {GatewayFault} unsigned, unauthorized, expired-identity, access-denied, authorizer-failure, authorizer-configuration, invalid-signature,
 *   incomplete-signature
 */
export function authorize(
  invocation: RoutedInvocation,
  env: Environment,
): AuthorizedInvocation | Promise<AuthorizedInvocation> {
  const decided = invocation.method.authorize(invocation, env);
  return decided instanceof Promise
    ? decided.then((admission) => admit(invocation, admission))
    : admit(invocation, decided);
}

function admit(invocation: RoutedInvocation, { caller, mayInvalidateCache }: Admission): AuthorizedInvocation {
  requireEndpointAllow(invocation, caller);
  return new AuthorizedInvocation(invocation, caller, mayInvalidateCache);
}

/**
 * Compiles the authorization of a method, one file for each type. Where it cannot be imitated the route is refused, or,
 * by the operator's wish, open to everyone whom the API's policy does not deny.
 */
export function compileAuthorization(authorization: MethodAuthorization, context: AuthorizationContext): Authorize {
  const { policy } = context;
  const complete = compileComplete(authorization.type, context, (inner) => compileType(authorization, inner));
  if (complete !== undefined) return complete;
  return policy === undefined ? letEveryoneIn : (invocation) => letInUnlessDenied(policy, invocation);
}

function compileType(authorization: MethodAuthorization, context: AuthorizationContext): Authorize {
  const { policy, authorizers, refuse } = context;
  switch (authorization.type) {
    case 'NONE':
      return policy === undefined ? letEveryoneIn : (invocation) => letInByPolicy(policy, invocation);
    case 'AWS_IAM':
      return compileIamAuthorization(context);
    case 'CUSTOM':
    case 'COGNITO_USER_POOLS': {
      const authorizer = authorizers.find(({ name }) => name === authorization.authorizer);
      if (authorizer?.type === 'TOKEN' || authorizer?.type === 'REQUEST')
        return compileLambdaAuthorizer(authorizer, context);
      if (authorizer?.type === 'COGNITO_USER_POOLS') {
        const scopes = authorization.type === 'COGNITO_USER_POOLS' ? (authorization.scopes ?? []) : [];
        return compileCognitoAuthorizer(authorizer, scopes, context);
      }
      refuse({
        feature: 'authorizer',
        detail: `the ${authorization.type} authorizer "${authorization.authorizer}"`,
        optional: true,
      });
      return letEveryoneIn;
    }
  }
}

const ANYONE: Admission = { caller: ANONYMOUS };

function letEveryoneIn(): Admission {
  return ANYONE;
}

/** Documented: without an authorizer the policy must allow the call. */
function letInByPolicy(policy: Policy, invocation: RoutedInvocation): Admission {
  const request = accessRequest(invocation);
  requireAllow(policy.decide(request), request);
  return ANYONE;
}

/** For a method that is served without its authorizer, by the operator's wish: as if that had let everyone in. */
function letInUnlessDenied(policy: Policy, invocation: RoutedInvocation): Admission {
  const request = accessRequest(invocation);
  requireAllow(decideInAccount('allow', policy.decide(request)), request);
  return ANYONE;
}
