import { App, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnDeliveryStream } from 'aws-cdk-lib/aws-kinesisfirehose';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { describe, expect, test } from 'vitest';
import { HttpApi, HttpLambdaIntegration, type HttpStageProps } from '../../../../lib/index.js';
import { LocalGateway } from '../../../../lib/testing/index.js';
import { inlineFunction, resourceOf, resourcesOf, synthesize, type SynthesizedTemplate } from '../../synthesize.js';

const ECHO = `exports.handler = async ({ rawPath, stageVariables = {} }) => ({ rawPath, stageVariables })`;

function api(stack: Stack, props: ConstructorParameters<typeof HttpApi>[2] = {}): HttpApi {
  const integration = new HttpLambdaIntegration(inlineFunction(stack, 'Echo', ECHO));
  const made = new HttpApi(stack, 'Pets', { ...props, defaults: { integration, ...props.defaults } });
  made.get('/pets');
  return made;
}

const stageOf = (props: HttpStageProps, name = '$default'): Record<string, unknown> =>
  resourceOf(
    synthesize((stack) => void api(stack).addStage(name, props)),
    'AWS::ApiGatewayV2::Stage',
  ).Properties;

const deploymentIdOf = (build: (stack: Stack) => void): string =>
  resourceOf(synthesize(build), 'AWS::ApiGatewayV2::Deployment').id;

describe('HttpStage', () => {
  test.each<[name: string, props: HttpStageProps, url: string, autoDeploy: boolean]>([
    ['$default', {}, '/', true],
    ['beta', {}, '/beta/', false],
    ['beta', { autoDeploy: true }, '/beta/', true],
    ['$default', { autoDeploy: false }, '/', false],
  ])('%s with %j has a URL that ends in %s and autoDeploy %s', (name, props, url, autoDeploy) => {
    const template = synthesize((stack) => void api(stack).addStage(name, props));
    expect(resourceOf(template, 'AWS::ApiGatewayV2::Stage').Properties).toMatchObject({ AutoDeploy: autoDeploy });
    expect(resourcesOf(template, 'AWS::ApiGatewayV2::Deployment')).toHaveLength(autoDeploy ? 0 : 1);
    const [output] = Object.values(template.Outputs ?? {});
    expect(JSON.stringify(output?.Value)).toContain(`{"Ref":"AWS::URLSuffix"},"${url}"`);
  });

  test('shares one deployment among stages, which is kept when another replaces it', () => {
    const template = synthesize((stack) => {
      const pets = api(stack);
      pets.addStage('beta');
      pets.addStage('prod');
    });
    const deployment = resourceOf(template, 'AWS::ApiGatewayV2::Deployment');
    expect(deployment).toMatchObject({ DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' });
    for (const { Properties, DependsOn } of resourcesOf(template, 'AWS::ApiGatewayV2::Stage')) {
      expect(Properties.DeploymentId).toEqual({ 'Fn::GetAtt': [deployment.id, 'DeploymentId'] });
      expect(DependsOn).toEqual([resourceOf(template, 'AWS::Lambda::Permission').id]);
    }
  });

  test.each<[change: string, build: (stack: Stack) => void, isNew: boolean]>([
    ['a route', (stack) => void addBeta(api(stack)).post('/pets'), true],
    ['a stage variable', (stack) => void api(stack).addStage('beta', { variables: { a: 'b' } }), false],
    ['a tag', (stack) => void addBeta(api(stack, { tags: { team: 'pets' } })), false],
    ['CORS', (stack) => void addBeta(api(stack, { cors: { allowOrigins: ['*'] } })), true],
  ])('deploys a change of %s: %#', (_change, build, isNew) => {
    const before = deploymentIdOf((stack) => void addBeta(api(stack)));
    expect(deploymentIdOf(build) !== before).toBe(isNew);
  });

  test('waits for the routes where they are resources of their own', () => {
    const template = synthesize((stack) => {
      const pets = api(stack, { definition: 'resources', cors: { allowOrigins: ['*'] } });
      pets.post('/pets', { throttle: { rateLimit: 1 } });
      pets.addStage('$default');
      pets.addStage('beta');
    });
    const routes = resourcesOf(template, 'AWS::ApiGatewayV2::Route').map(({ id }) => id);
    expect(routes).toHaveLength(2);
    const waiting = [
      ...resourcesOf(template, 'AWS::ApiGatewayV2::Stage'),
      resourceOf(template, 'AWS::ApiGatewayV2::Deployment'),
    ];
    for (const { DependsOn } of waiting) expect(DependsOn).toEqual(expect.arrayContaining(routes) as string[]);
    expect(resourceOf(template, 'AWS::ApiGatewayV2::Api').Properties.CorsConfiguration).toMatchObject({
      AllowOrigins: ['*'],
      AllowMethods: ['GET', 'POST'],
    });
  });

  test('serves a deployment that is named', () => {
    expect(stageOf({ deploymentId: 'abc123' }, 'beta').DeploymentId).toBe('abc123');
  });

  test('has throttles and metrics by stage and route, complete for each route that has its own', () => {
    const template = synthesize((stack) => {
      const pets = api(stack, { defaults: { throttle: { rateLimit: 100, burstLimit: 200 } } });
      const search = pets.get('/search', { throttle: { rateLimit: 10 } });
      pets.group('/admin', { metrics: true }).any('/{proxy+}');
      pets.addStage('$default');
      const beta = pets.addStage('beta', { throttle: { rateLimit: 1, burstLimit: 2 } });
      beta.configure(search, { throttle: { rateLimit: 5, burstLimit: 6 } }).configure(search, { metrics: true });
    });
    expect(settingsOf(template)).toEqual([
      {
        DefaultRouteSettings: { ThrottlingRateLimit: 100, ThrottlingBurstLimit: 200 },
        RouteSettings: {
          'GET /search': { ThrottlingRateLimit: 10 },
          'ANY /admin/{proxy+}': {
            ThrottlingRateLimit: 100,
            ThrottlingBurstLimit: 200,
            DetailedMetricsEnabled: true,
          },
        },
      },
      {
        DefaultRouteSettings: { ThrottlingRateLimit: 1, ThrottlingBurstLimit: 2 },
        RouteSettings: {
          'GET /search': { ThrottlingRateLimit: 5, ThrottlingBurstLimit: 6, DetailedMetricsEnabled: true },
          'ANY /admin/{proxy+}': { ThrottlingRateLimit: 1, ThrottlingBurstLimit: 2, DetailedMetricsEnabled: true },
        },
      },
    ]);
  });

  test('writes an access log with variables of HTTP APIs, to a log group or a Firehose stream', () => {
    const template = synthesize((stack) => {
      const pets = api(stack);
      const logGroup = new LogGroup(stack, 'Log', { removalPolicy: RemovalPolicy.DESTROY });
      pets.addStage('$default', { accessLog: { logGroup } });
      const deliveryStream = new CfnDeliveryStream(stack, 'Stream', { deliveryStreamName: 'amazon-apigateway-log' });
      pets.addStage('beta', { accessLog: { deliveryStream, format: '$context.requestId' } });
    });
    const [toGroup, toStream] = resourcesOf(template, 'AWS::ApiGatewayV2::Stage').map(
      ({ Properties }) => Properties.AccessLogSettings as Record<string, unknown>,
    );
    expect(toGroup).toEqual({
      DestinationArn: { 'Fn::GetAtt': [resourceOf(template, 'AWS::Logs::LogGroup').id, 'Arn'] },
      Format: expect.stringContaining('"routeKey":"$context.routeKey"') as string,
    });
    expect(toStream).toEqual({ DestinationArn: { 'Fn::GetAtt': ['Stream', 'Arn'] }, Format: '$context.requestId' });
  });

  test('has variables, a description and tags', () => {
    expect(stageOf({ variables: { table: 'pets' }, description: 'for all', tags: { team: 'pets' } })).toMatchObject({
      StageVariables: { table: 'pets' },
      Description: 'for all',
      Tags: { team: 'pets' },
    });
  });

  test.each<[stage: string, path: string, body: unknown]>([
    ['$default', '/pets', { rawPath: '/pets', stageVariables: { table: 'all' } }],
    ['beta', '/pets', { rawPath: '/beta/pets', stageVariables: { table: 'few' } }],
  ])('%s is served from the template', async (stage, path, body) => {
    const stack = new Stack(new App(), 'Stack');
    const pets = api(stack);
    pets.addStage('$default', { variables: { table: 'all' } });
    pets.addStage('beta', { variables: { table: 'few' } });
    const gateway = await LocalGateway.fromStack(stack, { stage });
    const response = await gateway.fetch(path);
    await gateway.close();
    expect(await response.json()).toEqual(body);
  });

  test('limits a route by its throttle when served from the template', async () => {
    const stack = new Stack(new App(), 'Stack');
    const pets = api(stack);
    const search = pets.get('/search');
    pets.addStage('$default').configure(search, { throttle: { rateLimit: 0.001, burstLimit: 1 } });
    const gateway = await LocalGateway.fromStack(stack);
    const statuses = [];
    for (const path of ['/search', '/search', '/pets', '/pets']) statuses.push((await gateway.fetch(path)).status);
    await gateway.close();
    expect(statuses).toEqual([200, 429, 200, 200]);
  });

  test.each<[code: string, add: (pets: HttpApi, stack: Stack) => unknown]>([
    ['stage-twice', (pets) => [pets.addStage('beta'), pets.addStage('beta')]],
    ['stage-deployment-twice', (pets) => pets.addStage('$default', { deploymentId: 'abc' })],
    [
      'route-of-another-api',
      (pets, stack) => {
        const integration = new HttpLambdaIntegration(inlineFunction(stack, 'Other'));
        pets.addStage('beta').configure(new HttpApi(stack, 'Others').get('/a', integration), { metrics: true });
      },
    ],
  ])('throws %s early', (code, add) => {
    const stack = new Stack();
    expect(() => add(api(stack), stack)).toThrow(expect.objectContaining({ code }) as Error);
  });
});

function addBeta(pets: HttpApi): HttpApi {
  pets.addStage('beta');
  return pets;
}

function settingsOf(template: SynthesizedTemplate): unknown {
  return resourcesOf(template, 'AWS::ApiGatewayV2::Stage').map(({ Properties }) => ({
    DefaultRouteSettings: Properties.DefaultRouteSettings,
    RouteSettings: Properties.RouteSettings,
  }));
}
