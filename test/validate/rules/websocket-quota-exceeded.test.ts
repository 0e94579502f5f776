import { describe, expect, test } from 'vitest';
import { parseAccessLogFormat, type WebSocketApi, type WebSocketRoute } from '../../../lib/model/index.js';
import { finds, findings, mock, webSocketRoute } from '../findings.js';

function routes(count: number): WebSocketApi {
  const many = Array.from({ length: count }, (_, index): WebSocketRoute => ({
    routeKey: { kind: 'custom', text: `a${index}` },
    integration: mock,
  }));
  return { ...webSocketRoute({}), routes: many };
}

const manyRoutes =
  'warning quota-exceeded the API: Cannot exceed the quota "routes of a WebSocket API": 301, and API Gateway allows 300; if AWS raised it, say so: quotas: { routesPerWebSocketApi: 301 }';

describe('websocket-quota-exceeded', () => {
  finds([
    ['nothing in 300 routes', routes(300), []],
    ['more routes than there may be', routes(301), [manyRoutes]],
    [
      'more authorizers and stages than there may be',
      {
        ...webSocketRoute({}),
        authorizers: Array.from({ length: 11 }, (_, index) => ({
          ...{ type: 'REQUEST', name: `a${index}`, uri: 'arn', identitySource: [] as const },
        })),
        stages: Array.from({ length: 11 }, (_, index) => ({ name: `s${index}` })),
      },
      [
        'warning quota-exceeded the API: Cannot exceed the quota "authorizers of an API": 11, and API Gateway allows 10; if AWS raised it, say so: quotas: { authorizersPerApi: 11 }',
        'warning quota-exceeded the API: Cannot exceed the quota "stages of an API": 11, and API Gateway allows 10; if AWS raised it, say so: quotas: { stagesPerApi: 11 }',
      ],
    ],
    ['nothing in timeouts at the limits', webSocketRoute({ integration: { ...mock, timeoutMs: 29_000 } }), []],
    [
      'too long a timeout',
      webSocketRoute({ integration: { ...mock, timeoutMs: 29_001 } }),
      [
        'error quota-exceeded send integration timeout: Cannot exceed the quota "longest integration timeout of a WebSocket API": 29001 ms, and API Gateway allows 29000',
      ],
    ],
    [
      'too short a timeout',
      webSocketRoute({ integration: { ...mock, timeoutMs: 49 } }),
      [
        'error quota-exceeded send integration timeout: The integration timeout is 49 ms; API Gateway requires at least 50 ms',
      ],
    ],
    [
      'too long a template',
      webSocketRoute({ integration: { ...mock, requestTemplates: { $default: 'é'.repeat(153_601) } } }),
      [
        'error quota-exceeded send requestTemplates["$default"]: Cannot exceed the quota "length of a mapping template": 307202 bytes, and API Gateway allows 307200',
      ],
    ],
    [
      'too long a variable and a log format',
      {
        ...webSocketRoute({}),
        stages: [
          {
            name: 'prod',
            variables: { a: 'b'.repeat(513) },
            accessLog: {
              destinationArn: 'arn',
              format: parseAccessLogFormat(`$context.requestId${' '.repeat(3_072)}`),
            },
          },
        ],
      },
      [
        'error quota-exceeded stage prod variable a: Cannot exceed the quota "length of a stage variable\'s value": 513 characters, and API Gateway allows 512',
        'error quota-exceeded stage prod access log format: Cannot exceed the quota "length of the access log format of a WebSocket API": 3090 bytes, and API Gateway allows 3072',
      ],
    ],
  ]);

  test('allows what AWS raised', () => {
    expect(findings(routes(301), { quotas: { routesPerWebSocketApi: 301 } })).toEqual([]);
  });
});
