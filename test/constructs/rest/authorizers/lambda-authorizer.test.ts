import { App, Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Alias, Function as LambdaFunction, type IFunction } from 'aws-cdk-lib/aws-lambda';
import { describe, expect, test } from 'vitest';
import { MockIntegration, RequestAuthorizer, RestApi, TokenAuthorizer } from '../../../../lib/index.js';
import { LocalGateway } from '../../../../lib/testing/index.js';
import {
  bodyOf,
  inlineFunction,
  resourceOf,
  resourcesOf,
  synthesize,
  type SynthesizedTemplate,
} from '../../synthesize.js';
import { ALLOW_OR_DENY } from './authorizer-functions.js';

interface Scheme {
  readonly 'x-amazon-apigateway-authorizer': Readonly<Record<string, unknown>>;
}

function settingsOf(template: SynthesizedTemplate): Readonly<Record<string, unknown>> {
  const { securitySchemes } = bodyOf(template).components as { securitySchemes: Record<string, Scheme> };
  const [scheme] = Object.values(securitySchemes);
  return scheme?.['x-amazon-apigateway-authorizer'] ?? {};
}

describe('an authorizer with a function', () => {
  test('invokes it in a role that gets the permission, once however many APIs use it', () => {
    const template = synthesize((stack) => {
      const credentials = new Role(stack, 'Role', { assumedBy: new ServicePrincipal('apigateway.amazonaws.com') });
      const authorizer = new RequestAuthorizer(inlineFunction(stack, 'Check'), { credentials });
      for (const id of ['Pets', 'Owners']) new RestApi(stack, id).get('/', new MockIntegration(), { authorizer });
    });
    const [policy, ...others] = resourcesOf(template, 'AWS::IAM::Policy');
    const { PolicyDocument } = policy?.Properties as { PolicyDocument: { Statement: readonly object[] } };
    expect(PolicyDocument.Statement).toEqual([expect.objectContaining({ Action: 'lambda:InvokeFunction' })]);
    expect(others).toEqual([]);
    expect(resourcesOf(template, 'AWS::Lambda::Permission')).toEqual([]);
    const apis = resourcesOf(template, 'AWS::ApiGateway::RestApi');
    expect(JSON.stringify(apis[0]?.Properties.Body)).toMatch(
      /"authorizerCredentials":\{"Fn::GetAtt":\["Role\w+","Arn"\]\}/,
    );
  });

  test.each<[what: string, create: (stack: Stack) => IFunction, uri: string]>([
    [
      'an imported function',
      (stack) => LambdaFunction.fromFunctionArn(stack, 'Check', 'arn:aws:lambda:eu-west-1:111122223333:function:check'),
      'functions/arn:aws:lambda:eu-west-1:111122223333:function:check/invocations',
    ],
    [
      'an alias',
      (stack) =>
        new Alias(stack, 'Live', { aliasName: 'live', version: inlineFunction(stack, 'Check').currentVersion }),
      'functions/${Live',
    ],
  ])('takes %s', (_what, create, uri) => {
    const template = synthesize((stack) => {
      const authorizer = new TokenAuthorizer(create(stack));
      new RestApi(stack, 'Pets').get('/pets', new MockIntegration(), { authorizer });
    });
    expect(JSON.stringify(settingsOf(template).authorizerUri)).toContain(uri);
  });

  test('lets the API alone invoke it, whatever the authorizer id', () => {
    const template = synthesize((stack) => {
      const authorizer = new TokenAuthorizer(inlineFunction(stack, 'Check'));
      new RestApi(stack, 'Pets').get('/pets', new MockIntegration(), { authorizer });
    });
    const { SourceArn } = resourceOf(template, 'AWS::Lambda::Permission').Properties;
    expect(JSON.stringify(SourceArn)).toMatch(/Pets\w+"\},"\/\*\/\*"/);
  });

  test('is invoked in its own Region, by a permission that its own account gives', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack', { env: { region: 'eu-west-1', account: '111122223333' } });
    const arn = 'arn:aws:lambda:us-east-1:444455556666:function:check';
    const authorizer = new TokenAuthorizer(LambdaFunction.fromFunctionArn(stack, 'Check', arn));
    new RestApi(stack, 'Pets').get('/pets', new MockIntegration(), { authorizer });
    const template = app.synth().getStackArtifact(stack.artifactId).template as SynthesizedTemplate;
    expect(JSON.stringify(settingsOf(template).authorizerUri)).toContain(`:apigateway:us-east-1:lambda:`);
    expect(resourcesOf(template, 'AWS::Lambda::Permission')).toEqual([]);
    expect(JSON.stringify(template.Outputs)).toContain(
      `aws lambda add-permission --region us-east-1 --function-name ${arn}`,
    );
  });

  test('is served when a role invokes it', async () => {
    const stack = new Stack(new App(), 'Stack');
    const credentials = new Role(stack, 'Role', { assumedBy: new ServicePrincipal('apigateway.amazonaws.com') });
    const authorizer = new TokenAuthorizer(inlineFunction(stack, 'Check', ALLOW_OR_DENY), { credentials });
    const api = new RestApi(stack, 'Pets', { defaults: { authorizer } });
    api.get('/pets', new MockIntegration({ responses: [{ statusCode: 200 }] }));
    const gateway = await LocalGateway.fromStack(stack);
    const status = async (Authorization: string): Promise<number> =>
      (await gateway.fetch('/pets', { headers: { Authorization } })).status;
    expect([await status('allow'), await status('deny')]).toEqual([200, 403]);
    await gateway.close();
  });

  test('is served when a stage variable binds it', async () => {
    const stack = new Stack(new App(), 'Stack');
    const handler = inlineFunction(stack, 'Check', ALLOW_OR_DENY);
    const api = new RestApi(stack, 'Pets');
    handler.addEnvironment('URL', api.url);
    api.get('/pets', new MockIntegration({ responses: [{ statusCode: 200 }] }), {
      authorizer: new TokenAuthorizer(handler, { bind: 'stage-variable' }),
    });
    const gateway = await LocalGateway.fromStack(stack);
    const status = async (Authorization: string): Promise<number> =>
      (await gateway.fetch('/pets', { headers: { Authorization } })).status;
    expect([await status('allow'), await status('deny')]).toEqual([200, 403]);
    await gateway.close();
  });

  test('names API Gateway wherever its stack is deployed', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack', { env: { region: 'eu-west-1', account: '111122223333' } });
    const authorizer = new TokenAuthorizer(inlineFunction(stack, 'Check'));
    new RestApi(stack, 'Pets').get('/pets', new MockIntegration(), { authorizer });
    const template = app.synth().getStackArtifact(stack.artifactId).template as SynthesizedTemplate;
    expect(JSON.stringify(settingsOf(template).authorizerUri)).toMatch(
      /:apigateway:(eu-west-1|\$\{AWS::Region\}):lambda:/,
    );
  });
});
