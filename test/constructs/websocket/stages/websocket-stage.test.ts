import { App, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { CfnDeliveryStream } from 'aws-cdk-lib/aws-kinesisfirehose';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { describe, expect, test } from 'vitest';
import {
  ApiGatewayAccount,
  WebSocketAccessLogFormat,
  WebSocketApi,
  type WebSocketStageProps,
} from '../../../../lib/index.js';
import { resourceOf, resourcesOf, synthesize, templateOf } from '../../synthesize.js';
import { mock } from '../plain-integration.js';

const chat = (stack: Stack, props: ConstructorParameters<typeof WebSocketApi>[2] = {}): WebSocketApi =>
  new WebSocketApi(stack, 'Chat', { default: mock(), ...props });

const stageOf = (props: WebSocketStageProps, name = 'prod'): Record<string, unknown> =>
  resourceOf(
    synthesize((stack) => void chat(stack).addStage(name, props)),
    'AWS::ApiGatewayV2::Stage',
  ).Properties;

describe('WebSocketStage', () => {
  test('is prod unless another is added, and has both of its URLs as outputs', () => {
    const template = synthesize((stack) => void chat(stack));
    expect(resourceOf(template, 'AWS::ApiGatewayV2::Stage').Properties).toMatchObject({
      StageName: 'prod',
      AutoDeploy: false,
    });
    const { ChatProdUrl, ChatProdCallbackUrl } = template.Outputs ?? {};
    expect(JSON.stringify(ChatProdUrl?.Value)).toMatch(/"wss:\/\/".*"AWS::URLSuffix"},"\/prod"\]/);
    expect(JSON.stringify(ChatProdCallbackUrl?.Value)).toMatch(/"https:\/\/".*"AWS::URLSuffix"},"\/prod"\]/);
  });

  test('has no output where clients cannot reach the default endpoint, and none is made on request', () => {
    const closed = synthesize((stack) => void chat(stack, { disableExecuteApiEndpoint: true }));
    expect(closed.Outputs).toBeUndefined();
    const without = synthesize((stack) => void chat(stack, { defaultStage: false }));
    expect(resourcesOf(without, 'AWS::ApiGatewayV2::Stage')).toEqual([]);
  });

  test.each<[autoDeploy: boolean, deployments: number]>([
    [true, 0],
    [false, 1],
  ])('with autoDeploy %s has %i deployments', (autoDeploy, deployments) => {
    const template = synthesize((stack) => void chat(stack).addStage('prod', { autoDeploy }));
    expect(resourcesOf(template, 'AWS::ApiGatewayV2::Deployment')).toHaveLength(deployments);
  });

  test('serves a deployment that is named', () => {
    expect(stageOf({ deploymentId: 'abc123' }).DeploymentId).toBe('abc123');
  });

  test('has settings of all routes and of some, complete for each route that has its own', () => {
    const template = synthesize((stack) => {
      const api = chat(stack, { defaults: { throttle: { rateLimit: 100, burstLimit: 200 } } });
      const send = api.addRoute('sendMessage', mock(), { throttle: { rateLimit: 10 }, metrics: true });
      api
        .addStage('beta', { logging: { level: 'ERROR' } })
        .configure(send, { logging: { level: 'INFO', dataTrace: true } })
        .configure(api.route('$default'), { throttle: { rateLimit: 1 } });
    });
    const { DefaultRouteSettings, RouteSettings } = resourceOf(template, 'AWS::ApiGatewayV2::Stage').Properties;
    const all = { ThrottlingRateLimit: 100, ThrottlingBurstLimit: 200, LoggingLevel: 'ERROR', DataTraceEnabled: false };
    expect(DefaultRouteSettings).toEqual(all);
    expect(RouteSettings).toEqual({
      $default: { ...all, ThrottlingRateLimit: 1, ThrottlingBurstLimit: undefined },
      sendMessage: {
        ...all,
        ThrottlingRateLimit: 10,
        ThrottlingBurstLimit: undefined,
        DetailedMetricsEnabled: true,
        LoggingLevel: 'INFO',
        DataTraceEnabled: true,
      },
    });
  });

  test('waits for the routes that its settings name', () => {
    const template = synthesize((stack) => {
      const api = chat(stack);
      api.addStage('beta', { autoDeploy: true });
      api.addRoute('late', mock(), { throttle: { rateLimit: 1 } });
    });
    const routes = resourcesOf(template, 'AWS::ApiGatewayV2::Route').map(({ id }) => id);
    const stage = resourceOf(template, 'AWS::ApiGatewayV2::Stage');
    expect(stage.DependsOn).toEqual(expect.arrayContaining(routes));
    expect(stage.Properties.RouteSettings).toHaveProperty('late');
  });

  test('has variables, a description and tags', () => {
    expect(stageOf({ variables: { table: 'a' }, description: 'for all', tags: { team: 'chat' } })).toMatchObject({
      StageVariables: { table: 'a' },
      Description: 'for all',
      Tags: { team: 'chat' },
    });
  });

  test('writes an access log with variables of WebSocket APIs, to a log group or a Firehose stream', () => {
    const template = synthesize((stack) => {
      const api = chat(stack);
      const logGroup = new LogGroup(stack, 'Log', { removalPolicy: RemovalPolicy.DESTROY });
      api.addStage('prod', { accessLog: { logGroup } });
      const deliveryStream = new CfnDeliveryStream(stack, 'Stream', { deliveryStreamName: 'amazon-apigateway-log' });
      api.addStage('beta', { accessLog: { deliveryStream, format: WebSocketAccessLogFormat.clf() } });
    });
    const formats = resourcesOf(template, 'AWS::ApiGatewayV2::Stage').map(
      ({ Properties }) => (Properties.AccessLogSettings as Record<string, unknown>).Format,
    );
    expect(formats).toEqual([WebSocketAccessLogFormat.json(), WebSocketAccessLogFormat.clf()]);
  });

  test.each<[preset: string, line: string]>([
    [WebSocketAccessLogFormat.json(), '{"requestId":"$context.requestId","ip":"$context.identity.sourceIp",'],
    [WebSocketAccessLogFormat.xml(), '<request><requestId>$context.requestId</requestId>'],
    [WebSocketAccessLogFormat.csv(), '$context.requestId,$context.identity.sourceIp,'],
    [WebSocketAccessLogFormat.clf(), '"$context.eventType $context.routeKey $context.connectionId"'],
    [WebSocketAccessLogFormat.custom('$context.requestId'), '$context.requestId'],
  ])('%s is a format', (preset, line) => {
    expect(preset).toContain(line);
    expect(preset).toContain('$context.requestId');
  });

  test.each<[what: string, props: WebSocketStageProps, writes: boolean]>([
    ['nothing', {}, false],
    ['no execution log', { logging: { level: 'OFF' } }, false],
    ['an execution log', { logging: { level: 'ERROR' } }, true],
  ])('with %s waits for the role of the account, or warns that there is none', (_what, props, writes) => {
    const template = synthesize((stack) => {
      ApiGatewayAccount.ensure(stack);
      chat(stack).addStage('prod', props);
    });
    const { id } = resourceOf(template, 'AWS::ApiGateway::Account');
    expect(resourceOf(template, 'AWS::ApiGatewayV2::Stage').DependsOn?.includes(id)).toBe(writes);
    const app = new App();
    const stack = new Stack(app, 'Stack');
    chat(stack).addStage('prod', props);
    app.synth();
    const warnings = Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('account-role-missing'));
    expect(warnings).toHaveLength(writes ? 1 : 0);
  });

  test('shares one deployment with the others', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const api = chat(stack);
    for (const name of ['beta', 'prod']) api.addStage(name);
    const template = templateOf(app, stack);
    const { id } = resourceOf(template, 'AWS::ApiGatewayV2::Deployment');
    for (const { Properties } of resourcesOf(template, 'AWS::ApiGatewayV2::Stage')) {
      expect(Properties.DeploymentId).toEqual({ 'Fn::GetAtt': [id, 'DeploymentId'] });
    }
  });

  test.each<[code: string, add: (api: WebSocketApi, stack: Stack) => unknown]>([
    ['stage-twice', (api) => [api.addStage('beta'), api.addStage('beta')]],
    ['stage-deployment-twice', (api) => api.addStage('beta', { autoDeploy: true, deploymentId: 'abc' })],
    [
      'route-of-another-api',
      (api, stack) => {
        const other = new WebSocketApi(stack, 'Other', { default: mock() });
        api.addStage('beta').configure(other.route('$default'), { metrics: true });
      },
    ],
  ])('throws %s early', (code, add) => {
    const stack = new Stack();
    expect(() => add(chat(stack), stack)).toThrow(expect.objectContaining({ code }) as Error);
  });
});
