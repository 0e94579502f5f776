import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import { SluiceError } from '../../../support/sluice-error.js';

/**
 * Allows a grantee to call what an ARN names. An HTTP API has no resource policy, so the grantee's own has to allow it.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control-iam.html
 *
 * @throws {SluiceError} `grant-without-policy` when the grantee has no policy to add to
 */
export function grantExecution(api: IConstruct, resourceArn: string, grantee: IGrantable): Grant {
  const grant = Grant.addToPrincipal({ grantee, actions: ['execute-api:Invoke'], resourceArns: [resourceArn] });
  if (grant.success) return grant;
  throw new SluiceError(
    'grant-without-policy',
    `Cannot grant the grantee to call ${api.node.path}: it has no policy to add to, and HTTP APIs have no resource policy`,
    { hint: 'Grant a role of the account, which callers of other accounts may assume' },
  );
}
