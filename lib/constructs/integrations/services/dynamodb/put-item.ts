import type { MappingExpression } from '../../../rest/integrations/integration.js';
import { jsonText, literal } from '../json-text.js';
import { presentAttributes, type DynamoDbAttributes, type DynamoDbValue } from './attribute-value.js';
import { conditionMember, valuesMember, type DynamoDbConditionProps } from './condition.js';
import { ExpressionNames } from './expression-names.js';
import { tableCall, type DynamoDbTable } from './table-call.js';
import type { ServiceCall } from '../service-call.js';

/** An item to write. */
export interface DynamoDbPutItem<E extends string = MappingExpression> extends DynamoDbConditionProps<E> {
  /**
   * The item's primary key. `context.requestId` generates a key, which the response contains.
   *
   * @example { petId: 'context.requestId' }
   */
  readonly key: DynamoDbAttributes<E>;

  /**
   * The item's other attributes. Attributes without a value, or with an empty one, in the request are omitted.
   *
   * @default - none
   */
  readonly item?: DynamoDbAttributes<E>;

  /**
   * Whether the item must be new. The response is 201, or 409 where an item has the same key.
   *
   * @default false - an item with the same key is replaced
   */
  readonly mustNotExist?: boolean;
}

/**
 * Writes an item. The response is 200, or 201 with `mustNotExist`, and contains the generated members of the key.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html
 */
export function putItemCall(table: DynamoDbTable, props: DynamoDbPutItem): ServiceCall {
  const { key, item = {}, mustNotExist = false } = props;
  const names = new ExpressionNames(props.expressionAttributeNames);
  return tableCall(table, {
    action: 'PutItem',
    access: 'write',
    members: [
      `"Item":${presentAttributes({ ...item, ...key })}`,
      conditionMember(props, mustNotExist ? 'attribute_not_exists' : undefined, names),
      names.member(),
      valuesMember(props.expressionAttributeValues),
    ],
    success: {
      statusCode: mustNotExist ? 201 : 200,
      responseTemplates: { 'application/json': generatedMembers(key) },
    },
  });
}

function generatedMembers(key: DynamoDbAttributes): string {
  const members = Object.entries(key).flatMap(([name, value]) => {
    const expression = generatedBy(value);
    return expression === undefined ? [] : [`${literal(name)}:${jsonText(expression)}`];
  });
  return `{${members.join(',')}}`;
}

function generatedBy(value: DynamoDbValue): string | undefined {
  const [expression] = typeof value === 'string' ? [value] : (Object.values(value) as readonly unknown[]);
  return typeof expression === 'string' && expression.startsWith('context.') ? expression : undefined;
}
