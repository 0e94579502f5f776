import { App, Stack } from 'aws-cdk-lib';
import { ApiKey, UsagePlan } from 'aws-cdk-lib/aws-apigateway';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import { RestApiOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { ApiGateway as ApiGatewayTarget } from 'aws-cdk-lib/aws-events-targets';
import { ARecord, HostedZone, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { ApiGateway as AliasTarget } from 'aws-cdk-lib/aws-route53-targets';
import { describe, expect, test } from 'vitest';
import { MockIntegration, RestApi } from '../../../lib/index.js';
import { resourceOf, resourcesOf, templateOf } from '../synthesize.js';

function pets(): { readonly app: App; readonly stack: Stack; readonly api: RestApi } {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  const api = new RestApi(stack, 'Pets');
  api.get('/', new MockIntegration());
  return { app, stack, api };
}

describe('RestApi.asRestApi()', () => {
  test('makes no resource of its own', () => {
    const types = [true, false].map((ask) => {
      const { app, stack, api } = pets();
      if (ask) api.asRestApi();
      return Object.values(templateOf(app, stack).Resources).map(({ Type }) => Type);
    });
    expect(types[0]).toEqual(types[1]);
  });

  test('is the origin of a CloudFront distribution', () => {
    const { app, stack, api } = pets();
    new Distribution(stack, 'Site', { defaultBehavior: { origin: new RestApiOrigin(api.asRestApi()) } });
    const template = templateOf(app, stack);
    const text = JSON.stringify(resourceOf(template, 'AWS::CloudFront::Distribution').Properties);
    expect(text).toContain(JSON.stringify({ Ref: resourceOf(template, 'AWS::ApiGateway::RestApi').id }));
    expect(text).toContain(JSON.stringify({ Ref: resourceOf(template, 'AWS::ApiGateway::Stage').id }));
  });

  test('is the target of a rule', () => {
    const { app, stack, api } = pets();
    new Rule(stack, 'Hourly', { schedule: Schedule.expression('rate(1 hour)') }).addTarget(
      new ApiGatewayTarget(api.asRestApi(), { path: '/', method: 'GET' }),
    );
    expect(JSON.stringify(resourceOf(templateOf(app, stack), 'AWS::Events::Rule').Properties)).toContain('/GET/');
  });

  test('is in a usage plan, by the default stage or by one of its own', () => {
    const { app, stack, api } = pets();
    const facade = api.asRestApi();
    facade.addUsagePlan('Basic', { apiStages: [{ api: facade, stage: facade.deploymentStage }] });
    const other = new RestApi(stack, 'Cats');
    other.get('/', new MockIntegration(), { apiKeyRequired: true });
    const dev = other.addStage('dev');
    const plan = new UsagePlan(stack, 'Own', { apiStages: [{ api: other.asRestApi(), stage: dev.asStage() }] });
    plan.addApiKey(dev.addApiKey('Key'));
    plan.addApiKey(new ApiKey(stack, 'Mobile'));
    const template = templateOf(app, stack);
    const stages = resourcesOf(template, 'AWS::ApiGateway::Stage');
    const listed = resourcesOf(template, 'AWS::ApiGateway::UsagePlan').flatMap(
      ({ Properties }) => Properties.ApiStages as { readonly Stage: unknown }[],
    );
    const byName = (name: string): unknown => ({
      Ref: stages.find(({ Properties }) => Properties.StageName === name)?.id,
    });
    expect(listed.map(({ Stage: stage }) => stage)).toEqual([byName('prod'), byName('dev')]);
  });

  test('has a domain name that a record points to', () => {
    const { app, stack, api } = pets();
    const facade = api.asRestApi();
    facade.addDomainName('Domain', {
      domainName: 'pets.example.com',
      certificate: Certificate.fromCertificateArn(
        stack,
        'Certificate',
        'arn:aws:acm:us-east-1:123456789012:certificate/00000000-0000-0000-0000-000000000000',
      ),
    });
    new ARecord(stack, 'Record', {
      zone: HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z1', zoneName: 'example.com' }),
      target: RecordTarget.fromAlias(new AliasTarget(facade)),
    });
    const template = templateOf(app, stack);
    expect(resourceOf(template, 'AWS::ApiGateway::BasePathMapping').Properties).toMatchObject({
      RestApiId: { Ref: resourceOf(template, 'AWS::ApiGateway::RestApi').id },
      Stage: { Ref: resourceOf(template, 'AWS::ApiGateway::Stage').id },
    });
    expect(JSON.stringify(resourceOf(template, 'AWS::Route53::RecordSet').Properties)).toContain('HostedZoneId');
  });

  test('has metrics by the name of the API', () => {
    const { api } = pets();
    expect(api.asRestApi().metricCount().dimensions).toEqual({ ApiName: 'Pets' });
    expect(api.addStage('dev').metricLatency().dimensions).toMatchObject({ ApiName: 'Pets' });
  });

  test('sends whoever adds routes to the API itself', () => {
    const { api } = pets();
    expect(() => api.asRestApi().root).toThrow('Cannot add resources to Stack/Pets by its root');
    expect(() => api.asRestApi().addGatewayResponse('A', {} as never)).toThrow('Cannot add a gateway response');
  });

  test('needs a stage when there is no default one', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const api = new RestApi(stack, 'Pets', { defaultStage: false });
    const { stageName } = api.asRestApi().deploymentStage;
    expect(() => stack.resolve(stageName) as unknown).toThrow('it has none');
    api.addStage('dev');
    expect(stack.resolve(stageName)).toHaveProperty('Ref');
  });
});
