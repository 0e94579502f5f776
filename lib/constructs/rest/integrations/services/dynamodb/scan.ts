import type { DynamoDbTable } from '../../../../integrations/services/dynamodb/table-call.js';
import { scanCall, type DynamoDbScan } from '../../../../integrations/services/dynamodb/scan.js';
import type { IRestIntegration } from '../../integration.js';
import type { ServiceIntegrationProps } from '../service-integration-props.js';
import { ServiceIntegration } from '../service-integration.js';

/** Items of a whole table or index. */
export interface DynamoDbScanProps extends ServiceIntegrationProps, DynamoDbScan {}

/**
 * Returns items of a whole table as plain JSON, `{"items":[…],"nextToken":"…"}`.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Scan.html
 */
export function scan(table: DynamoDbTable, props: DynamoDbScanProps = {}): IRestIntegration {
  return new ServiceIntegration(scanCall(table, props), props);
}
