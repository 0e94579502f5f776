import type { IntegrationResponseProps, MappingExpression } from '../../../rest/integrations/integration.js';
import { escaped } from '../../../rest/templates/velocity-reference.js';
import { pageLimit } from '../page-limit.js';
import { readServiceValue } from '../service-value.js';
import type { DynamoDbReadProps } from './get-item.js';
import { itemJson } from './item-json.js';

/** The pages of a list. */
export interface DynamoDbPageProps<E extends string = MappingExpression> extends DynamoDbReadProps {
  /**
   * The largest number of items that are read for a response, up to 1,000, the most rounds of a loop in a template.
   *
   * @default 100
   */
  readonly limit?: number;

  /**
   * The `nextToken` of the previous response in the request.
   *
   * @default method.request.querystring.nextToken
   */
  readonly nextToken?: E;

  /**
   * The index to read in place of the table.
   *
   * @default - the table
   */
  readonly indexName?: string;
}

/** The largest number of rounds of a loop in a template. */
const MAX_LIMIT = 1000;

/** @throws SluiceError `service-request-invalid` */
export function limitMember({ limit }: DynamoDbPageProps): string {
  return `"Limit":${pageLimit(limit, MAX_LIMIT)}`;
}

/**
 * VTL that prints the key at which a page starts. The token comes from the caller, so its members are printed one by one:
 * it can say nothing but a key.
 */
export function startKeyMember({ nextToken = 'method.request.querystring.nextToken' }: DynamoDbPageProps): string {
  const token = readServiceValue(nextToken);
  if (token.kind === 'literal') return '';
  return [
    `#if(${token.text} != '')`,
    `#set($start = $util.parseJson($util.base64Decode(${token.text}.replace('-', '+').replace('_', '/'))))`,
    ',"ExclusiveStartKey":{#foreach($name in $start.keySet())',
    `"${escaped('$name')}":{#set($typed = $start.get($name))#foreach($type in $typed.keySet())`,
    `"${escaped('$type')}":"${escaped('$typed.get($type).toString()')}"#if($foreach.hasNext),#end#end}`,
    '#if($foreach.hasNext),#end#end}#end',
  ].join('');
}

/** `{"items":[…],"nextToken":"…"}`, without a token on the last page. */
export function pageResponse({ depth }: DynamoDbPageProps): IntegrationResponseProps {
  return {
    statusCode: 200,
    responseTemplates: {
      'application/json': [
        `{"items":[#foreach($item in $input.path('$.Items'))${itemJson('$item', depth)}#if($foreach.hasNext),#end#end]`,
        "#if($input.path('$.LastEvaluatedKey') != '')",
        `,"nextToken":"$util.base64Encode($input.json('$.LastEvaluatedKey')).replace('+', '-').replace('/', '_')"#end}`,
      ].join(''),
    },
  };
}
