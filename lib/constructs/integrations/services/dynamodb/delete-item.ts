import type { MappingExpression } from '../../../rest/integrations/integration.js';
import { NO_CONTENT } from '../service-errors.js';
import { allAttributes, type DynamoDbAttributes } from './attribute-value.js';
import { conditionMember, valuesMember, type DynamoDbConditionProps } from './condition.js';
import { ExpressionNames } from './expression-names.js';
import { tableCall, type DynamoDbTable } from './table-call.js';
import type { ServiceCall } from '../service-call.js';

/** An item to delete. */
export interface DynamoDbDeleteItem<E extends string = MappingExpression> extends DynamoDbConditionProps<E> {
  /** The item's primary key: `{ petId: 'method.request.path.petId' }`. */
  readonly key: DynamoDbAttributes<E>;

  /**
   * Whether the item must exist. The response is 404 where it does not.
   *
   * @default false - the response is 204 whether or not the item exists
   */
  readonly mustExist?: boolean;
}

/**
 * Deletes an item. The response is 204.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteItem.html
 */
export function deleteItemCall(table: DynamoDbTable, props: DynamoDbDeleteItem): ServiceCall {
  const { mustExist = false } = props;
  const names = new ExpressionNames(props.expressionAttributeNames);
  return tableCall(table, {
    action: 'DeleteItem',
    access: 'write',
    members: [
      `"Key":${allAttributes(props.key)}`,
      conditionMember(props, mustExist ? 'attribute_exists' : undefined, names),
      names.member(),
      valuesMember(props.expressionAttributeValues),
    ],
    success: NO_CONTENT,
    errorStatuses: conditionStatus(mustExist, props),
  });
}

/** A condition that only asks for existence fails where there is no item; any other may fail for other reasons. */
export function conditionStatus(
  mustExist: boolean,
  { conditionExpression }: DynamoDbConditionProps,
): { readonly ConditionalCheckFailedException: 404 | 409 } {
  return { ConditionalCheckFailedException: mustExist && conditionExpression === undefined ? 404 : 409 };
}
