import { Duration, Stack } from 'aws-cdk-lib';
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { describe, expect, test } from 'vitest';
import {
  WebSocketAlarms,
  WebSocketApi,
  WebSocketMock,
  type WebSocketRoute,
  type WebSocketStage,
} from '../../../../lib/index.js';
import { resourcesOf, synthesize } from '../../synthesize.js';

interface Chat {
  readonly api: WebSocketApi;
  readonly send: WebSocketRoute;
  readonly beta: WebSocketStage;
}

function chat(stack: Stack): Chat {
  const api = new WebSocketApi(stack, 'Chat', { connect: new WebSocketMock() });
  return { api, send: api.addRoute('send', new WebSocketMock(), { metrics: true }), beta: api.addStage('beta') };
}

const dimensionsOf = (measured: (of: Chat) => Metric): unknown => {
  const stack = new Stack();
  const { dimensions } = measured(chat(stack));
  return JSON.parse(
    JSON.stringify(stack.resolve(dimensions))
      .replace(/Chat[0-9A-F]{8}/g, 'Api')
      .replace(/"ChatStage\w+"/g, '"Stage"'),
  );
};

describe('metrics of WebSocket APIs', () => {
  test.each<[name: string, measured: (of: Chat) => Metric, metricName: string, statistic: string]>([
    ['metricConnectCount', ({ api }) => api.metricConnectCount(), 'ConnectCount', 'Sum'],
    ['metricMessageCount', ({ beta }) => beta.metricMessageCount(), 'MessageCount', 'Sum'],
    ['metricIntegrationError', ({ send }) => send.metricIntegrationError(), 'IntegrationError', 'Sum'],
    ['metricClientError', ({ api }) => api.metricClientError(), 'ClientError', 'Sum'],
    ['metricExecutionError', ({ api }) => api.metricExecutionError(), 'ExecutionError', 'Sum'],
    ['metricIntegrationLatency', ({ beta }) => beta.metricIntegrationLatency(), 'IntegrationLatency', 'Average'],
    ['metric', ({ api }) => api.metric('MessageCount', { statistic: 'Maximum' }), 'MessageCount', 'Maximum'],
  ])('%s() is of the namespace AWS/ApiGateway', (_name, measured, metricName, statistic) => {
    expect(measured(chat(new Stack()))).toMatchObject({ namespace: 'AWS/ApiGateway', metricName, statistic });
  });

  test.each<[name: string, measured: (of: Chat) => Metric, dimensions: unknown]>([
    ['an API', ({ api }) => api.metricConnectCount(), { ApiId: { Ref: 'Api' } }],
    ['a stage', ({ beta }) => beta.metricConnectCount(), { ApiId: { Ref: 'Api' }, Stage: { Ref: 'Stage' } }],
    [
      'a route, in the first stage',
      ({ send }) => send.metricMessageCount(),
      { ApiId: { Ref: 'Api' }, Stage: 'beta', Route: 'send' },
    ],
    [
      'a route, in another stage',
      ({ api }) => api.route('$connect').metricMessageCount({ stage: api.addStage('prod') }),
      { ApiId: { Ref: 'Api' }, Stage: { Ref: 'Stage' }, Route: '$connect' },
    ],
    [
      'an imported API',
      ({ api }) => WebSocketApi.fromWebSocketApiId(api, 'Imported', 'a1b2').metricConnectCount(),
      { ApiId: 'a1b2' },
    ],
  ])('are of %s by their dimensions', (_name, measured, dimensions) => {
    expect(dimensionsOf(measured)).toEqual(dimensions);
  });

  test('raise alarms of an API, a stage and a route', () => {
    const template = synthesize((stack) => {
      const { api, beta, send } = chat(stack);
      new WebSocketAlarms(stack, 'OfApi', { of: api, integrationErrors: 5, clientErrors: 100, minimumMessages: 1 });
      new WebSocketAlarms(stack, 'OfStage', { of: beta, integrationLatency: { above: Duration.seconds(2) } });
      new WebSocketAlarms(stack, 'OfRoute', { of: send, executionErrors: 0, period: Duration.minutes(1) });
    });
    const alarms = resourcesOf(template, 'AWS::CloudWatch::Alarm').map(({ Properties }) => [
      Properties.MetricName,
      Properties.Threshold,
      Properties.ComparisonOperator,
      Properties.TreatMissingData,
      Properties.Period,
    ]);
    expect(alarms).toEqual([
      ['IntegrationError', 5, 'GreaterThanThreshold', 'notBreaching', 300],
      ['ClientError', 100, 'GreaterThanThreshold', 'notBreaching', 300],
      ['MessageCount', 1, 'LessThanThreshold', 'breaching', 300],
      ['IntegrationLatency', 2000, 'GreaterThanThreshold', 'notBreaching', 300],
      ['ExecutionError', 0, 'GreaterThanThreshold', 'notBreaching', 60],
    ]);
  });

  test('make no group of alarms without a threshold', () => {
    const { api } = chat(new Stack());
    expect(() => new WebSocketAlarms(api, 'Alarms', { of: api })).toThrow(
      expect.objectContaining({ code: 'alarms-empty' }) as Error,
    );
  });
});
