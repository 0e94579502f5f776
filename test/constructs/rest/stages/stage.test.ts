import { Aws, Duration, Tags, type Stack } from 'aws-cdk-lib';
import { CfnDocumentationVersion } from 'aws-cdk-lib/aws-apigateway';
import { LogGroup, LogRetention, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { describe, expect, test } from 'vitest';
import { CacheSize, MockIntegration, RestApi, type MethodDefaults, type StageProps } from '../../../../lib/index.js';
import { resourceOf, resourcesOf, synthesize } from '../../synthesize.js';

function stageOf(props: (stack: Stack) => StageProps, defaults: MethodDefaults = {}): Record<string, unknown> {
  const template = synthesize((stack) => {
    const api = new RestApi(stack, 'Pets', { defaults });
    api.get('/', new MockIntegration());
    api.get('/pets/{petId}', new MockIntegration(), {
      cache: { ttl: Duration.minutes(1) },
      throttle: { rateLimit: 7 },
    });
    api.addStage('prod', props(stack));
  });
  return resourceOf(template, 'AWS::ApiGateway::Stage').Properties;
}

describe('Stage', () => {
  test('collects what methods say; an entry of a method is whole', () => {
    const { MethodSettings } = stageOf(
      () => ({ cache: { size: CacheSize.GB_1_6, encrypted: true }, logging: { level: 'INFO', dataTrace: true } }),
      { throttle: { rateLimit: 10, burstLimit: 5 }, metrics: true },
    );
    const all = { DataTraceEnabled: true, LoggingLevel: 'INFO', MetricsEnabled: true };
    expect(MethodSettings).toEqual([
      {
        ResourcePath: '/*',
        HttpMethod: '*',
        ...all,
        CachingEnabled: false,
        ThrottlingRateLimit: 10,
        ThrottlingBurstLimit: 5,
      },
      {
        ResourcePath: '/~1pets~1{petId}',
        HttpMethod: 'GET',
        ...all,
        CachingEnabled: true,
        CacheTtlInSeconds: 60,
        CacheDataEncrypted: true,
        ThrottlingRateLimit: 7,
      },
    ]);
  });

  test('goes before the defaults of the API', () => {
    const { MethodSettings } = stageOf(() => ({ throttle: { rateLimit: 3 } }), { throttle: { rateLimit: 10 } });
    expect(MethodSettings).toEqual([
      { ResourcePath: '/*', HttpMethod: '*', ThrottlingRateLimit: 3 },
      { ResourcePath: '/~1pets~1{petId}', HttpMethod: 'GET', ThrottlingRateLimit: 7 },
    ]);
  });

  test('writes a cache that nobody wants as off', () => {
    expect(stageOf(() => ({}))).toMatchObject({ CacheClusterEnabled: false });
    expect(stageOf(() => ({ cache: { size: CacheSize.GB_0_5 } }))).toMatchObject({
      CacheClusterEnabled: true,
      CacheClusterSize: '0.5',
    });
  });

  test('carries description, variables, tracing and an access log', () => {
    expect(
      stageOf((stack) => ({
        description: 'For all',
        variables: { release: 'stable' },
        tracing: true,
        accessLog: { logGroup: new LogGroup(stack, 'Log'), format: `$context.requestId ${stack.stackId}` },
      })),
    ).toMatchObject({
      Description: 'For all',
      Variables: { release: 'stable' },
      TracingEnabled: true,
      AccessLogSetting: {
        DestinationArn: { 'Fn::GetAtt': [expect.stringMatching(/^Log/), 'Arn'] },
        Format: { 'Fn::Join': ['', ['$context.requestId ', { Ref: 'AWS::StackId' }]] },
      },
    });
    const { Format } = stageOf((stack) => ({ accessLog: { logGroup: new LogGroup(stack, 'Log') } }))
      .AccessLogSetting as { Format: string };
    expect(JSON.parse(Format)).toHaveProperty('requestId', '$context.requestId');
  });

  test('has a URL that does not refer to the stage, and serves one deployment with others', () => {
    const template = synthesize((stack) => {
      const api = new RestApi(stack, 'Pets');
      api.get('/', new MockIntegration());
      const [dev, prod] = [api.addStage('dev'), api.addStage('prod')];
      expect(JSON.stringify(stack.resolve(dev.urlForPath('/pets')))).not.toContain('Stage');
      expect(JSON.stringify(stack.resolve(dev.urlForPath('/pets')))).toContain('/dev/pets');
      expect(stack.resolve(api.url)).toEqual(stack.resolve(dev.url));
      expect(prod.restApi).toBe(api.asRestApi());
    });
    const stages = resourcesOf(template, 'AWS::ApiGateway::Stage');
    expect(new Set(stages.map(({ Properties }) => JSON.stringify(Properties.DeploymentId))).size).toBe(1);
    expect(Object.keys(template.Outputs ?? {})).toEqual(['PetsDevUrl', 'PetsProdUrl']);
  });

  test('shows a documentation version that stands before it', () => {
    const template = synthesize((stack) => {
      const api = new RestApi(stack, 'Pets');
      api.get('/', new MockIntegration());
      const version = new CfnDocumentationVersion(stack, 'Version', {
        restApiId: api.restApiId,
        documentationVersion: 'v1',
      });
      api.addStage('prod', { documentationVersion: version });
      api.addStage('dev', { documentationVersion: 'v2' });
    });
    const [prod, dev] = resourcesOf(template, 'AWS::ApiGateway::Stage');
    expect([prod?.Properties.DocumentationVersion, dev?.Properties.DocumentationVersion]).toEqual(['v1', 'v2']);
    expect(prod?.DependsOn).toContain('Version');
  });

  test('names the log group of its execution log, whose retention can be set', () => {
    const template = synthesize((stack) => {
      const api = new RestApi(stack, 'Pets');
      api.get('/', new MockIntegration());
      const { executionLogGroupName: logGroupName } = api.addStage('prod');
      new LogRetention(stack, 'Retention', { logGroupName, retention: RetentionDays.ONE_MONTH });
    });
    const stage = resourceOf(template, 'AWS::ApiGateway::Stage');
    const api = resourceOf(template, 'AWS::ApiGateway::RestApi');
    expect(resourceOf(template, 'Custom::LogRetention').Properties.LogGroupName).toEqual({
      'Fn::Join': ['', ['API-Gateway-Execution-Logs_', { Ref: api.id }, '/', { Ref: stage.id }]],
    });
  });

  test('has tags of its own and those of Tags.of', () => {
    const template = synthesize((stack) => {
      const api = new RestApi(stack, 'Pets');
      api.get('/', new MockIntegration());
      api.addStage('prod', { tags: { team: 'pets' } });
      Tags.of(stack).add('owner', 'shop');
    });
    expect(resourceOf(template, 'AWS::ApiGateway::Stage').Properties.Tags).toEqual([
      { Key: 'owner', Value: 'shop' },
      { Key: 'team', Value: 'pets' },
    ]);
  });

  test.each<[what: string, webAcl: (stack: Stack) => CfnWebACL | string, arn: unknown]>([
    ['an ARN', () => 'arn:aws:wafv2:eu-west-1:1:regional/webacl/a/b', 'arn:aws:wafv2:eu-west-1:1:regional/webacl/a/b'],
    [
      'a construct',
      (stack) =>
        new CfnWebACL(stack, 'Acl', {
          scope: 'REGIONAL',
          defaultAction: { allow: {} },
          visibilityConfig: { cloudWatchMetricsEnabled: false, metricName: 'acl', sampledRequestsEnabled: false },
        }),
      { 'Fn::GetAtt': ['Acl', 'Arn'] },
    ],
  ])('is protected by a web ACL given as %s', (_, webAcl, arn) => {
    const template = synthesize((stack) => {
      const api = new RestApi(stack, 'Pets');
      api.get('/', new MockIntegration());
      api.addStage('prod', { webAcl: webAcl(stack) });
    });
    const { Properties } = resourceOf(template, 'AWS::WAFv2::WebACLAssociation');
    expect(Properties.WebACLArn).toEqual(arn);
    expect(JSON.stringify(Properties.ResourceArn)).toMatch(/::\/restapis\/.*PetsStageprod/);
  });

  test.each<[code: string, names: readonly string[]]>([
    ['stage-twice', ['prod', 'prod']],
    ['stage-name-unknown', [Aws.REGION]],
  ])('throws %s for the names %j', (code, names) => {
    expect(() =>
      synthesize((stack) => {
        const api = new RestApi(stack, 'Pets');
        for (const name of names) api.addStage(name);
      }),
    ).toThrow(expect.objectContaining({ code, details: { place: 'Stack/Pets' } }) as Error);
  });
});
