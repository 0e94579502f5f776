import { ECHO_URI, type Api } from '../documents.js';
import { gateway } from '../gateway.js';
import { post, RAW, requests } from '../requests.js';
import type { Scenario } from '../scenario.js';

const TEMPLATE = `#set($order = $input.path('$'))
{
  "requestId": "$context.requestId",
  "pet": "$util.escapeJavaScript($input.params('id'))",
  "customer": $input.json('$.customer'),
  "items": [
#foreach($item in $order.items)
    {
      "sku": "$util.escapeJavaScript($item.id)",
      "name": "$util.escapeJavaScript($item.name).replaceAll("\\\\'", "'")",
      "price": $item.price,
      "count": #if($item.count > 9)9#else$item.count#end,
      "position": $foreach.count
    }#if($foreach.hasNext),#end

#end
  ]
}
`;

/** 3.6 KB of JSON. */
export const ORDER = JSON.stringify({
  customer: { name: 'Zoe', city: 'Oslo' },
  items: Array.from({ length: 50 }, (_, index) => ({
    id: `item-${1_000 + index}`,
    name: `A thing with number ${index}`,
    price: 100 + index,
    count: index % 12,
  })),
});

export const CUSTOM: Api = {
  method: 'post',
  operation: {
    'x-amazon-apigateway-integration': {
      type: 'aws',
      httpMethod: 'POST',
      uri: ECHO_URI,
      requestTemplates: { 'application/json': TEMPLATE },
      responses: { default: { statusCode: '200' } },
    },
  },
  handler: `exports.handler = async ({ items }) => ({ message: 'hello', items: items.length });`,
};

export const lambdaCustom: Scenario = {
  name: 'lambda-custom',
  sentence: 'Invoke a function with an event that a template renders from 50 items',
  subject: requests(gateway(CUSTOM, { lambdaIsolation: 'inline' }), post('/prod/pets/7', ORDER)),
  floor: RAW,
  goal: 8,
  limit: 12,
};
