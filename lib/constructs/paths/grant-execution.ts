import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import { SluiceError } from '../../support/sluice-error.js';

/** Calls of an API's routes, or of the `@connections` of a WebSocket API. */
export type ExecuteApiAction = 'execute-api:Invoke' | 'execute-api:ManageConnections';

/**
 * Allows a grantee to call what ARNs name. HTTP and WebSocket APIs have no resource policy, so the grantee's own has to
 * allow it.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control-iam.html,
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-control-access-iam.html
 *
 * @throws {SluiceError} `grant-without-policy` when the grantee has no policy to add to
 */
export function grantExecution(
  api: IConstruct,
  resourceArns: readonly string[],
  grantee: IGrantable,
  action: ExecuteApiAction = 'execute-api:Invoke',
): Grant {
  const grant = Grant.addToPrincipal({ grantee, actions: [action], resourceArns: [...resourceArns] });
  if (grant.success) return grant;
  throw new SluiceError(
    'grant-without-policy',
    `Cannot grant the grantee to call ${api.node.path}: it has no policy to add to, and HTTP and WebSocket APIs have no resource policy`,
    { hint: 'Grant a role of the account, which callers of other accounts may assume' },
  );
}
