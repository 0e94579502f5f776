import type { DynamoDbTable } from '../../../../integrations/services/dynamodb/table-call.js';
import { queryCall, type DynamoDbQuery } from '../../../../integrations/services/dynamodb/query.js';
import type { IRestIntegration } from '../../integration.js';
import type { ServiceIntegrationProps } from '../service-integration-props.js';
import { ServiceIntegration } from '../service-integration.js';

/** Items of one partition. */
export interface DynamoDbQueryProps extends ServiceIntegrationProps, DynamoDbQuery {}

/**
 * Returns items of one partition as plain JSON, `{"items":[…],"nextToken":"…"}`.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html
 */
export function query(table: DynamoDbTable, props: DynamoDbQueryProps): IRestIntegration {
  return new ServiceIntegration(queryCall(table, props), props);
}
