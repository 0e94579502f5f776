import { own } from '../../../support/own.js';
import type { Translation } from '../translation.js';
import { InvalidDefinition } from '../values/invalid-definition.js';
import { isTruthy, mapOf } from '../values/sam-value.js';
import { mainResource, type GeneratedResource } from './generated-resource.js';
import type { SamResource } from './sam-resource.js';
import { tagList } from './tags.js';

const ATTRIBUTE_TYPES: Readonly<Record<string, string>> = { String: 'S', Number: 'N', Binary: 'B' };

/**
 * `AWS::Serverless::SimpleTable`: a table with one key.
 *
 * Documented: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-simpletable.html
 */
export function expandSimpleTable(_translation: Translation, sam: SamResource): GeneratedResource[] {
  const { properties } = sam;
  const key = properties.getMap('PrimaryKey');
  const AttributeName = key?.get('Name') ?? 'id';
  const AttributeType = own(ATTRIBUTE_TYPES, key === undefined ? 'String' : (key.getString('Type') ?? ''));
  if (AttributeType === undefined)
    throw new InvalidDefinition('The type of the key must be String, Number or Binary', 'PrimaryKey');
  const throughput = properties.getTrue('ProvisionedThroughput');
  const tags = properties.get('Tags');
  const table = mainResource(sam, 'AWS::DynamoDB::Table')
    .set('AttributeDefinitions', [mapOf({ AttributeName, AttributeType })])
    .set('KeySchema', [mapOf({ AttributeName, KeyType: 'HASH' })])
    .set('ProvisionedThroughput', throughput)
    .set('BillingMode', throughput === undefined ? 'PAY_PER_REQUEST' : undefined)
    .copyTrue(properties, ['PointInTimeRecoverySpecification', 'SSESpecification', 'TableName'])
    .set('Tags', isTruthy(tags) ? tagList(tags) : undefined);
  return [table];
}
