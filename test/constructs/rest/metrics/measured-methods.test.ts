import { App, Annotations as CdkAnnotations, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { MockIntegration, RestApi, type Method, type StageProps } from '../../../../lib/index.js';

const ok = new MockIntegration({ responses: [{ statusCode: 200 }] });

function warnings(use: (api: RestApi, getPet: Method) => void, stage: StageProps = {}): readonly string[] {
  const stack = new Stack(new App(), 'Stack');
  const api = new RestApi(stack, 'Pets');
  const getPet = api.get('/pets/{petId}', ok);
  use(api, getPet);
  api.addStage('prod', stage);
  return Annotations.fromStack(stack)
    .findWarning('*', Match.stringLikeRegexp('method-metrics-off'))
    .map(({ entry }) => entry.data as string);
}

describe('the metrics of a method', () => {
  test('are warned of where no stage writes them', () => {
    expect(warnings((_api, getPet) => getPet.metricCount())).toEqual([
      expect.stringContaining('GET /pets/{petId}: No stage writes the metrics of the method'),
    ]);
  });

  test.each<[where: string, use: (api: RestApi, getPet: Method) => void, stage: StageProps]>([
    ['nobody asks for them', () => undefined, {}],
    ['the stage writes those of all methods', (_api, getPet) => getPet.metricCount(), { metrics: true }],
    ['the method says so', (api) => api.get('/shops', ok, { metrics: true }).metricCount(), {}],
  ])('are not warned of where %s', (_where, use, stage) => {
    expect(warnings(use, stage)).toEqual([]);
  });

  test('are not warned of where the warning is acknowledged', () => {
    const acknowledged = warnings((api, getPet) => {
      CdkAnnotations.of(api).acknowledgeWarning('sluice:method-metrics-off', 'turned on by hand');
      getPet.metricCount();
    });
    expect(acknowledged).toEqual([]);
  });
});
