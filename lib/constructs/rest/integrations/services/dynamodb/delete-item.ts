import type { IRestIntegration } from '../../integration.js';
import { NO_CONTENT } from '../../../../integrations/services/service-errors.js';
import type { ServiceIntegrationProps } from '../service-integration-props.js';
import { allAttributes, type DynamoDbAttributes } from '../../../../integrations/services/dynamodb/attribute-value.js';
import { conditionMember, valuesMember, type DynamoDbConditionProps } from '../../../../integrations/services/dynamodb/condition.js';
import { ExpressionNames } from '../../../../integrations/services/dynamodb/expression-names.js';
import { tableIntegration, type DynamoDbTable } from './table-call.js';

/** An item to delete. */
export interface DynamoDbDeleteItemProps extends ServiceIntegrationProps, DynamoDbConditionProps {
  /** The item's primary key: `{ petId: 'method.request.path.petId' }`. */
  readonly key: DynamoDbAttributes;

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
export function deleteItem(table: DynamoDbTable, props: DynamoDbDeleteItemProps): IRestIntegration {
  const { mustExist = false } = props;
  const names = new ExpressionNames(props.expressionAttributeNames);
  return tableIntegration(
    table,
    {
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
    },
    props,
  );
}

/** A condition that only asks for existence fails where there is no item; any other may fail for other reasons. */
export function conditionStatus(
  mustExist: boolean,
  { conditionExpression }: DynamoDbConditionProps,
): { readonly ConditionalCheckFailedException: 404 | 409 } {
  return { ConditionalCheckFailedException: mustExist && conditionExpression === undefined ? 404 : 409 };
}
