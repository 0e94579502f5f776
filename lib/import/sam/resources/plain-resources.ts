import { own } from '../../../support/own.js';
import { keptAttributes, passedOnAttributes, type SamResource, type Translation } from '../translation.js';
import { InvalidDefinition } from '../values/invalid-definition.js';
import { hashedLogicalId } from '../values/logical-id.js';
import { resolveParameters } from '../values/parameters.js';
import { SamMap, mapOf, copyOf, stringOf, isTruthy, type SamValue } from '../values/sam-value.js';
import { artifact } from './function-code.js';
import { GeneratedResource } from './generated-resource.js';
import { tagList } from './tags.js';

const ATTRIBUTE_TYPES: Readonly<Record<string, string>> = { String: 'S', Number: 'N', Binary: 'B' };

/** `AWS::Serverless::SimpleTable`: a table with one key. */
export function expandSimpleTable(_translation: Translation, sam: SamResource): GeneratedResource[] {
  const { properties } = sam;
  const key = properties.getMap('PrimaryKey');
  const name = key?.get('Name') ?? 'id';
  const type = own(ATTRIBUTE_TYPES, key === undefined ? 'String' : (key.getString('Type') ?? ''));
  if (type === undefined)
    throw new InvalidDefinition('Cannot make the table: the type of its key is String, Number or Binary', 'PrimaryKey');
  const table = new GeneratedResource(
    sam.logicalId,
    'AWS::DynamoDB::Table',
    keptAttributes(sam.resource),
    sam.resource.get('DependsOn'),
  )
    .set('AttributeDefinitions', [mapOf({ AttributeName: name, AttributeType: type })])
    .set('KeySchema', [mapOf({ AttributeName: name, KeyType: 'HASH' })]);
  const throughput = properties.get('ProvisionedThroughput');
  if (isTruthy(throughput)) table.set('ProvisionedThroughput', throughput);
  else table.set('BillingMode', 'PAY_PER_REQUEST');
  for (const property of ['PointInTimeRecoverySpecification', 'SSESpecification', 'TableName']) {
    const value = properties.get(property);
    if (isTruthy(value)) table.set(property, value);
  }
  const tags = properties.get('Tags');
  return [isTruthy(tags) ? table.set('Tags', tagList(tags)) : table];
}

const LAYER_HASH_LEAVES_OUT = ['DeletionPolicy', 'UpdateReplacePolicy', 'Metadata'];

/** `AWS::Serverless::LayerVersion`: a layer under a logical id that changes with it, so that old versions stay. */
export function expandLayerVersion(translation: Translation, sam: SamResource): GeneratedResource[] {
  const { properties } = sam;
  for (const name of ['LayerName', 'LicenseInfo', 'Description', 'RetentionPolicy']) {
    const value = properties.get(name);
    if (isTruthy(value)) properties.set(name, resolveParameters(value, translation.parameters));
  }
  const retention = ['Retain', 'Delete'].find(
    (policy) => policy.toLowerCase() === properties.getString('RetentionPolicy')?.toLowerCase(),
  );
  const attributes = passedOnAttributes(sam.resource);
  attributes.set('DeletionPolicy', retention ?? attributes.get('DeletionPolicy') ?? 'Retain');
  const logicalId = layerLogicalId(sam);
  const layer = new GeneratedResource(logicalId, 'AWS::Lambda::LayerVersion', attributes, sam.resource.get('DependsOn'))
    .set('LayerName', isTruthy(properties.get('LayerName')) ? properties.get('LayerName') : sam.logicalId)
    .set('Content', artifact(properties.get('ContentUri') ?? null));
  for (const name of ['Description', 'CompatibleArchitectures', 'CompatibleRuntimes', 'LicenseInfo'])
    layer.set(name, properties.get(name));
  return [layer];
}

function layerLogicalId(sam: SamResource): string {
  const present = [...sam.properties].filter(([, value]) => value !== null);
  const layer = mapOf({ Type: sam.type, DependsOn: sam.resource.get('DependsOn') });
  for (const [name, value] of keptAttributes(sam.resource))
    if (!LAYER_HASH_LEAVES_OUT.includes(name)) layer.set(name, value);
  const properties = new SamMap();
  for (const [name, value] of present) properties.set(name, value);
  const id = sam.logicalId;
  return hashedLogicalId(id, mapOf({ [id]: layer.set('Properties', properties) }));
}

/**
 * `AWS::Serverless::Application`: a nested stack. One of the application repository has its template there, and is named.
 */
export function expandApplication(translation: Translation, sam: SamResource): GeneratedResource[] {
  const { properties } = sam;
  const location = properties.get('Location') ?? null;
  if (typeof location !== 'string')
    translation.report(
      'not-read',
      { element: sam.logicalId, property: 'Location' },
      `Cannot read the application ${stringOf(location instanceof SamMap ? location.get('ApplicationId') : undefined) ?? ''}: its template is in the Serverless Application Repository`,
    );
  const stack = new GeneratedResource(
    sam.logicalId,
    'AWS::CloudFormation::Stack',
    passedOnAttributes(sam.resource),
    sam.resource.get('DependsOn'),
  );
  for (const name of ['Parameters', 'NotificationARNs', 'TimeoutInMinutes']) stack.set(name, properties.get(name));
  const own: SamValue = typeof location === 'string' ? location : '';
  return [
    stack
      .set('TemplateURL', copyOf(own))
      .set('Tags', [
        mapOf({ Key: 'lambda:createdBy', Value: 'SAM' }),
        ...repositoryTags(location),
        ...tagList(properties.get('Tags')),
      ]),
  ];
}

function repositoryTags(location: SamValue): SamValue[] {
  if (!(location instanceof SamMap)) return [];
  return [
    ['serverlessrepo:applicationId', location.get('ApplicationId')] as const,
    ['serverlessrepo:semanticVersion', location.get('SemanticVersion')] as const,
  ].flatMap(([key, value]) => (value === undefined || value === null ? [] : [mapOf({ Key: key, Value: value })]));
}
