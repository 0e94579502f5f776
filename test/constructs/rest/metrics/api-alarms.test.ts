import { App, Duration, Stack } from 'aws-cdk-lib';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { describe, expect, test } from 'vitest';
import {
  ApiAlarms,
  MockIntegration,
  RestApi,
  type ApiAlarmsProps,
  type Method,
  type Stage,
} from '../../../../lib/index.js';
import { resourcesOf, synthesize } from '../../synthesize.js';

interface Pets {
  readonly api: RestApi;
  readonly getPet: Method;
  readonly prod: Stage;
}

function pets(stack: Stack): Pets {
  const api = new RestApi(stack, 'Pets');
  const getPet = api.get('/pets/{petId}', new MockIntegration(), { metrics: true });
  return { api, getPet, prod: api.addStage('prod') };
}

function alarmsOf(props: (pets: Pets, stack: Stack) => ApiAlarmsProps): readonly Record<string, unknown>[] {
  const template = synthesize((stack) => {
    new ApiAlarms(stack, 'Alarms', props(pets(stack), stack));
  });
  return resourcesOf(template, 'AWS::CloudWatch::Alarm').map(({ Properties }) => Properties);
}

describe('ApiAlarms', () => {
  test.each<[name: keyof ApiAlarmsProps, threshold: Partial<ApiAlarmsProps>, alarm: Record<string, unknown>]>([
    [
      'serverErrorPercent',
      { serverErrorPercent: 1 },
      { MetricName: '5XXError', Statistic: 'Average', Threshold: 0.01, ComparisonOperator: 'GreaterThanThreshold' },
    ],
    [
      'clientErrorPercent',
      { clientErrorPercent: 20 },
      { MetricName: '4XXError', Statistic: 'Average', Threshold: 0.2, TreatMissingData: 'notBreaching' },
    ],
    [
      'latency',
      { latency: { above: Duration.seconds(2) } },
      { MetricName: 'Latency', ExtendedStatistic: 'p99', Threshold: 2000 },
    ],
    [
      'integrationLatency',
      { integrationLatency: { above: Duration.millis(700), percentile: 95 } },
      { MetricName: 'IntegrationLatency', ExtendedStatistic: 'p95', Threshold: 700 },
    ],
    [
      'minimumRequests',
      { minimumRequests: 10 },
      {
        MetricName: 'Count',
        Statistic: 'SampleCount',
        Threshold: 10,
        ComparisonOperator: 'LessThanThreshold',
        TreatMissingData: 'breaching',
      },
    ],
  ])('%s makes one alarm', (_name, threshold, alarm) => {
    const [made, ...others] = alarmsOf(({ api }) => ({ of: api, ...threshold }));
    expect(others).toEqual([]);
    expect(made).toMatchObject({ ...alarm, Namespace: 'AWS/ApiGateway', Period: 300, EvaluationPeriods: 1 });
  });

  test('watches an API, a stage or a method', () => {
    const dimensions = (['api', 'prod', 'getPet'] as const).map((name) =>
      alarmsOf((made) => ({ of: made[name], serverErrorPercent: 1 })).flatMap(({ Dimensions }) =>
        (Dimensions as readonly { readonly Name: string }[]).map(({ Name }) => Name),
      ),
    );
    expect(dimensions).toEqual([['ApiName'], ['ApiName', 'Stage'], ['ApiName', 'Method', 'Resource', 'Stage']]);
  });

  test('takes period, evaluation periods and actions for all of them', () => {
    const alarms = alarmsOf(({ prod }, stack) => ({
      of: prod,
      serverErrorPercent: 1,
      clientErrorPercent: 5,
      period: Duration.minutes(1),
      evaluationPeriods: 3,
      actions: [new SnsAction(new Topic(stack, 'Topic'))],
    }));
    const expected = {
      Period: 60,
      EvaluationPeriods: 3,
      AlarmActions: [{ Ref: expect.stringMatching(/^Topic/) as string }],
    };
    expect(alarms).toMatchObject([expected, expected]);
  });

  test('needs a threshold', () => {
    const { api } = pets(new Stack(new App(), 'Stack'));
    expect(() => new ApiAlarms(api, 'Alarms', { of: api })).toThrow('Stack/Pets/Alarms has no threshold');
  });
});
