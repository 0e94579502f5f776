import type { HttpApiAuthorization } from '../../model/http-api.js';
import { compileComplete } from '../authorizers/complete-authorization.js';
import { ANONYMOUS, type AnonymousCaller } from '../caller.js';
import type { Environment } from '../environment.js';
import type { AuthorizationContext } from './authorization-context.js';
import { compileIamAuthorization } from './authorizers/iam.js';
import { compileJwtAuthorizer } from './authorizers/jwt.js';
import { compileLambdaAuthorizer } from './authorizers/lambda.js';
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

/**
 * Compiles the authorization of a route, one file for each type. Where it cannot be imitated the route is refused, or, by
 * the operator's wish, open to everyone.
 */
export function compileAuthorization(authorization: HttpApiAuthorization, context: AuthorizationContext): Authorize {
  return (
    compileComplete(authorization.type, context, (complete) => compileType(authorization, complete)) ?? letEveryoneIn
  );
}

function compileType(authorization: HttpApiAuthorization, context: AuthorizationContext): Authorize {
  const { authorizers, refuse } = context;
  switch (authorization.type) {
    case 'NONE':
      return letEveryoneIn;
    case 'AWS_IAM':
      return compileIamAuthorization(context);
    case 'JWT':
    case 'CUSTOM': {
      const authorizer = authorizers.find(({ name }) => name === authorization.authorizer);
      if (authorization.type === 'JWT' && authorizer?.type === 'JWT')
        return compileJwtAuthorizer(authorizer, authorization.scopes ?? [], context);
      if (authorization.type === 'CUSTOM' && authorizer?.type === 'REQUEST')
        return compileLambdaAuthorizer(authorizer, context);
      refuse({
        feature: 'authorizer',
        detail: `the ${authorization.type} authorizer "${authorization.authorizer}"`,
        optional: true,
      });
      return letEveryoneIn;
    }
  }
}

function letEveryoneIn(): AnonymousCaller {
  return ANONYMOUS;
}
