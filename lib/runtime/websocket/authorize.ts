import type { NormalizedWebSocketRoute } from '../../model/normalize-websocket-api.js';
import type { WebSocketAuthorizer } from '../../model/websocket-api.js';
import { ANONYMOUS, type AnonymousCaller } from '../caller.js';
import type { CompileOptions } from '../compile-options.js';
import type { Environment } from '../environment.js';
import type { LambdaTargetContext } from '../integrations/lambda-target.js';
import { AuthorizedInvocation, type Authorize, type RoutedInvocation } from './invocation.js';

/** Inputs that compiling the authorization of a route takes beside its definition. */
export interface AuthorizationContext extends CompileOptions, LambdaTargetContext {
  readonly authorizers: readonly WebSocketAuthorizer[];
}

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
 * Compiles the authorization of a route. Where it cannot be imitated the route is refused, or, by the operator's wish, open to
 * everyone.
 */
export function compileAuthorization(
  { authorization }: NormalizedWebSocketRoute,
  { refuse }: AuthorizationContext,
): Authorize {
  if (authorization.type !== 'NONE')
    refuse({
      feature: authorization.type === 'AWS_IAM' ? 'iam-authorization' : 'authorizer',
      detail: `authorization ${authorization.type} of a WebSocket API`,
      optional: true,
    });
  return letEveryoneIn;
}

function letEveryoneIn(): AnonymousCaller {
  return ANONYMOUS;
}
