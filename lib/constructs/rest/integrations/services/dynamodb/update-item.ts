import type { DynamoDbTable } from '../../../../integrations/services/dynamodb/table-call.js';
import { updateItemCall, type DynamoDbUpdateItem } from '../../../../integrations/services/dynamodb/update-item.js';
import type { IRestIntegration } from '../../integration.js';
import type { ServiceIntegrationProps } from '../service-integration-props.js';
import { ServiceIntegration } from '../service-integration.js';

/** Changes of an item. */
export interface DynamoDbUpdateItemProps extends ServiceIntegrationProps, DynamoDbUpdateItem {}

/**
 * Changes an item and returns the whole item as plain JSON. The response is 400 where the request has no value for any of
 * the attributes.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateItem.html
 */
export function updateItem(table: DynamoDbTable, props: DynamoDbUpdateItemProps): IRestIntegration {
  return new ServiceIntegration(updateItemCall(table, props), props);
}
