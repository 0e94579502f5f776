import type { MappingExpression } from '../../../rest/integrations/integration.js';
import { valuesMember } from './condition.js';
import { ExpressionNames } from './expression-names.js';
import { pageResponse, startKeyMember, type DynamoDbPageProps } from './paged-read.js';
import { readMembers, type DynamoDbFilterProps } from './query.js';
import { tableCall, type DynamoDbTable } from './table-call.js';
import type { ServiceCall } from '../service-call.js';

/** Items of a whole table or index. */
export interface DynamoDbScan<E extends string = MappingExpression>
  extends DynamoDbPageProps<E>, DynamoDbFilterProps<E> {}

/**
 * Returns items of a whole table as plain JSON, `{"items":[…],"nextToken":"…"}`.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Scan.html
 */
export function scanCall(table: DynamoDbTable, props: DynamoDbScan = {}): ServiceCall {
  const names = new ExpressionNames(props.expressionAttributeNames);
  const projection = names.projection(props.attributes);
  return tableCall(table, {
    action: 'Scan',
    access: 'read',
    ...(props.indexName !== undefined && { indexName: props.indexName }),
    members: [...readMembers(props), projection, names.member(), valuesMember(props.expressionAttributeValues)],
    optionalMembers: startKeyMember(props),
    success: pageResponse(props),
  });
}
