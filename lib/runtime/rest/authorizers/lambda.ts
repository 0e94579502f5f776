import type { RequestAuthorizer, TokenAuthorizer } from '../../../model/authorizer.js';
import { invokeAuthorizer } from '../../authorizers/invoke-authorizer.js';
import { readAuthorizerResult, type AuthorizerResult } from '../../authorizers/authorizer-result.js';
import type { Environment } from '../../environment.js';
import { GatewayFault } from '../../fault.js';
import { LambdaPayload } from '../../lambda-payload.js';
import type { AccessRequest, Decision, Policy } from '../../policy/policy.js';
import { accessRequest, cacheInvalidation } from '../access-request.js';
import type { AuthorizationContext } from '../authorization-context.js';
import { compileLambdaTarget, type LambdaTarget } from '../../integrations/lambda-target.js';
import { requireAllow } from '../../authorizers/require-allow.js';
import type { Admission, Authorize, RoutedInvocation } from '../invocation.js';
import { AUTHORIZER_EVENT } from '../proxy-event.js';
import { decideInAccount } from '../resource-policy.js';
import { compileIdentity, compileToken } from './identity.js';
import { compileResultTtl } from './result-ttl.js';

/** Assumed: as long as an integration may take unless it says otherwise. */
const TIMEOUT_MS = 29_000;

/**
 * A Lambda authorizer: asks a function who calls, keeps its answer for a time, and lets its policy and the API's decide
 * about each request.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html; a denial
 * by the resource policy comes before the function is asked
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html).
 */
export function compileLambdaAuthorizer(
  authorizer: TokenAuthorizer | RequestAuthorizer,
  context: AuthorizationContext,
): Authorize {
  const what = `the ${authorizer.type} authorizer "${authorizer.name}"`;
  const selectFunction = compileLambdaTarget(authorizer.uri, what, context);
  const { policy } = context;
  const isToken = authorizer.type === 'TOKEN';
  const identityOf = isToken ? compileToken(authorizer, context) : compileIdentity(authorizer, context);
  const ttlMs = compileResultTtl(authorizer, context) * 1_000;

  const letIn = (result: AuthorizerResult, request: AccessRequest, ofApi: Decision | undefined): Admission => {
    requirePermission(decideInAccount(result.policy.decide(request), ofApi));
    return { caller: result.caller, mayInvalidateCache: () => mayInvalidate(result.policy, policy, request) };
  };

  const ask = async (
    invocation: RoutedInvocation,
    methodArn: string,
    identity: string,
    called: LambdaTarget,
    env: Environment,
  ): Promise<AuthorizerResult> => {
    const payload = isToken
      ? LambdaPayload.ofValue({
          type: 'TOKEN',
          methodArn,
          authorizationToken: identity,
        })
      : LambdaPayload.ofEvent(AUTHORIZER_EVENT.eventOf(invocation));
    const { traceId } = invocation.request;
    const result = readAuthorizerResult(
      await invokeAuthorizer({ ...called, payload, traceId, timeoutMs: TIMEOUT_MS }, env),
    );
    if ('problem' in result)
      throw new GatewayFault({ kind: 'authorizer-configuration', problem: `${what}: ${result.problem}` });
    return result;
  };

  return (invocation, env) => {
    const request = accessRequest(invocation);
    const ofApi = policy?.decide(request);
    if (ofApi === 'deny') requireAllow(ofApi, request);
    const identity = identityOf(invocation);
    const called = selectFunction(invocation);
    // Without sources, no two callers can be told apart.
    if (ttlMs === 0 || identity === undefined) {
      return ask(invocation, request.resource, identity ?? '', called, env).then((result) =>
        letIn(result, request, ofApi),
      );
    }
    const { authorizerResults } = invocation.stage.memory;
    // A stage and its canary may call different functions by their variables.
    const { functionName, qualifier = '' } = called;
    const key = `${invocation.stage.deployment.id}/${authorizer.name}/${functionName}:${qualifier}`;
    const kept = authorizerResults.get(key, identity, env.clock.now());
    if (kept !== undefined) return letIn(kept, request, ofApi);
    return ask(invocation, request.resource, identity, called, env).then((result) => {
      authorizerResults.keep(key, identity, result, env.clock.now() + ttlMs);
      return letIn(result, request, ofApi);
    });
  };
}

/** Observed: the client is told of a denial in other words than a resource policy's. */
function requirePermission(decision: Decision): void {
  if (decision === 'allow') return;
  const explicit = decision === 'deny' ? ' with an explicit deny' : '';
  const complaint = `User is not authorized to access this resource${explicit}`;
  throw new GatewayFault({ kind: 'access-denied', complaint });
}

/** Assumed: the policies that let a caller in say too whether it may invalidate the cache. */
function mayInvalidate(own: Policy, ofApi: Policy | undefined, call: AccessRequest): boolean {
  const request = cacheInvalidation(call);
  return decideInAccount(own.decide(request), ofApi?.decide(request)) === 'allow';
}
