import { App, Aws, Duration, Stack } from 'aws-cdk-lib';
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { describe, expect, test } from 'vitest';
import { MockIntegration, RestApi, type IMeasured, type Method, type Stage } from '../../../../lib/index.js';

function pets(restApiName?: string): {
  readonly stack: Stack;
  readonly api: RestApi;
  readonly getPet: Method;
  readonly dev: Stage;
} {
  const stack = new Stack(new App(), 'Stack');
  const api = new RestApi(stack, 'Pets', restApiName === undefined ? {} : { restApiName });
  const getPet = api.get('/pets/{petId}', new MockIntegration());
  return { stack, api, getPet, dev: api.addStage('dev') };
}

describe('metric*()', () => {
  const canned: readonly [name: Exclude<keyof IMeasured, 'metric'>, metricName: string, statistic: string][] = [
    ['metricCount', 'Count', 'SampleCount'],
    ['metricClientError', '4XXError', 'Sum'],
    ['metricServerError', '5XXError', 'Sum'],
    ['metricLatency', 'Latency', 'Average'],
    ['metricIntegrationLatency', 'IntegrationLatency', 'Average'],
    ['metricCacheHitCount', 'CacheHitCount', 'Sum'],
    ['metricCacheMissCount', 'CacheMissCount', 'Sum'],
  ];

  test.each(canned)(
    '%s() is %s with the statistic %s, of an API, a stage and a method',
    (name, metricName, statistic) => {
      const { api, dev, getPet } = pets();
      const expected = { namespace: 'AWS/ApiGateway', metricName, statistic };
      expect([api[name](), dev[name](), getPet[name]()]).toMatchObject([expected, expected, expected]);
    },
  );

  test('names the API, the stage and the method by dimensions', () => {
    const { stack, api, dev, getPet } = pets();
    const dimensions = ({ dimensions }: Metric): unknown => stack.resolve(dimensions);
    expect(dimensions(api.metricCount())).toEqual({ ApiName: 'Pets' });
    expect(dimensions(dev.metricCount())).toEqual({
      ApiName: 'Pets',
      Stage: { Ref: expect.stringMatching(/^PetsStagedev/) as string },
    });
    expect(dimensions(getPet.metricCount())).toEqual({
      ApiName: 'Pets',
      Stage: { Ref: expect.stringMatching(/^PetsStagedev/) as string },
      Method: 'GET',
      Resource: '/pets/{petId}',
    });
  });

  test('takes options, and of a method a stage', () => {
    const { api, getPet } = pets();
    const prod = api.addStage('prod');
    const metric = getPet.metric('Latency', { stage: prod, statistic: 'p99', period: Duration.minutes(1) });
    expect(metric).toMatchObject({ metricName: 'Latency', statistic: 'p99', period: Duration.minutes(1) });
    expect(metric.dimensions).toMatchObject({ Stage: prod.stageName });
  });

  test.each<[restApiName: string, dimension: unknown]>([
    ['Pets API', 'Pets API'],
    ['Bücher', 'Bcher'],
    ['книги', { Ref: expect.stringMatching(/^Pets/) as string }],
    [Aws.STACK_NAME, { Ref: 'AWS::StackName' }],
  ])('finds an API named %s where CloudWatch has it', (name, dimension) => {
    const { stack, api, dev } = pets(name);
    const found = [api.metricCount(), dev.metricCount()].map(
      ({ dimensions }) => stack.resolve(dimensions?.ApiName) as unknown,
    );
    expect(found).toEqual([dimension, dimension]);
  });
});
