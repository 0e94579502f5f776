import type { DynamoDbTable } from '../../../../integrations/services/dynamodb/table-call.js';
import { getItemCall, type DynamoDbGetItem } from '../../../../integrations/services/dynamodb/get-item.js';
import type { IRestIntegration } from '../../integration.js';
import type { ServiceIntegrationProps } from '../service-integration-props.js';
import { ServiceIntegration } from '../service-integration.js';

/** One item of a table. */
export interface DynamoDbGetItemProps extends ServiceIntegrationProps, DynamoDbGetItem {}

/**
 * Returns an item as plain JSON. The response is 404 where there is no such item.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetItem.html
 */
export function getItem(table: DynamoDbTable, props: DynamoDbGetItemProps): IRestIntegration {
  return new ServiceIntegration(getItemCall(table, props), props);
}
