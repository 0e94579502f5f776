import { authenticate, compileSigners } from '../../authorizers/known-signer.js';
import { GatewayFault } from '../../fault.js';
import { accessRequest, isConditionKey } from '../access-request.js';
import type { AuthorizationContext } from '../authorization-context.js';
import type { Authorize } from '../invocation.js';

/**
 * AWS_IAM: a request is signed by a caller that IAM knows, whose policies decide.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control-iam.html; there are no
 * resource policies, so that callers of other accounts have to take a role of the API's account.
 */
export function compileIamAuthorization({ identities, accountId }: AuthorizationContext): Authorize {
  const signers = compileSigners(identities, isConditionKey);
  return (invocation, env) => {
    const { request, arrival, stage } = invocation;
    const { region } = stage.deployment;
    const known = authenticate(request.message, arrival.place.queryString, region, signers, env.clock.now());
    const { identity, caller, signer, refusal, decide } = known;
    if (refusal !== undefined) throw new GatewayFault({ kind: 'not-simulated', finding: refusal });
    const call = accessRequest(invocation, signer);
    if (identity.accountId === accountId && decide(call) === 'allow') return caller;
    throw new GatewayFault({
      kind: 'access-denied',
      complaint: `User: ${identity.arn} is not authorized to perform: ${call.action} on resource: ${call.resource}`,
    });
  };
}
