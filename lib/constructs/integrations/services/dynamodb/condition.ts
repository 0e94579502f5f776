import type { MappingExpression } from '../../../rest/integrations/integration.js';
import type { DynamoDbAttributes } from './attribute-value.js';
import { allAttributes } from './attribute-value.js';
import { literal } from '../json-text.js';
import type { ExpressionNames } from './expression-names.js';

/** A condition in DynamoDB's own words, with its placeholders. */
export interface DynamoDbExpressionProps<E extends string = MappingExpression> {
  /**
   * Names of attributes by placeholder: `{ '#state': 'state' }`.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ExpressionAttributeNames.html
   */
  readonly expressionAttributeNames?: Readonly<Record<string, string>>;

  /**
   * Values by placeholder: `{ ':state': 'method.request.querystring.state' }`.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ExpressionAttributeValues.html
   */
  readonly expressionAttributeValues?: DynamoDbAttributes<E>;
}

/** A condition that an item has to meet before it is written. */
export interface DynamoDbConditionProps<E extends string = MappingExpression> extends DynamoDbExpressionProps<E> {
  /**
   * A condition, with placeholders, that the item must meet: `#state = :open`. The response is 409 where it does not.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ConditionExpressions.html
   */
  readonly conditionExpression?: string;
}

/**
 * The member of a request for the condition; empty without one.
 *
 * @param existence whether there has to be an item with this key, or none
 */
export function conditionMember(
  props: DynamoDbConditionProps & { readonly key: DynamoDbAttributes },
  existence: 'attribute_exists' | 'attribute_not_exists' | undefined,
  names: ExpressionNames,
): string {
  const [keyName] = Object.keys(props.key);
  const conditions = [
    ...(existence === undefined || keyName === undefined ? [] : [`${existence}(${names.placeholder(keyName)})`]),
    ...(props.conditionExpression === undefined ? [] : [`(${props.conditionExpression})`]),
  ];
  return conditions.length === 0 ? '' : `"ConditionExpression":${literal(conditions.join(' AND '))}`;
}

/** The member of a request for the values of expressions; empty without any. */
export function valuesMember(values: DynamoDbAttributes | undefined): string {
  return values === undefined || Object.keys(values).length === 0
    ? ''
    : `"ExpressionAttributeValues":${allAttributes(values)}`;
}
