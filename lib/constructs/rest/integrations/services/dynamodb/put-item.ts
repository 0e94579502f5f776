import type { DynamoDbTable } from '../../../../integrations/services/dynamodb/table-call.js';
import { putItemCall, type DynamoDbPutItem } from '../../../../integrations/services/dynamodb/put-item.js';
import type { IRestIntegration } from '../../integration.js';
import type { ServiceIntegrationProps } from '../service-integration-props.js';
import { ServiceIntegration } from '../service-integration.js';

/** An item to write. */
export interface DynamoDbPutItemProps extends ServiceIntegrationProps, DynamoDbPutItem {}

/**
 * Writes an item. The response is 200, or 201 with `mustNotExist`, and contains the generated members of the key.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html
 */
export function putItem(table: DynamoDbTable, props: DynamoDbPutItemProps): IRestIntegration {
  return new ServiceIntegration(putItemCall(table, props), props);
}
