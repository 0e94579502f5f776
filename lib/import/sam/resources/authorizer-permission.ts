import { ref, sub } from '../values/intrinsics.js';
import type { SamValue } from '../values/sam-value.js';
import { sideResource, type GeneratedResource } from './generated-resource.js';
import type { SamResource } from './sam-resource.js';

/** Lets an authorizer of an API call its function: `<Api><Authorizer>AuthorizerPermission`. */
export function authorizerPermission(
  sam: SamResource,
  authorizer: string,
  functionArn: SamValue,
  partition: string,
): GeneratedResource {
  const arn = `arn:${partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${__ApiId__}/authorizers/*`;
  const logicalId = `${sam.logicalId}${authorizer}AuthorizerPermission`;
  return sideResource(sam, logicalId, 'AWS::Lambda::Permission')
    .set('Action', 'lambda:InvokeFunction')
    .set('FunctionName', functionArn)
    .set('Principal', 'apigateway.amazonaws.com')
    .set('SourceArn', sub(arn, { __ApiId__: ref(sam.logicalId) }));
}
