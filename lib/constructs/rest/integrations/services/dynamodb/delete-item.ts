import type { DynamoDbTable } from '../../../../integrations/services/dynamodb/table-call.js';
import { deleteItemCall, type DynamoDbDeleteItem } from '../../../../integrations/services/dynamodb/delete-item.js';
import type { IRestIntegration } from '../../integration.js';
import type { ServiceIntegrationProps } from '../service-integration-props.js';
import { ServiceIntegration } from '../service-integration.js';

/** An item to delete. */
export interface DynamoDbDeleteItemProps extends ServiceIntegrationProps, DynamoDbDeleteItem {}

/**
 * Deletes an item. The response is 204.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteItem.html
 */
export function deleteItem(table: DynamoDbTable, props: DynamoDbDeleteItemProps): IRestIntegration {
  return new ServiceIntegration(deleteItemCall(table, props), props);
}
