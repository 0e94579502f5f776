import type { Translation } from '../translation.js';
import { hashedLogicalId } from '../values/logical-id.js';
import { resolveProperties } from '../values/parameters.js';
import { SamMap, mapOf } from '../values/sam-value.js';
import { artifact } from './function-code.js';
import { GeneratedResource, keptAttributes, passedOnAttributes } from './generated-resource.js';
import type { SamResource } from './sam-resource.js';

const RETENTIONS = ['Retain', 'Delete'];
const NOT_IN_LOGICAL_ID = ['DeletionPolicy', 'UpdateReplacePolicy', 'Metadata'];

/**
 * `AWS::Serverless::LayerVersion`: a layer under a logical id that changes with it, so that old versions stay.
 *
 * Documented: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-layerversion.html
 */
export function expandLayerVersion(translation: Translation, sam: SamResource): GeneratedResource[] {
  const { properties } = sam;
  resolveProperties(properties, ['LayerName', 'LicenseInfo', 'Description', 'RetentionPolicy'], translation.parameters);
  const given = properties.getString('RetentionPolicy')?.toLowerCase();
  const retention = RETENTIONS.find((policy) => policy.toLowerCase() === given);
  const attributes = passedOnAttributes(sam);
  attributes.set('DeletionPolicy', retention ?? attributes.get('DeletionPolicy') ?? 'Retain');
  const layer = new GeneratedResource(
    layerLogicalId(sam),
    'AWS::Lambda::LayerVersion',
    attributes,
    sam.resource.get('DependsOn'),
  )
    .set('LayerName', properties.getTrue('LayerName') ?? sam.logicalId)
    .set('Content', artifact(properties.get('ContentUri') ?? null))
    .copy(properties, ['Description', 'CompatibleArchitectures', 'CompatibleRuntimes', 'LicenseInfo']);
  return [layer];
}

function layerLogicalId(sam: SamResource): string {
  const { logicalId, type, resource } = sam;
  const attributes = keptAttributes(sam);
  for (const name of NOT_IN_LOGICAL_ID) attributes.delete(name);
  const layer = mapOf({ Type: type, DependsOn: resource.get('DependsOn') })
    .update(attributes)
    .set('Properties', new SamMap([...sam.properties].filter(([, value]) => value !== null)));
  return hashedLogicalId(logicalId, mapOf({ [logicalId]: layer }));
}
