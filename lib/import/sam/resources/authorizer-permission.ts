import { passedOnAttributes, type SamResource } from '../translation.js';
import { ref, sub } from '../values/intrinsics.js';
import { type SamValue } from '../values/sam-value.js';
import { GeneratedResource } from './generated-resource.js';

/** Lets the authorizers of an API call a function. */
export function authorizerPermission(
  logicalId: string,
  sam: SamResource,
  functionArn: SamValue,
  partition: string,
): GeneratedResource {
  const arn = `arn:${partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${__ApiId__}/authorizers/*`;
  return new GeneratedResource(logicalId, 'AWS::Lambda::Permission', passedOnAttributes(sam.resource))
    .set('Action', 'lambda:InvokeFunction')
    .set('FunctionName', functionArn)
    .set('Principal', 'apigateway.amazonaws.com')
    .set('SourceArn', sub(arn, { __ApiId__: ref(sam.logicalId) }));
}
