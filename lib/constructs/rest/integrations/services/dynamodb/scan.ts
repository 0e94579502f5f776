import type { IRestIntegration } from '../../integration.js';
import type { ServiceIntegrationProps } from '../service-integration-props.js';
import { valuesMember } from '../../../../integrations/services/dynamodb/condition.js';
import { ExpressionNames } from '../../../../integrations/services/dynamodb/expression-names.js';
import { pageResponse, startKeyMember, type DynamoDbPageProps } from './paged-read.js';
import { readMembers, type DynamoDbFilterProps } from './query.js';
import { tableIntegration, type DynamoDbTable } from './table-call.js';

/** Items of a whole table or index. */
export interface DynamoDbScanProps extends ServiceIntegrationProps, DynamoDbPageProps, DynamoDbFilterProps {}

/**
 * Returns items of a whole table as plain JSON, `{"items":[…],"nextToken":"…"}`.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Scan.html
 */
export function scan(table: DynamoDbTable, props: DynamoDbScanProps = {}): IRestIntegration {
  const names = new ExpressionNames(props.expressionAttributeNames);
  const projection = names.projection(props.attributes);
  return tableIntegration(
    table,
    {
      action: 'Scan',
      access: 'read',
      ...(props.indexName !== undefined && { indexName: props.indexName }),
      members: [...readMembers(props), projection, names.member(), valuesMember(props.expressionAttributeValues)],
      optionalMembers: startKeyMember(props),
      success: pageResponse(props),
    },
    props,
  );
}
