import { parseIntegrationUri } from '../../../model/arn.js';
import type { NormalizedHttpApiAuthorizer } from '../../../model/normalize-http-api.js';
import { isDeployTime, printValue } from '../../../model/value.js';
import type { AuthorizerResult, ReadResult } from '../../authorizers/authorizer-result.js';
import { requireIdentity } from '../../authorizers/identity-source.js';
import { invokeAuthorizer } from '../../authorizers/invoke-authorizer.js';
import type { Environment } from '../../environment.js';
import { GatewayFault } from '../../fault.js';
import { compileFunction, type LambdaTarget } from '../../integrations/lambda-target.js';
import { accessRequest } from '../access-request.js';
import type { AuthorizationContext } from '../authorization-context.js';
import { compileIdentitySource } from '../identity-source.js';
import type { Authorize, RoutedInvocation } from '../invocation.js';
import { authorizerEventV1, authorizerEventV2 } from './lambda-event.js';
import { readPolicyResult, readSimpleResult } from './lambda-result.js';

type LambdaAuthorizer = Extract<NormalizedHttpApiAuthorizer, { readonly type: 'REQUEST' }>;

/** Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
const TIMEOUT_MS = 10_000;

/**
 * A Lambda authorizer: asks a function who calls, keeps its result for a time, and lets it decide about each request.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html; a kept result serves
 * all routes, and a kept policy decides about each of them.
 */
export function compileLambdaAuthorizer(authorizer: LambdaAuthorizer, context: AuthorizationContext): Authorize {
  const { name, uri, payloadFormatVersion } = authorizer;
  const target = parseIntegrationUri(uri);
  const selectFunction = compileFunction(target.kind === 'lambda' ? target.functionArn : uri, context);
  const sources = authorizer.identitySource.map((source) => compileIdentitySource(source, context.refuse));
  const ttlMs = compileTtl(authorizer, context) * 1_000;
  const read = compileResult(authorizer, context);
  const eventOf = payloadFormatVersion === '1.0' ? authorizerEventV1 : authorizerEventV2;

  const ask = async (
    invocation: RoutedInvocation,
    identity: readonly string[],
    called: LambdaTarget,
    env: Environment,
  ): Promise<AuthorizerResult> => {
    const payload = eventOf(invocation, identity);
    const { traceId } = invocation.request;
    const result = read(await invokeAuthorizer({ ...called, payload, traceId, timeoutMs: TIMEOUT_MS }, env));
    if ('problem' in result)
      throw new GatewayFault({
        kind: 'authorizer-configuration',
        problem: `the Lambda authorizer "${name}": ${result.problem}`,
      });
    return result;
  };

  return (invocation, env) => {
    const identity = requireIdentity(sources, invocation);
    const called = selectFunction(invocation);
    // Without sources, no two callers can be told apart.
    if (ttlMs === 0 || identity.length === 0)
      return ask(invocation, identity, called, env).then((result) => letIn(result, invocation));
    const { stage } = invocation;
    const { authorizerResults } = stage.memory;
    const { functionName, qualifier = '' } = called;
    const authorizerKey = `${stage.deployment.id}/${name}/${functionName}:${qualifier}`;
    const identityKey = JSON.stringify(identity);
    const kept = authorizerResults.get(authorizerKey, identityKey, env.clock.now());
    if (kept !== undefined) return letIn(kept, invocation);
    return ask(invocation, identity, called, env).then((result) => {
      authorizerResults.keep(authorizerKey, identityKey, result, env.clock.now() + ttlMs);
      return letIn(result, invocation);
    });
  };
}

function letIn({ caller, policy }: AuthorizerResult, invocation: RoutedInvocation): AuthorizerResult['caller'] {
  if (policy.decide(accessRequest(invocation)) === 'allow') return caller;
  throw new GatewayFault({ kind: 'access-denied', complaint: 'the Lambda authorizer does not allow the call' });
}

/** In seconds; 0: results are not kept. */
function compileTtl({ name, resultTtlSeconds }: LambdaAuthorizer, { refuse }: AuthorizationContext): number {
  if (!isDeployTime(resultTtlSeconds)) return resultTtlSeconds;
  const detail = `the TTL ${printValue(resultTtlSeconds)} of the authorizer "${name}"`;
  refuse({ feature: 'unresolved-value', detail, optional: true });
  return 0;
}

/** Documented: simple responses need payload format 2.0. */
function compileResult(
  { name, enableSimpleResponses, payloadFormatVersion }: LambdaAuthorizer,
  { refuse }: AuthorizationContext,
): (answer: unknown) => ReadResult {
  if (isDeployTime(enableSimpleResponses)) {
    const detail = `the response format of the authorizer "${name}"`;
    refuse({ feature: 'unresolved-value', detail, optional: true });
    return () => ({ problem: 'the response format is not known' });
  }
  if (enableSimpleResponses && payloadFormatVersion === '1.0') {
    const detail = `the authorizer "${name}", whose simple responses need payload format 2.0`;
    refuse({ feature: 'authorizer', detail, optional: true, remedy: 'set the payload format version to 2.0' });
  }
  return enableSimpleResponses ? readSimpleResult : (answer) => readPolicyResult(answer, payloadFormatVersion);
}
