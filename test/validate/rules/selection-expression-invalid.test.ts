import { describe } from 'vitest';
import {
  parseSelectionExpression,
  type SelectionExpression,
  type SelectionLanguage,
} from '../../../lib/model/index.js';
import { finds, mock, webSocketRoute } from '../findings.js';

const none = <L extends SelectionLanguage>(language: L): SelectionExpression<L> =>
  parseSelectionExpression('${action}', language);

const MESSAGE = 'text with $request.body.x, $request.header.x, $request.querystring.x, $context.x, $stageVariables.x';
const RESPONSE = `${MESSAGE}, $integration.response.statuscode, $integration.response.header.x, $integration.response.body.x`;

describe('selection-expression-invalid', () => {
  finds([
    [
      'each expression that is none',
      {
        ...webSocketRoute({
          modelSelectionExpression: none('message-expression'),
          routeResponseSelectionExpression: none('message-expression'),
          responses: [
            {
              routeResponseKey: '$default',
              modelSelectionExpression: none('integration-response-expression'),
            },
          ],
          integration: {
            ...mock,
            templateSelectionExpression: none('message-expression'),
            responses: [
              {
                integrationResponseKey: '$default',
                templateSelectionExpression: none('integration-response-expression'),
              },
            ],
          },
        }),
        routeSelectionExpression: none('message-expression'),
        apiKeySelectionExpression: none('message-expression'),
      },
      [
        ['the API routeSelectionExpression', MESSAGE],
        ['the API apiKeySelectionExpression', MESSAGE],
        ['send modelSelectionExpression', MESSAGE],
        ['send routeResponseSelectionExpression', MESSAGE],
        ['send response $default modelSelectionExpression', RESPONSE],
        ['send templateSelectionExpression', MESSAGE],
        ['send integration response $default templateSelectionExpression', RESPONSE],
      ].map(
        ([place = '', expected = '']) =>
          `error parameter-mapping-invalid ${place}: "\${action}" is not a selection expression; expected ${expected}`,
      ),
    ],
    [
      'nothing in what API Gateway documents',
      {
        ...webSocketRoute({
          routeResponseSelectionExpression: parseSelectionExpression('$default', 'message-expression'),
          responses: [{ routeResponseKey: '$default' }],
          integration: { ...mock, responses: [{ integrationResponseKey: '$default' }] },
        }),
        routeSelectionExpression: parseSelectionExpression(
          '${request.header.v}${request.body.a}',
          'message-expression',
        ),
        apiKeySelectionExpression: parseSelectionExpression(
          '$context.authorizer.usageIdentifierKey',
          'message-expression',
        ),
      },
      [],
    ],
    [
      'what API Gateway documents no use of',
      {
        ...webSocketRoute({
          routeResponseSelectionExpression: parseSelectionExpression('$request.body.a', 'message-expression'),
          responses: [{ routeResponseKey: '$default' }],
          integration: { ...mock, responses: [{ integrationResponseKey: '$default' }] },
        }),
        routeSelectionExpression: parseSelectionExpression('${stageVariables.a}', 'message-expression'),
        apiKeySelectionExpression: parseSelectionExpression('$request.header.key', 'message-expression'),
      },
      [
        'warning parameter-mapping-invalid the API routeSelectionExpression: The expression is ${stageVariables.a}; API Gateway documents values of the message, and of the headers and query string of the connection only',
        'warning parameter-mapping-invalid the API apiKeySelectionExpression: The expression is $request.header.key; API Gateway documents $request.header.x-api-key and $context.authorizer.usageIdentifierKey only',
        'warning parameter-mapping-invalid send routeResponseSelectionExpression: The expression is $request.body.a; API Gateway documents $default only',
      ],
    ],
  ]);
});
