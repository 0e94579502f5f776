import { App, Stack } from 'aws-cdk-lib';
import { WebSocketApi as AwsWebSocketApi, WebSocketStage as AwsWebSocketStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { afterEach, describe, expect, test } from 'vitest';
import {
  HttpApi,
  HttpUrlIntegration,
  MockIntegration,
  Quota,
  RestApi,
  UsagePlan,
  WebSocketApi,
  WebSocketMock,
  type StageWithApiKeys,
} from '../../../../lib/index.js';
import { LocalGateway } from '../../../../lib/testing/index.js';
import { shakeHands } from '../../../runtime/websocket/client.js';
import { resourceOf, templateOf } from '../../synthesize.js';

const KEY = 'the-key-of-the-mobile-app';

let gateway: LocalGateway | undefined;
afterEach(async () => {
  await gateway?.close();
  gateway = undefined;
});

function keyed(stack: Stack): WebSocketApi {
  return new WebSocketApi(stack, 'Chat', {
    connect: { integration: new WebSocketMock(), apiKeyRequired: true },
    default: new WebSocketMock(),
  });
}

const messagesOf = (app: App, stack: Stack): readonly string[] =>
  app
    .synth()
    .getStackArtifact(stack.artifactId)
    .messages.map(({ entry }) => JSON.stringify(entry.data));

describe('usage plans of WebSocket APIs', () => {
  test('are plans of a stage', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    keyed(stack)
      .addStage('prod')
      .addUsagePlan('Basic', { throttle: { rateLimit: 5 } })
      .addApiKey('Mobile');
    const template = templateOf(app, stack);
    expect(resourceOf(template, 'AWS::ApiGateway::UsagePlan').Properties).toEqual({
      ApiStages: [
        {
          ApiId: { Ref: resourceOf(template, 'AWS::ApiGatewayV2::Api').id },
          Stage: { Ref: resourceOf(template, 'AWS::ApiGatewayV2::Stage').id },
        },
      ],
      Throttle: { RateLimit: 5 },
    });
    expect(messagesOf(app, stack).join()).not.toContain('usage-plan-missing');
  });

  test('serve stages of REST APIs and of aws-apigatewayv2 too', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const rest = new RestApi(stack, 'Rest');
    rest.get('/', new MockIntegration());
    const webSocketApi = new AwsWebSocketApi(stack, 'Aws');
    const foreign = new AwsWebSocketStage(stack, 'Foreign', { webSocketApi, stageName: 'dev' });
    const plan = new UsagePlan(stack, 'Plan', { stages: [{ stage: rest.addStage('prod') }, { stage: foreign }] });
    plan.addStage(keyed(stack).addStage('prod'));
    expect(resourceOf(templateOf(app, stack), 'AWS::ApiGateway::UsagePlan').Properties.ApiStages).toHaveLength(3);
  });

  test('are missing where $connect requires a key', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    keyed(stack);
    expect(messagesOf(app, stack)).toEqual([
      expect.stringContaining('stage prod: A route requires an API key, and no usage plan of the app has the stage'),
    ]);
  });

  test('let their keys in until the quota is used up', async () => {
    const stack = new Stack(new App(), 'Stack');
    const plan = keyed(stack)
      .addStage('prod')
      .addUsagePlan('Basic', { quota: Quota.perMonth(2) });
    plan.addApiKey('Mobile', { value: KEY });
    gateway = await LocalGateway.fromStack(stack);
    const { url } = await gateway.listen();
    const statuses: number[] = [];
    for (const key of [undefined, 'a-key-that-nobody-has-made', KEY, KEY, KEY]) {
      statuses.push((await shakeHands(url, key === undefined ? {} : { 'x-api-key': key })).status);
    }
    expect(statuses).toEqual([403, 403, 101, 101, 429]);
  });

  test.each<[code: string, add: (stack: Stack) => unknown]>([
    [
      'stage-without-api-keys',
      (stack) => {
        const api = new HttpApi(stack, 'Http');
        api.get('/', new HttpUrlIntegration('https://example.com'));
        new UsagePlan(stack, 'Plan').addStage(api.addStage('prod') as unknown as StageWithApiKeys);
      },
    ],
    [
      'stage-already-in-plan',
      (stack) => {
        const stage = keyed(stack).addStage('prod');
        stage.addUsagePlan('Plan').addStage(stage);
      },
    ],
    [
      'method-of-another-api',
      (stack) => {
        const method = new RestApi(stack, 'Rest').get('/', new MockIntegration());
        const plan = new UsagePlan(stack, 'Plan');
        plan.addStage(keyed(stack).addStage('prod'), { methodThrottles: [{ method, rateLimit: 1 }] });
      },
    ],
  ])('throw %s early', (code, add) => {
    expect(() => add(new Stack(new App(), 'Stack'))).toThrow(expect.objectContaining({ code }) as Error);
  });
});
