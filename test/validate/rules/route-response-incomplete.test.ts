import { describe } from 'vitest';
import { parseSelectionExpression, type WebSocketIntegration, type WebSocketRoute } from '../../../lib/model/index.js';
import { finds, mock, webSocketRoute } from '../findings.js';

const routeResponseSelectionExpression = parseSelectionExpression('$default', 'message-expression');
const responses: WebSocketRoute['responses'] = [{ routeResponseKey: '$default' }];
const answered = { ...mock, responses: [{ integrationResponseKey: '$default' }] };
const proxy: WebSocketIntegration = { type: 'HTTP_PROXY', uri: 'https://example.com', httpMethod: 'POST' };

describe('route-response-incomplete', () => {
  finds([
    ['nothing in a one-way route', webSocketRoute({ integration: mock }), []],
    [
      'nothing in a two-way route',
      webSocketRoute({ routeResponseSelectionExpression, responses, integration: answered }),
      [],
    ],
    ['nothing without the expression', webSocketRoute({ responses, integration: answered }), []],
    ['nothing in a two-way route with a proxy', webSocketRoute({ responses, integration: proxy }), []],
    [
      'a selected response that is missing',
      webSocketRoute({ routeResponseSelectionExpression, integration: answered }),
      [
        'warning route-response-incomplete send responses: The route selects a response and has none, so that nothing is sent; add the route response $default',
      ],
    ],
    [
      'another response than $default',
      webSocketRoute({ responses: [{ routeResponseKey: 'other' }], integration: answered }),
      [
        'warning route-response-incomplete send responses: The route has responses, and not $default, the only one that API Gateway sends',
      ],
    ],
    [
      'an integration without a response',
      webSocketRoute({ responses, integration: mock }),
      [
        'warning route-response-incomplete send integration: The route sends a response, and the MOCK integration has none; add the integration response $default',
      ],
    ],
    [
      'responses of a proxy integration',
      webSocketRoute({ responses, integration: { ...proxy, responses: answered.responses } }),
      [
        'info route-response-incomplete send integration: The integration responses have no effect: HTTP_PROXY sends the response of the integration as it is',
      ],
    ],
  ]);
});
