import type { IRestIntegration } from '../../integration.js';
import type { ServiceIntegrationProps } from '../service-integration-props.js';
import { allAttributes, type DynamoDbAttributes } from './attribute-value.js';
import { conditionMember, type DynamoDbConditionProps } from './condition.js';
import { conditionStatus } from './delete-item.js';
import { ExpressionNames } from './expression-names.js';
import { DEFAULT_DEPTH, itemJson } from './item-json.js';
import { tableIntegration, type DynamoDbTable } from './table-call.js';
import { UpdateExpression } from './update-expression.js';

/** Changes of an item. */
export interface DynamoDbUpdateItemProps extends ServiceIntegrationProps, DynamoDbConditionProps {
  /** The item's primary key: `{ petId: 'method.request.path.petId' }`. */
  readonly key: DynamoDbAttributes;

  /**
   * Attributes to set. One that the request has no value for, or an empty one, stays as it is.
   *
   * @default - none
   */
  readonly set?: DynamoDbAttributes;

  /**
   * Numbers to add to attributes, or members to add to sets: `{ visits: { N: "'1'" } }`.
   *
   * @default - none
   */
  readonly add?: DynamoDbAttributes;

  /**
   * Attributes to remove.
   *
   * @default - none
   */
  readonly remove?: readonly string[];

  /**
   * Whether there has to be such an item: the response is 404 where there is none.
   *
   * @default false - an item is made where there is none
   */
  readonly mustExist?: boolean;

  /**
   * How many levels of lists and maps within the item the response has.
   *
   * @default 2
   */
  readonly depth?: number;
}

/**
 * Changes an item and answers with all of it as plain JSON. A request that has no value for any of the attributes is a
 * 400.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateItem.html
 */
export function updateItem(table: DynamoDbTable, props: DynamoDbUpdateItemProps): IRestIntegration {
  const { mustExist = false } = props;
  const names = new ExpressionNames(props.expressionAttributeNames);
  const condition = conditionMember(props, mustExist ? 'attribute_exists' : undefined, names);
  const update = new UpdateExpression(props, names);
  return tableIntegration(
    table,
    {
      action: 'UpdateItem',
      access: 'write',
      members: [`"Key":${allAttributes(props.key)}`, '"ReturnValues":"ALL_NEW"', update.member(), condition],
      optionalMembers: update.placeholderMembers(props.expressionAttributeValues),
      success: {
        statusCode: 200,
        responseTemplates: {
          'application/json': `#set($item = $input.path('$.Attributes'))${itemJson('$item', props.depth ?? DEFAULT_DEPTH)}`,
        },
      },
      errorStatuses: conditionStatus(mustExist, props),
    },
    props,
  );
}
