import type { MappingExpression } from '../../../rest/integrations/integration.js';
import { respondWith } from '../service-errors.js';
import { allAttributes, type DynamoDbAttributes } from './attribute-value.js';
import { ExpressionNames } from './expression-names.js';
import { itemJson } from './item-json.js';
import { tableCall, type DynamoDbTable } from './table-call.js';
import type { ServiceCall } from '../service-call.js';

/** One item of a table. */
export interface DynamoDbGetItem<E extends string = MappingExpression> extends DynamoDbReadProps {
  /** The item's primary key: `{ petId: 'method.request.path.petId' }`. */
  readonly key: DynamoDbAttributes<E>;
}

/** How items are read. */
export interface DynamoDbReadProps {
  /**
   * The attributes that the response contains.
   *
   * @default - all
   */
  readonly attributes?: readonly string[];

  /**
   * Whether the read is strongly consistent.
   *
   * @default false
   */
  readonly consistentRead?: boolean;

  /**
   * The levels of lists and maps that the response contains. Each makes the template longer; deeper values are null.
   *
   * @default 2
   */
  readonly depth?: number;
}

/**
 * Returns an item as plain JSON. The response is 404 where there is no such item.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetItem.html
 */
export function getItemCall(table: DynamoDbTable, props: DynamoDbGetItem): ServiceCall {
  const names = new ExpressionNames();
  const projection = names.projection(props.attributes);
  return tableCall(table, {
    action: 'GetItem',
    access: 'read',
    members: [
      `"Key":${allAttributes(props.key)}`,
      projection,
      names.member(),
      props.consistentRead === true ? '"ConsistentRead":true' : '',
    ],
    success: {
      statusCode: 200,
      responseTemplates: {
        'application/json': [
          "#set($item = $input.path('$.Item'))",
          `#if($item == '')${respondWith(404)}`,
          `#{else}${itemJson('$item', props.depth)}#end`,
        ].join(''),
      },
    },
  });
}
