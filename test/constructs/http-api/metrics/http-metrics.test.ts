import { Duration, Stack } from 'aws-cdk-lib';
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { describe, expect, test } from 'vitest';
import { ApiAlarms, HttpApi, HttpLambdaIntegration, type HttpStage, type Route } from '../../../../lib/index.js';
import { inlineFunction, resourceOf, resourcesOf, synthesize } from '../../synthesize.js';

interface Pets {
  readonly api: HttpApi;
  readonly getPet: Route;
  readonly fallback: Route;
  readonly beta: HttpStage;
}

function pets(stack: Stack): Pets {
  const api = new HttpApi(stack, 'Pets');
  const integration = new HttpLambdaIntegration(inlineFunction(stack, 'Handler'));
  const getPet = api.get('/pets/{petId}', integration, { metrics: true }) as Route;
  return { api, getPet, fallback: api.addRoute('$default', integration), beta: api.addStage('beta') };
}

const dimensionsOf = (measured: (of: Pets) => Metric): unknown => {
  const stack = new Stack();
  const { dimensions } = measured(pets(stack));
  return JSON.parse(
    JSON.stringify(stack.resolve(dimensions))
      .replace(/Pets[0-9A-F]{8}/g, 'Api')
      .replace(/"PetsStage\w+"/g, '"Stage"'),
  );
};

describe('metrics of HTTP APIs', () => {
  test.each<[name: string, measured: (of: Pets) => Metric, metricName: string, statistic: string]>([
    ['metricCount', ({ api }) => api.metricCount(), 'Count', 'SampleCount'],
    ['metricClientError', ({ beta }) => beta.metricClientError(), '4xx', 'Sum'],
    ['metricServerError', ({ getPet }) => getPet.metricServerError(), '5xx', 'Sum'],
    ['metricLatency', ({ api }) => api.metricLatency(), 'Latency', 'Average'],
    ['metricIntegrationLatency', ({ api }) => api.metricIntegrationLatency(), 'IntegrationLatency', 'Average'],
    ['metricDataProcessed', ({ beta }) => beta.metricDataProcessed(), 'DataProcessed', 'Sum'],
    ['metric', ({ api }) => api.metric('Count', { statistic: 'Maximum' }), 'Count', 'Maximum'],
  ])('%s() is of the namespace AWS/ApiGateway', (_name, measured, metricName, statistic) => {
    expect(measured(pets(new Stack()))).toMatchObject({ namespace: 'AWS/ApiGateway', metricName, statistic });
  });

  test.each<[name: string, measured: (of: Pets) => Metric, dimensions: unknown]>([
    ['an API', ({ api }) => api.metricCount(), { ApiId: { Ref: 'Api' } }],
    ['a stage', ({ beta }) => beta.metricCount(), { ApiId: { Ref: 'Api' }, Stage: { Ref: 'Stage' } }],
    [
      'a route, in the first stage',
      ({ getPet }) => getPet.metricCount(),
      { ApiId: { Ref: 'Api' }, Stage: 'beta', Method: 'GET', Resource: '/pets/{petId}' },
    ],
    [
      'a route, in another stage',
      ({ fallback, api }) => fallback.metricCount({ stage: api.addStage('prod') }),
      { ApiId: { Ref: 'Api' }, Stage: { Ref: 'Stage' }, Method: '$default', Resource: '$default' },
    ],
  ])('are of %s by their dimensions', (_name, measured, dimensions) => {
    expect(dimensionsOf(measured)).toEqual(dimensions);
  });

  test('raise alarms of an API, a stage and a route', () => {
    const template = synthesize((stack) => {
      const { api, beta, getPet } = pets(stack);
      new ApiAlarms(stack, 'OfApi', { of: api, serverErrorPercent: 1 });
      new ApiAlarms(stack, 'OfStage', { of: beta, latency: { above: Duration.seconds(2) } });
      new ApiAlarms(stack, 'OfRoute', { of: getPet, clientErrorPercent: 10 });
    });
    const alarms = resourcesOf(template, 'AWS::CloudWatch::Alarm').map(({ Properties }) => Properties.MetricName);
    expect(alarms).toEqual(['5xx', 'Latency', '4xx']);
    expect(resourceOf(template, 'AWS::ApiGatewayV2::Stage').Properties.RouteSettings).toEqual({
      'GET /pets/{petId}': { DetailedMetricsEnabled: true },
    });
  });
});
