import type { SamMap } from '../values/sam-value.js';
import { sideResource, type GeneratedResource } from './generated-resource.js';
import type { SamResource } from './sam-resource.js';

/**
 * `FunctionUrlConfig`: the URL, and the two permissions that a public URL needs.
 *
 * Documented: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-functionurlconfig.html
 *
 * @param target - the function or its alias
 */
export function functionUrl(sam: SamResource, target: GeneratedResource): GeneratedResource[] {
  const settings = sam.properties.getMap('FunctionUrlConfig');
  if (settings === undefined || settings.size === 0) return [];
  const { logicalId } = sam;
  const url = sideResource(sam, `${logicalId}Url`, 'AWS::Lambda::Url')
    .set('TargetFunctionArn', target.ref)
    .copy(settings, ['AuthType', 'InvokeMode'])
    .copyTrue(settings, ['Cors']);
  if (settings.get('AuthType') !== 'NONE') return [url];
  return [
    url,
    publicPermission(sam, `${logicalId}UrlPublicPermissions`, target.ref)
      .set('Action', 'lambda:InvokeFunctionUrl')
      .set('FunctionUrlAuthType', 'NONE'),
    publicPermission(sam, `${logicalId}URLInvokeAllowPublicAccess`, target.ref)
      .set('Action', 'lambda:InvokeFunction')
      .set('InvokedViaFunctionUrl', true),
  ];
}

function publicPermission(sam: SamResource, logicalId: string, target: SamMap): GeneratedResource {
  return sideResource(sam, logicalId, 'AWS::Lambda::Permission').set('FunctionName', target).set('Principal', '*');
}
