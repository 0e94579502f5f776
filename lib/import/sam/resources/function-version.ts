import { passedOnAttributes, type SamResource, type Translation } from '../translation.js';
import { getAtt } from '../values/intrinsics.js';
import { InvalidDefinition } from '../values/invalid-definition.js';
import { hashedLogicalId } from '../values/logical-id.js';
import { resolveParameters } from '../values/parameters.js';
import { SamMap, mapOf, copyOf, stringOf, isTruthy } from '../values/sam-value.js';
import { functionCode } from './function-code.js';
import { GeneratedResource } from './generated-resource.js';

/**
 * `AutoPublishAlias`: a version whose logical id changes with the function's code, and an alias that points to it.
 *
 * Documented: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/automating-updates-to-serverless-apps.html
 */
export function versionAndAlias(
  translation: Translation,
  sam: SamResource,
  lambdaFunction: GeneratedResource,
): readonly [version: GeneratedResource, alias: GeneratedResource] | undefined {
  const property = sam.properties.get('AutoPublishAlias');
  if (!isTruthy(property)) return undefined;
  const name = stringOf(resolveParameters(copyOf(property), translation.parameters));
  if (name === undefined || !/^(?!\d+$)[a-zA-Z0-9_-]+$/.test(name))
    throw new InvalidDefinition(
      'Cannot publish under an alias: AutoPublishAlias is a text, or a parameter with a known value, of letters, digits, - and _',
      'AutoPublishAlias',
    );
  const version = versionOf(translation, sam, lambdaFunction);
  const logicalId = `${lambdaFunction.id}Alias${name.replaceAll('-', 'D').replaceAll('_', 'U')}`;
  const alias = new GeneratedResource(logicalId, 'AWS::Lambda::Alias', passedOnAttributes(sam.resource))
    .set('Name', name)
    .set('FunctionName', lambdaFunction.ref)
    .set('FunctionVersion', getAtt(version.logicalId, 'Version'))
    .set('ProvisionedConcurrencyConfig', sam.properties.get('ProvisionedConcurrencyConfig'));
  return [version, alias];
}

function versionOf(translation: Translation, sam: SamResource, lambdaFunction: GeneratedResource): GeneratedResource {
  const attributes = passedOnAttributes(sam.resource);
  if (!attributes.has('DeletionPolicy'))
    attributes.set('DeletionPolicy', sam.properties.get('VersionDeletionPolicy') ?? 'Retain');
  const logicalId = versionLogicalId(translation, sam, lambdaFunction);
  return new GeneratedResource(logicalId, 'AWS::Lambda::Version', attributes)
    .set('FunctionName', lambdaFunction.ref)
    .set('Description', sam.properties.get('VersionDescription'));
}

function versionLogicalId(translation: Translation, sam: SamResource, lambdaFunction: GeneratedResource): string {
  const { properties } = sam;
  const prefix = `${lambdaFunction.id}Version`;
  const sha256 = properties.get('AutoPublishCodeSha256');
  if (isTruthy(sha256)) {
    const known = stringOf(resolveParameters(copyOf(sha256), translation.parameters));
    if (known === undefined)
      throw new InvalidDefinition(
        'Cannot publish a version: AutoPublishCodeSha256 is no known text',
        'AutoPublishCodeSha256',
      );
    return prefix + known.slice(0, 10);
  }
  if (isTruthy(properties.get('AutoPublishAliasAllProperties')))
    return hashedLogicalId(prefix, lambdaFunction.properties);
  const code = resolveParameters(copyOf(functionCode(translation, sam) ?? null), translation.parameters);
  const subject = code instanceof SamMap ? new SamMap(code) : mapOf({ Code: code });
  const environment = properties.getMap('Environment');
  if (environment !== undefined) subject.update(environment);
  const memory = properties.get('MemorySize');
  if (isTruthy(memory)) subject.set('MemorySize', memory);
  const snapStart = properties.getMap('SnapStart');
  if (snapStart !== undefined && (snapStart.getString('ApplyOn') ?? 'None') !== 'None')
    subject.set('SnapStart', snapStart);
  return hashedLogicalId(prefix, subject);
}
