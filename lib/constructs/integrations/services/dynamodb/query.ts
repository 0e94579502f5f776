import type { MappingExpression } from '../../../rest/integrations/integration.js';
import { literal } from '../json-text.js';
import { readServiceValue } from '../service-value.js';
import type { DynamoDbAttributes } from './attribute-value.js';
import { valuesMember, type DynamoDbExpressionProps } from './condition.js';
import { ExpressionNames } from './expression-names.js';
import { limitMember, pageResponse, startKeyMember, type DynamoDbPageProps } from './paged-read.js';
import { tableCall, type DynamoDbTable } from './table-call.js';
import type { ServiceCall } from '../service-call.js';

/** Items of one partition. */
export interface DynamoDbQuery<E extends string = MappingExpression>
  extends DynamoDbPageProps<E>, DynamoDbFilterProps<E> {
  /** The partition key, and the beginning of a composite one: `{ owner: 'method.request.path.owner' }`. */
  readonly key: DynamoDbAttributes<E>;

  /**
   * A condition for the sort key, with placeholders: `begins_with(created, :year)`.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.KeyConditionExpressions.html
   */
  readonly sortKeyCondition?: string;

  /**
   * The order of the items by their sort key. An expression gives `true` for the ascending one.
   *
   * @default true - ascending
   */
  readonly scanIndexForward?: boolean | E;
}

/** Filters the items that are read. */
export interface DynamoDbFilterProps<E extends string = MappingExpression> extends DynamoDbExpressionProps<E> {
  /**
   * A condition, with placeholders, that an item must meet to be returned: `age > :age`.
   *
   * @default - all items are returned
   */
  readonly filterExpression?: string;
}

/**
 * Returns items of one partition as plain JSON, `{"items":[…],"nextToken":"…"}`.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html
 */
export function queryCall(table: DynamoDbTable, props: DynamoDbQuery): ServiceCall {
  const names = new ExpressionNames(props.expressionAttributeNames);
  const keys = Object.entries(props.key).map(([name, value], index) => ({
    condition: `${names.placeholder(name)} = :k_${index}`,
    value: [`:k_${index}`, value] as const,
  }));
  const condition = [
    ...keys.map((key) => key.condition),
    ...(props.sortKeyCondition === undefined ? [] : [props.sortKeyCondition]),
  ];
  const projection = names.projection(props.attributes);
  return tableCall(table, {
    action: 'Query',
    access: 'read',
    ...(props.indexName !== undefined && { indexName: props.indexName }),
    members: [
      `"KeyConditionExpression":${literal(condition.join(' AND '))}`,
      ...readMembers(props),
      order(props.scanIndexForward),
      projection,
      names.member(),
      valuesMember({ ...props.expressionAttributeValues, ...Object.fromEntries(keys.map(({ value }) => value)) }),
    ],
    optionalMembers: startKeyMember(props),
    success: pageResponse(props),
  });
}

/** The members of a request that queries and scans share. */
export function readMembers(props: DynamoDbPageProps & DynamoDbFilterProps): readonly string[] {
  return [
    limitMember(props),
    props.indexName === undefined ? '' : `"IndexName":${literal(props.indexName)}`,
    props.filterExpression === undefined ? '' : `"FilterExpression":${literal(props.filterExpression)}`,
    props.consistentRead === true ? '"ConsistentRead":true' : '',
  ];
}

function order(scanIndexForward: boolean | MappingExpression = true): string {
  if (scanIndexForward === true) return '';
  if (scanIndexForward === false) return '"ScanIndexForward":false';
  const value = readServiceValue(scanIndexForward);
  if (value.kind === 'literal') return `"ScanIndexForward":${String(value.text !== 'false')}`;
  return `"ScanIndexForward":#if(${value.text} == 'false')false#{else}true#end`;
}
