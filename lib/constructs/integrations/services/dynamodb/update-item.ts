import type { MappingExpression } from '../../../rest/integrations/integration.js';
import { allAttributes, type DynamoDbAttributes } from './attribute-value.js';
import { conditionMember, type DynamoDbConditionProps } from './condition.js';
import { conditionStatus } from './delete-item.js';
import { ExpressionNames } from './expression-names.js';
import { itemJson } from './item-json.js';
import { tableCall, type DynamoDbTable } from './table-call.js';
import { UpdateExpression } from './update-expression.js';
import type { ServiceCall } from '../service-call.js';

/** Changes of an item. */
export interface DynamoDbUpdateItem<E extends string = MappingExpression> extends DynamoDbConditionProps<E> {
  /** The item's primary key: `{ petId: 'method.request.path.petId' }`. */
  readonly key: DynamoDbAttributes<E>;

  /**
   * Attributes to set. Attributes without a value, or with an empty one, in the request stay unchanged.
   *
   * @default - none
   */
  readonly set?: DynamoDbAttributes<E>;

  /**
   * Numbers to add to attributes, or members to add to sets: `{ visits: { N: "'1'" } }`.
   *
   * @default - none
   */
  readonly add?: DynamoDbAttributes<E>;

  /**
   * Attributes to remove.
   *
   * @default - none
   */
  readonly remove?: readonly string[];

  /**
   * Whether the item must exist. The response is 404 where it does not.
   *
   * @default false - a missing item is created
   */
  readonly mustExist?: boolean;

  /**
   * The levels of lists and maps that the response contains; deeper values are null.
   *
   * @default 2
   */
  readonly depth?: number;
}

/**
 * Changes an item and returns the whole item as plain JSON. The response is 400 where the request has no value for any of
 * the attributes.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateItem.html
 */
export function updateItemCall(table: DynamoDbTable, props: DynamoDbUpdateItem): ServiceCall {
  const { mustExist = false } = props;
  const names = new ExpressionNames(props.expressionAttributeNames);
  const condition = conditionMember(props, mustExist ? 'attribute_exists' : undefined, names);
  const update = new UpdateExpression(props, names);
  return tableCall(table, {
    action: 'UpdateItem',
    access: 'write',
    members: [`"Key":${allAttributes(props.key)}`, '"ReturnValues":"ALL_NEW"', update.member(), condition],
    optionalMembers: update.placeholderMembers(props.expressionAttributeValues),
    success: {
      statusCode: 200,
      responseTemplates: {
        'application/json': `#set($item = $input.path('$.Attributes'))${itemJson('$item', props.depth)}`,
      },
    },
    errorStatuses: conditionStatus(mustExist, props),
  });
}
