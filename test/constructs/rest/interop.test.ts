import { App, NestedStack, Stack, Stage as CdkStage } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { ApiGateway as ApiGatewayTarget } from 'aws-cdk-lib/aws-events-targets';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { CallApiGatewayRestApiEndpoint, HttpMethod } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { ApiGateway as AliasTarget } from 'aws-cdk-lib/aws-route53-targets';
import { describe, expect, test } from 'vitest';
import { LambdaIntegration, MockIntegration, RestApi, type Stage } from '../../../lib/index.js';
import { LocalGateway } from '../../../lib/testing/index.js';
import { inlineFunction, resourceOf, resourcesOf, templateOf } from '../synthesize.js';

function pets(scope: Stack | NestedStack): { readonly api: RestApi; readonly prod: Stage } {
  const api = new RestApi(scope, 'Pets');
  api.get('/pets', new MockIntegration());
  return { api, prod: api.addStage('prod') };
}

describe('an API of Sluice in constructs for aws-apigateway', () => {
  test.each<[name: string, use: (stack: Stack, api: apigateway.RestApiBase) => void]>([
    [
      'a target of EventBridge',
      (stack, api) =>
        new Rule(stack, 'Rule', { schedule: Schedule.expression('rate(1 hour)') }).addTarget(new ApiGatewayTarget(api)),
    ],
    ['an alias target', (_stack, api) => new AliasTarget(api)],
    ['a route', (_stack, api) => api.root.addMethod('GET')],
    ['an API key', (stack, api) => new apigateway.ApiKey(stack, 'Key', { resources: [api] })],
  ])('%s that is given the API itself says what to give', (_name, use) => {
    const stack = new Stack(new App(), 'Stack');
    const { api } = pets(stack);
    expect(() => use(stack, api as unknown as apigateway.RestApiBase)).toThrow(
      /Stack\/Pets is a RestApi of sluice.*api\.asRestApi\(\)/,
    );
    expect(() => use(stack, api.asRestApi())).not.toThrow('is a RestApi of sluice');
  });

  test('a task of Step Functions takes what asRestApi() returns', () => {
    const stack = new Stack(new App(), 'Stack');
    const { api } = pets(stack);
    const task = new CallApiGatewayRestApiEndpoint(stack, 'Call', {
      api: api.asRestApi(),
      stageName: 'prod',
      method: HttpMethod.GET,
    });
    expect(JSON.stringify(stack.resolve(task.toStateJson()))).toContain('"Stage":"prod"');
  });

  test('those that take a reference take the API and its stage as they are', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const { api, prod } = pets(stack);
    const domain = new apigateway.DomainName(stack, 'Domain', {
      domainName: 'api.example.com',
      certificate: Certificate.fromCertificateArn(
        stack,
        'Certificate',
        'arn:aws:acm:us-east-1:123456789012:certificate/00000000-0000-0000-0000-000000000000',
      ),
    });
    domain.addBasePathMapping(api, { basePath: 'pets', stage: prod.asStage() });
    domain.addApiMapping(prod, { basePath: 'v2/pets' });
    new apigateway.CfnDocumentationVersion(stack, 'Version', { restApiId: api.restApiId, documentationVersion: '1' });
    const template = templateOf(app, stack);
    const id = { Ref: resourceOf(template, 'AWS::ApiGateway::RestApi').id };
    expect(resourceOf(template, 'AWS::ApiGateway::BasePathMapping').Properties).toMatchObject({
      RestApiId: id,
      Stage: { Ref: resourceOf(template, 'AWS::ApiGateway::Stage').id },
    });
    expect(resourceOf(template, 'AWS::ApiGatewayV2::ApiMapping').Properties).toMatchObject({ ApiId: id });
  });
});

describe('an API of aws-apigateway in constructs of Sluice', () => {
  test('is used by its id', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const theirs = new apigateway.RestApi(stack, 'Cats');
    theirs.root.addMethod('GET');
    const ours = RestApi.fromRestApiAttributes(stack, 'Imported', {
      restApiId: theirs.restApiId,
      restApiName: theirs.restApiName,
      stageName: theirs.deploymentStage.stageName,
    });
    expect(ours.metricCount().dimensions).toEqual({ ApiName: 'Cats' });
    expect(stack.resolve(ours.url)).toEqual(stack.resolve(theirs.url));
    expect(stack.resolve(ours.arnForExecuteApi('GET', '/', 'prod'))).toEqual(
      stack.resolve(theirs.arnForExecuteApi('GET', '/', 'prod')),
    );
  });

  test('stands beside one of Sluice in a stack, and both are served', async () => {
    const stack = new Stack(new App(), 'Stack');
    const theirs = new apigateway.RestApi(stack, 'Cats');
    theirs.root.addMethod(
      'GET',
      new apigateway.MockIntegration({
        requestTemplates: { 'application/json': '{"statusCode":204}' },
        integrationResponses: [{ statusCode: '204' }],
      }),
      { methodResponses: [{ statusCode: '204' }] },
    );
    pets(stack);
    const statuses = [];
    for (const [api, path] of [
      ['Stack/Cats', '/'],
      ['Stack/Pets', '/pets'],
    ] as const) {
      const gateway = await LocalGateway.fromStack(stack, { api });
      statuses.push((await gateway.fetch(path)).status);
      await gateway.close();
    }
    expect(statuses).toEqual([204, 200]);
  });
});

describe('RestApi in Stages and nested stacks', () => {
  test('is the same in every Stage', () => {
    const app = new App();
    const bodies = ['beta', 'gamma'].map((id) => {
      const stage = new CdkStage(app, id);
      const stack = new Stack(stage, 'Stack');
      const api = new RestApi(stack, 'Pets');
      api.get('/pets', new LambdaIntegration(inlineFunction(stack, 'List')));
      const template = stage.synth().getStackArtifact(stack.artifactId).template as ReturnType<typeof templateOf>;
      return resourceOf(template, 'AWS::ApiGateway::RestApi').Properties.Body;
    });
    expect(bodies[0]).toEqual(bodies[1]);
  });

  test('is served from a nested stack, whose parent uses its URL', async () => {
    const app = new App();
    const parent = new Stack(app, 'Parent');
    const nested = new NestedStack(parent, 'Nested');
    const list = inlineFunction(parent, 'List', 'exports.handler = async () => ({ statusCode: 200, body: "all" })');
    const api = new RestApi(nested, 'Pets');
    api.get('/pets', new LambdaIntegration(list));
    const client = inlineFunction(parent, 'Client');
    client.addEnvironment('PETS_URL', api.url);
    const template = templateOf(app, parent);
    expect(resourcesOf(template, 'AWS::CloudFormation::Stack')).toHaveLength(1);
    const gateway = await LocalGateway.fromStack(parent);
    const body = await (await gateway.fetch('/pets')).text();
    await gateway.close();
    expect(body).toBe('all');
  });

  test('grants to a role of another stack, and is alarmed of from another stack', () => {
    const app = new App();
    const stack = new Stack(app, 'Apis');
    const { api, prod } = pets(stack);
    const other = new Stack(app, 'Others');
    const caller = inlineFunction(other, 'Caller');
    prod.grantInvoke(caller);
    api.metricServerError().createAlarm(other, 'Alarm', { threshold: 1, evaluationPeriods: 1 });
    const policy = JSON.stringify(resourceOf(templateOf(app, other), 'AWS::IAM::Policy').Properties);
    expect(policy).toContain('Apis:ExportsOutputRefPets');
  });
});
