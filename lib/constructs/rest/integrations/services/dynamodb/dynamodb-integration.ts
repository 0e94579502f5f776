import { deleteItem } from './delete-item.js';
import { getItem } from './get-item.js';
import { putItem } from './put-item.js';
import { query } from './query.js';
import { scan } from './scan.js';
import { updateItem } from './update-item.js';

/**
 * Calls a DynamoDB table without a Lambda function. Each operation writes its templates, grants its one action on the
 * table, and maps errors to statuses.
 *
 * Values are mapping expressions. They are escaped, so that a caller cannot change the request.
 *
 * @example
 * const key = { petId: 'method.request.path.petId' };
 * api.get('/pets/{petId}', DynamoDbIntegration.getItem(table, { key }));
 * api.put('/pets/{petId}', DynamoDbIntegration.putItem(table, { key, item: { name: 'method.request.body.name' } }));
 */
export const DynamoDbIntegration = {
  /** Returns an item. */
  getItem,

  /** Writes an item. */
  putItem,

  /** Changes an item. */
  updateItem,

  /** Deletes an item. */
  deleteItem,

  /** Returns items of one partition. */
  query,

  /** Returns items of a whole table or index. */
  scan,
} as const;

export type { DynamoDbAttributes, DynamoDbValue } from '../../../../integrations/services/dynamodb/attribute-value.js';
export type {
  DynamoDbConditionProps,
  DynamoDbExpressionProps,
} from '../../../../integrations/services/dynamodb/condition.js';
export type { DynamoDbDeleteItemProps } from './delete-item.js';
export type { DynamoDbReadProps } from '../../../../integrations/services/dynamodb/get-item.js';
export type { DynamoDbGetItemProps } from './get-item.js';
export type { DynamoDbPageProps } from '../../../../integrations/services/dynamodb/paged-read.js';
export type { DynamoDbPutItemProps } from './put-item.js';
export type { DynamoDbFilterProps } from '../../../../integrations/services/dynamodb/query.js';
export type { DynamoDbQueryProps } from './query.js';
export type { DynamoDbScanProps } from './scan.js';
export type { DynamoDbTable } from '../../../../integrations/services/dynamodb/table-call.js';
export type { DynamoDbUpdateItemProps } from './update-item.js';
