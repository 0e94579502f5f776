import { App, CfnParameter, NestedStack, Stack, type Stack as CdkStack } from 'aws-cdk-lib';
import { CfnDeployment } from 'aws-cdk-lib/aws-apigateway';
import { afterEach, describe, expect, test } from 'vitest';
import { MockIntegration, RestApi, type CanaryProps, type StageProps } from '../../../../lib/index.js';
import { LocalGateway } from '../../../../lib/testing/index.js';
import { resourceOf, resourcesOf, synthesize, templateOf, type SynthesizedTemplate } from '../../synthesize.js';

interface ControlledTemplate extends SynthesizedTemplate {
  readonly Parameters: Readonly<Record<string, { readonly Type: string; readonly Default?: string }>>;
  readonly Conditions: Readonly<Record<string, unknown>>;
}

function addApi(stack: CdkStack, canary: CanaryProps, stage: StageProps = {}): RestApi {
  const api = new RestApi(stack, 'Pets');
  api.get('/', new MockIntegration({ responses: [{ statusCode: 200 }] }));
  api.addStage('prod', { ...stage, canary });
  return api;
}

function controlled(canary: CanaryProps = { startAt: 10 }): ControlledTemplate {
  return synthesize((stack) => void addApi(stack, canary)) as ControlledTemplate;
}

describe('a stage with canary', () => {
  test('serves what its parameter names, else the new deployment, and says which', () => {
    const template = controlled();
    const [deployment] = resourcesOf(template, 'AWS::ApiGateway::Deployment');
    expect(template.Parameters.PetsProdDeployment).toEqual({
      Type: 'String',
      Default: '',
      Description: 'The deployment that the stage prod serves; empty for the one of this template',
    });
    expect(template.Conditions).toEqual({
      PetsProdPinned: { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'PetsProdDeployment' }, ''] }] },
    });
    expect(resourceOf(template, 'AWS::ApiGateway::Stage').Properties.DeploymentId).toEqual({
      'Fn::If': ['PetsProdPinned', { Ref: 'PetsProdDeployment' }, { Ref: deployment?.id }],
    });
    expect(template.Outputs?.PetsProdServes?.Value).toEqual({
      'Fn::If': ['PetsProdPinned', { 'Fn::Join': ['', ['pinned ', { Ref: 'PetsProdDeployment' }]] }, 'latest'],
    });
  });

  test('says how a canary is run, and never starts one', () => {
    const template = controlled({ startAt: 25, stageVariableOverrides: { release: 'next' }, useStageCache: true });
    const stage = resourceOf(template, 'AWS::ApiGateway::Stage');
    expect(stage.Properties).not.toHaveProperty('CanarySetting');
    expect((stage as unknown as { readonly Metadata: unknown }).Metadata).toMatchObject({
      'sluice:release': {
        CanarySetting: { PercentTraffic: 25, StageVariableOverrides: { release: 'next' }, UseStageCache: true },
      },
    });
  });

  test('keeps its pin in Systems Manager on demand, where no value is empty', () => {
    const template = controlled({ startAt: 10, releaseState: 'ssm' });
    expect(template.Parameters.PetsProdDeployment).toMatchObject({
      Type: 'AWS::SSM::Parameter::Value<String>',
      Default: '/sluice/Stack/PetsProdDeployment',
    });
    expect(template.Conditions.PetsProdPinned).toEqual({
      'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'PetsProdDeployment' }, 'latest'] }],
    });
  });

  test('of a nested stack has its parameter and output in the outermost one', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    addApi(new NestedStack(stack, 'Apis'), { startAt: 10 });
    const template = templateOf(app, stack) as ControlledTemplate;
    expect(template.Parameters).toHaveProperty('ApisPetsProdDeployment');
    expect(template.Outputs).toHaveProperty('ApisPetsProdServes');
    expect(template.Conditions).toHaveProperty('ApisPetsProdPinned');
    const { Parameters } = resourceOf(template, 'AWS::CloudFormation::Stack').Properties;
    expect(Object.values(Parameters as object)).toEqual([{ Ref: 'ApisPetsProdDeployment' }]);
  });

  test('whose API is resources of their own serves what its parameter names, too', () => {
    const template = synthesize((stack) => {
      const api = new RestApi(stack, 'Pets', { definition: 'resources' });
      api.get('/', new MockIntegration());
      api.addStage('prod', { canary: { startAt: 10 } });
    });
    expect(resourceOf(template, 'AWS::ApiGateway::Stage').Properties.DeploymentId).toEqual({
      'Fn::If': [
        'PetsProdPinned',
        { Ref: 'PetsProdDeployment' },
        { Ref: resourceOf(template, 'AWS::ApiGateway::Deployment').id },
      ],
    });
  });

  test('keeps every deployment, since a pin may name it', () => {
    expect(resourceOf(controlled(), 'AWS::ApiGateway::Deployment')).toMatchObject({
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
  });

  test.each([-1, 100.5, Number.NaN])('throws canary-percent for %d', (startAt) => {
    expect(() => controlled({ startAt })).toThrow(expect.objectContaining({ code: 'canary-percent' }) as Error);
  });

  test('takes a percentage that only deployment knows', () => {
    const template = synthesize((stack) => {
      const percent = new CfnParameter(stack, 'Percent', { type: 'Number', default: 5 });
      addApi(stack, { startAt: percent.valueAsNumber });
    });
    const { Metadata } = resourceOf(template, 'AWS::ApiGateway::Stage') as unknown as { readonly Metadata: unknown };
    expect(Metadata).toMatchObject({ 'sluice:release': { CanarySetting: { PercentTraffic: { Ref: 'Percent' } } } });
  });
});

describe('StageProps.deploymentId', () => {
  test('lets one stage serve a kept deployment, and others the new one', () => {
    const template = synthesize((stack) => {
      const api = new RestApi(stack, 'Pets');
      api.get('/', new MockIntegration());
      api.addStage('dev');
      api.addStage('prod', { deploymentId: 'abc123' });
    });
    const [dev, prod] = resourcesOf(template, 'AWS::ApiGateway::Stage');
    expect(dev?.Properties.DeploymentId).toEqual({ Ref: resourceOf(template, 'AWS::ApiGateway::Deployment').id });
    expect(prod?.Properties.DeploymentId).toBe('abc123');
  });

  test('takes a deployment of aws-apigateway', () => {
    const template = synthesize((stack) => {
      const api = new RestApi(stack, 'Pets');
      api.get('/', new MockIntegration());
      api.addStage('prod', { deploymentId: new CfnDeployment(stack, 'Kept', { restApiId: api.restApiId }) });
    });
    expect(resourceOf(template, 'AWS::ApiGateway::Stage').Properties.DeploymentId).toEqual({ Ref: 'Kept' });
  });

  test('throws stage-deployment-twice beside canary', () => {
    const stack = new Stack(new App(), 'Stack');
    expect(() => addApi(stack, { startAt: 10 }, { deploymentId: 'abc123' })).toThrow(
      expect.objectContaining({ code: 'stage-deployment-twice' }) as Error,
    );
  });
});

describe('a local gateway', () => {
  let gateway: LocalGateway | undefined;
  afterEach(async () => {
    await gateway?.close();
    gateway = undefined;
  });

  test.each<[what: string, canary: CanaryProps, values: Readonly<Record<string, string>>, findings: readonly string[]]>(
    [
      ['a controlled stage', { startAt: 10 }, {}, []],
      ['one whose pin is in Systems Manager', { startAt: 10, releaseState: 'ssm' }, {}, []],
      [
        'a pinned one, whose deployment it does not have',
        { startAt: 10 },
        { PetsProdDeployment: 'abc123' },
        [
          'The stage prod serves the deployment abc123, which is not in the template: the API is served as the template defines it',
        ],
      ],
    ],
  )('serves %s as the API is defined', async (_, canary, values, findings) => {
    const stack = new Stack(new App(), 'Stack');
    addApi(stack, canary);
    gateway = await LocalGateway.fromStack(stack, { values });
    expect((await gateway.fetch('/')).status).toBe(200);
    const found = gateway.diagnostics.filter(({ severity }) => severity !== 'info');
    expect(found.map(({ message }) => message)).toEqual(findings);
  });
});
