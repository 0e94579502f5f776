import { compileSignerAdmission } from '../../authorizers/admit-signer.js';
import { accessRequest, isConditionKey } from '../access-request.js';
import type { AuthorizationContext } from '../authorization-context.js';
import type { Authorize } from '../invocation.js';

/**
 * AWS_IAM: a request is signed by a caller that IAM knows, whose policies decide.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control-iam.html
 */
export function compileIamAuthorization(context: AuthorizationContext): Authorize {
  const admit = compileSignerAdmission(context, isConditionKey);
  return (invocation, env) => {
    const { request, arrival, stage } = invocation;
    const signed = {
      message: request.message,
      queryString: arrival.place.queryString,
      region: stage.deployment.region,
      nowMs: env.clock.now(),
    };
    return admit(signed, (signer) => accessRequest(invocation, signer));
  };
}
