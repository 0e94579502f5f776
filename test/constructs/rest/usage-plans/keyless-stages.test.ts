import { App, Stack } from 'aws-cdk-lib';
import { CfnUsagePlan, UsagePlan as AwsUsagePlan } from 'aws-cdk-lib/aws-apigateway';
import { describe, expect, test } from 'vitest';
import { MockIntegration, RestApi, UsagePlan } from '../../../../lib/index.js';

interface Made {
  readonly app: App;
  readonly stack: Stack;
  readonly api: RestApi;
}

describe.each(['body', 'resources'] as const)('with definition: %s', (definition) => {
  test.each<[plan: string, required: boolean, add: (made: Made) => void, warned: readonly string[]]>([
    ['no key and no plan', false, ({ api }) => api.addStage('prod'), []],
    ['no plan', true, ({ api }) => api.addStage('prod'), ['prod']],
    ['no plan and the default stage', true, () => undefined, ['prod']],
    [
      'a plan of one stage',
      true,
      ({ api }) => [api.addStage('dev'), api.addStage('prod').addUsagePlan('Basic')],
      ['dev'],
    ],
    [
      'a plan of another stack',
      true,
      ({ app, api }) => new UsagePlan(new Stack(app, 'Plans'), 'Basic', { stages: [{ stage: api.addStage('prod') }] }),
      [],
    ],
    [
      'a plan of aws-apigateway',
      true,
      ({ stack, api }) =>
        new AwsUsagePlan(stack, 'Basic', {
          apiStages: [{ api: api.asRestApi(), stage: api.addStage('prod').asStage() }],
        }),
      [],
    ],
    [
      'a plan that names the stage',
      true,
      ({ stack, api }) => [
        api.addStage('prod'),
        api.addStage('dev'),
        new CfnUsagePlan(stack, 'Basic', { apiStages: [{ apiId: api.restApiId, stage: 'prod' }] }),
      ],
      ['dev'],
    ],
  ])('an API with %s, keys required: %s', (_plan, apiKeyRequired, add, warned) => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const api = new RestApi(stack, 'Pets', { definition, defaults: { apiKeyRequired } });
    api.get('/', new MockIntegration());
    add({ app, stack, api });
    const messages = app
      .synth()
      .getStackArtifact(stack.artifactId)
      .messages.map(({ entry }) => entry.data as string);
    expect(messages.filter((message) => message.includes('usage-plan-missing'))).toEqual(
      warned.map(
        (name) => expect.stringContaining(`stage ${name}: A method requires an API key, and no usage plan`) as string,
      ),
    );
  });
});
