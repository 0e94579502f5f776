import type { HttpApiAuthorization } from '../../model/http-api.js';
import { ANONYMOUS, type Caller } from '../caller.js';
import type { Environment } from '../environment.js';
import type { NotSimulated } from '../not-simulated.js';
import { AuthorizedInvocation, type Authorize, type RoutedInvocation } from './invocation.js';

/**
 * Asks a route's authorizer who may call.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control.html
 *
 * @throws {GatewayFault} unsigned, unauthorized, access-denied, authorizer-failure, authorizer-configuration, invalid-signature
 */
export function authorize(
  invocation: RoutedInvocation,
  env: Environment,
): AuthorizedInvocation | Promise<AuthorizedInvocation> {
  const decided = invocation.route.authorize(invocation, env);
  return decided instanceof Promise
    ? decided.then((caller) => new AuthorizedInvocation(invocation, caller))
    : new AuthorizedInvocation(invocation, decided);
}

/** What compiling the authorization of a route needs beside it. */
export interface AuthorizationContext {
  /** Notes what is not simulated; the route is then refused. */
  readonly refuse: (finding: NotSimulated) => void;
}

/** Compiles the authorization of a route, one file for each type. */
export function compileAuthorization(authorization: HttpApiAuthorization, { refuse }: AuthorizationContext): Authorize {
  switch (authorization.type) {
    case 'NONE':
      return letEveryoneIn;
    case 'AWS_IAM':
      refuse({ feature: 'iam-authorization', detail: 'AWS_IAM', optional: true });
      return letEveryoneIn;
    case 'CUSTOM':
    case 'JWT':
      refuse({
        feature: 'authorizer',
        detail: `the ${authorization.type} authorizer "${authorization.authorizer}"`,
        optional: true,
      });
      return letEveryoneIn;
  }
}

function letEveryoneIn(): Caller {
  return ANONYMOUS;
}
