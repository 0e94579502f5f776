import { describe } from 'vitest';
import type { GatewayResponse, RestApi } from '../../../lib/model/index.js';
import { API, finds } from '../findings.js';

const api = (response: Omit<GatewayResponse, 'responseType'>): RestApi => ({
  ...API,
  gatewayResponses: [{ responseType: 'DEFAULT_4XX', ...response }],
});

const template = (text: string): RestApi => api({ responseTemplates: { 'application/json': text } });

const sentAsItIs = (found: string): string =>
  `warning gateway-response-ineffective gateway response DEFAULT_4XX responseTemplates["application/json"]: The template has "${found}", which is sent as it is: bodies of gateway responses know $context, $stageVariables and $method.request only`;

const header = (path: string): RestApi =>
  api({
    responseParameters: [
      { target: { location: 'header', name: 'X-Type' }, source: { kind: 'context', path } },
      { target: { location: 'header', name: 'X-Fixed' }, source: { kind: 'literal', value: 'context.error.message' } },
    ],
  });

describe('gateway-response-ineffective', () => {
  finds([
    ['the variables of a body', template('{"m":$context.error.messageString,"v":"$stageVariables.v"}'), []],
    ['words that look like directives', template('see /docs#end and #if, C#set'), []],
    ['a directive', template('#if($context.error.message)x#end'), [sentAsItIs('#if(')]],
    ['a directive in braces', template('#{set}($a = 1)'), [sentAsItIs('#{set}(')]],
    ['$input', template('{"body":$input.body}'), [sentAsItIs('$input')]],
    ['$util in braces', template('${util.escapeJavaScript("x")}'), [sentAsItIs('${util')]],
    ['a variable of the context in a header', header('requestId'), []],
    [
      'a variable of the error in a header',
      header('error.responseType'),
      [
        'warning gateway-response-ineffective gateway response DEFAULT_4XX gatewayresponse.header.X-Type: The header is not sent: context.error.responseType is for bodies of gateway responses and access logs',
      ],
    ],
  ]);
});
