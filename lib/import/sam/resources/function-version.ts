import type { Translation } from '../translation.js';
import { getAtt } from '../values/intrinsics.js';
import { InvalidDefinition } from '../values/invalid-definition.js';
import { hashedLogicalId } from '../values/logical-id.js';
import { resolveParameters } from '../values/parameters.js';
import { SamMap, isTruthy, mapOf, stringOf } from '../values/sam-value.js';
import { sideResource, type GeneratedResource } from './generated-resource.js';
import type { SamResource } from './sam-resource.js';

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
  const property = sam.properties.getTrue('AutoPublishAlias');
  if (property === undefined) return undefined;
  const name = stringOf(resolveParameters(property, translation.parameters));
  if (name === undefined || !/^(?!\d+$)[a-zA-Z0-9_-]+$/.test(name))
    throw new InvalidDefinition(
      'AutoPublishAlias must consist of letters, digits, - and _, or be a parameter with a known value',
      'AutoPublishAlias',
    );
  const version = versionOf(translation, sam, lambdaFunction);
  const logicalId = `${sam.logicalId}Alias${name.replaceAll('-', 'D').replaceAll('_', 'U')}`;
  const alias = sideResource(sam, logicalId, 'AWS::Lambda::Alias')
    .set('Name', name)
    .set('FunctionName', lambdaFunction.ref)
    .set('FunctionVersion', getAtt(version.logicalId, 'Version'))
    .copy(sam.properties, ['ProvisionedConcurrencyConfig']);
  return [version, alias];
}

function versionOf(translation: Translation, sam: SamResource, lambdaFunction: GeneratedResource): GeneratedResource {
  const { properties } = sam;
  const logicalId = versionLogicalId(translation, sam, lambdaFunction);
  const version = sideResource(sam, logicalId, 'AWS::Lambda::Version')
    .set('FunctionName', lambdaFunction.ref)
    .set('Description', properties.get('VersionDescription'));
  version.attributes.setDefault('DeletionPolicy', properties.get('VersionDeletionPolicy') ?? 'Retain');
  return version;
}

function versionLogicalId(translation: Translation, sam: SamResource, lambdaFunction: GeneratedResource): string {
  const { properties } = sam;
  const prefix = `${sam.logicalId}Version`;
  const sha256 = properties.getTrue('AutoPublishCodeSha256');
  if (sha256 !== undefined) {
    const known = stringOf(resolveParameters(sha256, translation.parameters));
    if (known !== undefined) return prefix + known.slice(0, 10);
    throw new InvalidDefinition(
      'AutoPublishCodeSha256 must be a string or a parameter with a known value',
      'AutoPublishCodeSha256',
    );
  }
  if (isTruthy(properties.get('AutoPublishAliasAllProperties')))
    return hashedLogicalId(prefix, lambdaFunction.properties);
  const code = resolveParameters(lambdaFunction.properties.get('Code') ?? null, translation.parameters);
  const subject = code instanceof SamMap ? code : mapOf({ Code: code });
  subject.update(properties.getMap('Environment') ?? new SamMap());
  const memory = properties.getTrue('MemorySize');
  if (memory !== undefined) subject.set('MemorySize', memory);
  const snapStart = properties.getMap('SnapStart');
  if (snapStart !== undefined && (snapStart.getString('ApplyOn') ?? 'None') !== 'None')
    subject.set('SnapStart', snapStart);
  return hashedLogicalId(prefix, subject);
}
