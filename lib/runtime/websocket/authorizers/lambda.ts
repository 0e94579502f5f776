import type { WebSocketAuthorizer } from '../../../model/websocket-api.js';
import { readAuthorizerResult, type ReadResult } from '../../authorizers/authorizer-result.js';
import { compileIdentitySource, requireIdentity } from '../../authorizers/identity-source.js';
import { invokeAuthorizer } from '../../authorizers/invoke-authorizer.js';
import { GatewayFault } from '../../fault.js';
import { compileLambdaTarget } from '../../integrations/lambda-target.js';
import { LambdaPayload } from '../../lambda-payload.js';
import { accessRequest } from '../access-request.js';
import type { AuthorizationContext } from '../authorization-context.js';
import { compileContextVariable } from '../context.js';
import type { Authorize, RoutedInvocation } from '../invocation.js';
import { authorizerEvent } from './lambda-event.js';

/** Assumed: as long as an integration may take. */
const TIMEOUT_MS = 29_000;

/** Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html */
const MAX_RESULT_BYTES = 8_192;

/**
 * A Lambda authorizer: asks a function about every handshake, and lets its policy decide. No result is kept.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html
 * Observed: a result without a policy refuses the handshake with 500; docs/aws/websocket-api.md section 10.
 */
export function compileLambdaAuthorizer(authorizer: WebSocketAuthorizer, context: AuthorizationContext): Authorize {
  const { name, uri, identitySource } = authorizer;
  const { refuse } = context;
  const what = `the REQUEST authorizer "${name}"`;
  const selectFunction = compileLambdaTarget(uri, what, context);
  const sources = identitySource.map((source) =>
    compileIdentitySource<RoutedInvocation>(source, { protocol: 'WEBSOCKET', compileContextVariable, refuse }),
  );
  return async (invocation, env) => {
    requireIdentity(sources, invocation);
    const called = selectFunction(invocation);
    const payload = LambdaPayload.ofValue(authorizerEvent(invocation));
    const { traceId } = invocation.request;
    const result = readResult(await invokeAuthorizer({ ...called, payload, traceId, timeoutMs: TIMEOUT_MS }, env));
    if ('problem' in result)
      throw new GatewayFault({ kind: 'authorizer-configuration', problem: `${what}: ${result.problem}` });
    if (result.policy.decide(accessRequest(invocation)) === 'allow') return result.caller;
    throw new GatewayFault({ kind: 'access-denied', complaint: `${what} does not allow the connection` });
  };
}

/** Assumed: the length is that of JSON without white space. */
function readResult(answer: unknown): ReadResult {
  const bytes = answer === undefined ? 0 : Buffer.byteLength(JSON.stringify(answer));
  return bytes > MAX_RESULT_BYTES
    ? { problem: `the result has ${bytes} bytes; at most ${MAX_RESULT_BYTES} are allowed` }
    : readAuthorizerResult(answer);
}
