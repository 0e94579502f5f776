import { describe } from 'vitest';
import { parseSelectionExpression, type WebSocketRoute } from '../../../lib/model/index.js';
import { finds, mock, webSocketRoute } from '../findings.js';

const message = (text: string) => parseSelectionExpression(text, 'message-expression');
const response = (text: string) => parseSelectionExpression(text, 'integration-response-expression');

function templates(expression: string, ...keys: readonly string[]): Partial<WebSocketRoute> {
  const requestTemplates = Object.fromEntries(keys.map((key) => [key, '{}']));
  return { integration: { ...mock, templateSelectionExpression: message(expression), requestTemplates } };
}

describe('selection-unmatched', () => {
  finds([
    ['nothing in a template that is there', webSocketRoute(templates('\\$default', '$default')), []],
    ['nothing where $default is left', webSocketRoute(templates('send', 'other', '$default')), []],
    ['nothing where a value selects', webSocketRoute(templates('${request.body.a}', 'other')), []],
    ['nothing where there are no templates', webSocketRoute(templates('send')), []],
    [
      'a template',
      webSocketRoute(templates('\\$default', 'application/json', 'a')),
      [
        'warning selection-unmatched send templateSelectionExpression: The expression selects the template "$default"; there are application/json, a',
      ],
    ],
    [
      'models, and the template of a response',
      {
        ...webSocketRoute({
          modelSelectionExpression: message('text'),
          requestModels: { other: 'Text' },
          responses: [
            {
              ...{ routeResponseKey: '$default', responseModels: { a: 'Text' } },
              modelSelectionExpression: response('b'),
            },
          ],
          integration: {
            ...mock,
            responses: [
              {
                ...{ integrationResponseKey: '$default', responseTemplates: { a: '{}' } },
                templateSelectionExpression: response('b'),
              },
            ],
          },
        }),
        models: [{ name: 'Text', schema: {} }],
      },
      [
        'warning selection-unmatched send modelSelectionExpression: The expression selects the model "text"; there are other',
        'warning selection-unmatched send response $default modelSelectionExpression: The expression selects the model "b"; there are a',
        'warning selection-unmatched send integration response $default templateSelectionExpression: The expression selects the template "b"; there are a',
      ],
    ],
  ]);
});
