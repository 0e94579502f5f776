import type { IRestIntegration } from '../../integration.js';
import { respondWith } from '../../../../integrations/services/service-errors.js';
import type { ServiceIntegrationProps } from '../service-integration-props.js';
import { allAttributes, type DynamoDbAttributes } from '../../../../integrations/services/dynamodb/attribute-value.js';
import { ExpressionNames } from '../../../../integrations/services/dynamodb/expression-names.js';
import { itemJson } from '../../../../integrations/services/dynamodb/item-json.js';
import { tableIntegration, type DynamoDbTable } from './table-call.js';

/** One item of a table. */
export interface DynamoDbGetItemProps extends ServiceIntegrationProps, DynamoDbReadProps {
  /** The item's primary key: `{ petId: 'method.request.path.petId' }`. */
  readonly key: DynamoDbAttributes;
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
export function getItem(table: DynamoDbTable, props: DynamoDbGetItemProps): IRestIntegration {
  const names = new ExpressionNames();
  const projection = names.projection(props.attributes);
  return tableIntegration(
    table,
    {
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
    },
    props,
  );
}
