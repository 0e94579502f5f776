import { compileSignerAdmission } from '../../authorizers/admit-signer.js';
import { accessRequest, isConditionKey } from '../access-request.js';
import type { AuthorizationContext } from '../authorization-context.js';
import type { Authorize } from '../invocation.js';

/**
 * AWS_IAM: a handshake is signed, in headers or as a presigned URL, by a caller that IAM knows, whose policies decide.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-control-access-iam.html
 * Observed: policies are asked about `$connect` alone, against the example on that page; docs/aws/websocket-api.md section 9.
 */
export function compileIamAuthorization(context: AuthorizationContext): Authorize {
  const admit = compileSignerAdmission(context, isConditionKey);
  return (invocation, env) => {
    const { connection, stage } = invocation;
    const signed = {
      message: connection.handshake.message,
      queryString: connection.place.queryString,
      region: stage.deployment.region,
      nowMs: env.clock.now(),
    };
    return admit(signed, (signer) => accessRequest(invocation, signer));
  };
}
