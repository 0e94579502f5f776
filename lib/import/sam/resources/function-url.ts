import { passedOnAttributes, type SamResource } from '../translation.js';
import { isIntrinsic } from '../values/intrinsics.js';
import { SamMap, isTruthy } from '../values/sam-value.js';
import { GeneratedResource } from './generated-resource.js';

/**
 * `FunctionUrlConfig`: the URL, and for everybody's use the two permissions that it needs.
 *
 * Documented: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-functionurlconfig.html
 */
export function functionUrl(
  sam: SamResource,
  lambdaFunction: GeneratedResource,
  alias: GeneratedResource | undefined,
): GeneratedResource[] {
  const settings = sam.properties.get('FunctionUrlConfig');
  if (!isTruthy(settings) || !(settings instanceof SamMap)) return [];
  const attributes = passedOnAttributes(sam.resource);
  const target = alias?.ref ?? lambdaFunction.ref;
  const cors = settings.get('Cors');
  const url = new GeneratedResource(`${lambdaFunction.id}Url`, 'AWS::Lambda::Url', attributes)
    .set('TargetFunctionArn', target)
    .set('AuthType', settings.get('AuthType'))
    .set('Cors', isTruthy(cors) ? cors : undefined)
    .set('InvokeMode', settings.get('InvokeMode'));
  if (settings.getString('AuthType') !== 'NONE' || isIntrinsic(settings)) return [url];
  const urlPermission = publicPermission(`${lambdaFunction.id}UrlPublicPermissions`, attributes, target)
    .set('Action', 'lambda:InvokeFunctionUrl')
    .set('FunctionUrlAuthType', 'NONE');
  const invokePermission = publicPermission(`${lambdaFunction.id}URLInvokeAllowPublicAccess`, attributes, target)
    .set('Action', 'lambda:InvokeFunction')
    .set('InvokedViaFunctionUrl', true);
  return [url, urlPermission, invokePermission];
}

function publicPermission(logicalId: string, attributes: SamMap, target: SamMap): GeneratedResource {
  return new GeneratedResource(logicalId, 'AWS::Lambda::Permission', attributes)
    .set('FunctionName', target)
    .set('Principal', '*');
}
