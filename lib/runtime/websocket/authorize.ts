import type { NormalizedWebSocketRoute } from '../../model/normalize-websocket-api.js';
import { routeName } from '../../model/route-key.js';
import { compileComplete } from '../authorizers/complete-authorization.js';
import { ANONYMOUS, type AnonymousCaller } from '../caller.js';
import type { Environment } from '../environment.js';
import type { AuthorizationContext } from './authorization-context.js';
import { compileIamAuthorization } from './authorizers/iam.js';
import { compileLambdaAuthorizer } from './authorizers/lambda.js';
import { AuthorizedInvocation, type Authorize, type RoutedInvocation } from './invocation.js';

/**
 * Asks the authorizer of `$connect` who may connect.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-control-access.html
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
 * Compiles the authorization of a route, one file for each type. Where it cannot be imitated the route is refused, or, by the
 * operator's wish, open to everyone.
 *
 * Observed: API Gateway refuses to create any other route than `$connect` with authorization; docs/aws/websocket-api.md section 10.
 */
export function compileAuthorization(
  { routeKey, authorization }: NormalizedWebSocketRoute,
  context: AuthorizationContext,
): Authorize {
  const { type } = authorization;
  if (type === 'NONE') return letEveryoneIn;
  const compiled = compileComplete(type, context, (complete) => {
    if (routeName(routeKey) === '$connect') return compileType(authorization, complete);
    const detail = `authorization ${type} of a route that is not $connect (API Gateway refuses to create it)`;
    complete.refuse({ feature: 'authorizer', detail, optional: true, remedy: AUTHORIZE_CONNECT });
    return letEveryoneIn;
  });
  return compiled ?? letEveryoneIn;
}

const AUTHORIZE_CONNECT = 'authorize $connect, and leave the other routes without authorization';

function compileType(
  authorization: NormalizedWebSocketRoute['authorization'],
  context: AuthorizationContext,
): Authorize {
  switch (authorization.type) {
    case 'NONE':
      return letEveryoneIn;
    case 'AWS_IAM':
      return compileIamAuthorization(context);
    case 'CUSTOM': {
      const authorizer = context.authorizers.find(({ name }) => name === authorization.authorizer);
      if (authorizer !== undefined) return compileLambdaAuthorizer(authorizer, context);
      const detail = `the CUSTOM authorizer "${authorization.authorizer}"`;
      context.refuse({ feature: 'authorizer', detail, optional: true });
      return letEveryoneIn;
    }
  }
}

function letEveryoneIn(): AnonymousCaller {
  return ANONYMOUS;
}
