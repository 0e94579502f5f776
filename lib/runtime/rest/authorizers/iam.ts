import { authenticate, compileSigners } from '../../authorizers/known-signer.js';
import { findUntoldKey } from '../../authorizers/untold-keys.js';
import { GatewayFault } from '../../fault.js';
import type { AccessRequest, Decision } from '../../policy/policy.js';
import { requireAllow } from '../../authorizers/require-allow.js';
import { accessRequest, cacheInvalidation, isConditionKey } from '../access-request.js';
import type { AuthorizationContext } from '../authorization-context.js';
import type { Authorize } from '../invocation.js';
import { decideAcrossAccounts, decideInAccount } from '../resource-policy.js';

/**
 * AWS_IAM: a request is signed by a caller that IAM knows, whose policies and the API's decide.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/permissions.html; callers of other accounts need
 * both policies (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html) and cannot
 * have cached responses replaced (https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html)
 */
export function compileIamAuthorization({ policy, identities, accountId }: AuthorizationContext): Authorize {
  const signers = compileSigners(identities, isConditionKey);
  const untold = findUntoldKey(policy, 'the resource policy', isConditionKey);
  return (invocation, env) => {
    const {
      request: { message },
      arrival,
      stage,
    } = invocation;
    const known = authenticate(message, arrival.place.queryString, stage.deployment.region, signers, env.clock.now());
    const { identity, caller, signer, refusal = untold, decide } = known;
    if (refusal !== undefined) throw new GatewayFault({ kind: 'not-simulated', finding: refusal });
    const request = accessRequest(invocation, signer);
    const isInAccount = identity.accountId === accountId;
    const combine = isInAccount ? decideInAccount : decideAcrossAccounts;
    const decideWithApi = (asked: AccessRequest): Decision => combine(decide(asked), policy?.decide(asked));
    requireAllow(decideWithApi(request), request, identity.arn);
    return {
      caller,
      mayInvalidateCache: () => isInAccount && decideWithApi(cacheInvalidation(request)) === 'allow',
    };
  };
}
