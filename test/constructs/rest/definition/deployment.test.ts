import { App, CfnParameter, Duration, Fn, NestedStack, Stack } from 'aws-cdk-lib';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { describe, expect, test } from 'vitest';
import { HttpIntegration, LambdaIntegration, MockIntegration, RestApi } from '../../../../lib/index.js';
import { inlineFunction, resourceOf, templateOf, type SynthesizedTemplate } from '../../synthesize.js';

function printOf(template: SynthesizedTemplate): string {
  const { id } = resourceOf(template, 'AWS::ApiGateway::Deployment');
  const print = /f1[0-9a-f]{32}$/.exec(id)?.[0];
  if (print === undefined) throw new Error(`no fingerprint in ${id}`);
  return print;
}

/** The fingerprint of an API that `build` fills, in a stack beside one for functions. */
function fingerprintOf(build: (api: RestApi, apis: Stack, functions: Stack) => void): string {
  const app = new App();
  const [functions, apis] = [new Stack(app, 'Functions'), new Stack(app, 'Apis')];
  build(new RestApi(apis, 'Pets'), apis, functions);
  return printOf(templateOf(app, apis));
}

function versioned(scope: Stack, source: string): LambdaFunction {
  return new LambdaFunction(scope, 'Handler', {
    runtime: Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: Code.fromInline(source),
  });
}

describe('fingerprintDeployment()', () => {
  type Build = (api: RestApi, apis: Stack, functions: Stack) => void;
  const plain: Build = (api) => api.get('/pets', new MockIntegration());

  test.each<[change: string, before: Build, after: Build, outcome: 'new' | 'same']>([
    ['a route', plain, (api) => api.get('/cats', new MockIntegration()), 'new'],
    [
      'a mapping template',
      plain,
      (api) =>
        api.get('/pets', new MockIntegration({ requestTemplates: { 'application/json': '{"statusCode":201}' } })),
      'new',
    ],
    ['a throttle', plain, (api) => api.get('/pets', new MockIntegration(), { throttle: { rateLimit: 1 } }), 'same'],
    [
      'a stage and its variables',
      plain,
      (api, ...rest) => {
        plain(api, ...rest);
        api.addStage('dev', { variables: { a: 'b' } });
      },
      'same',
    ],
    [
      "a function's code behind its version",
      (api, apis) => api.get('/', new LambdaIntegration(versioned(apis, 'a').currentVersion)),
      (api, apis) => api.get('/', new LambdaIntegration(versioned(apis, 'b').currentVersion)),
      'new',
    ],
    [
      "a function's code behind the function",
      (api, apis) => api.get('/', new LambdaIntegration(versioned(apis, 'a'))),
      (api, apis) => api.get('/', new LambdaIntegration(versioned(apis, 'b'))),
      'same',
    ],
    [
      'a version in another stack',
      (api, _apis, functions) => api.get('/', new LambdaIntegration(versioned(functions, 'a').currentVersion)),
      (api, _apis, functions) => api.get('/', new LambdaIntegration(versioned(functions, 'b').currentVersion)),
      'new',
    ],
    [
      'an import inside a text',
      (api) => api.get('/', new HttpIntegration(`https://${Fn.importValue('a')}/`)),
      (api) => api.get('/', new HttpIntegration(`https://${Fn.importValue('b')}/`)),
      'new',
    ],
    [
      'the region for the account inside a text',
      (api, apis) => api.get('/', new HttpIntegration(`https://${apis.region}/`)),
      (api, apis) => api.get('/', new HttpIntegration(`https://${apis.account}/`)),
      'new',
    ],
    [
      'a number that only deployment knows',
      (api, apis) =>
        api.get(
          '/',
          new HttpIntegration('https://a/', {
            timeout: Duration.millis(new CfnParameter(apis, 'A', { type: 'Number' }).valueAsNumber),
          }),
        ),
      (api, apis) =>
        api.get(
          '/',
          new HttpIntegration('https://a/', {
            timeout: Duration.millis(new CfnParameter(apis, 'B', { type: 'Number' }).valueAsNumber),
          }),
        ),
      'new',
    ],
  ])('follows %s', (_change, before, after, outcome) => {
    expect(fingerprintOf(before) === fingerprintOf(after) ? 'same' : 'new').toBe(outcome);
  });

  test('has the same fingerprint before and after synthesis, and for functions of other and nested stacks', () => {
    const app = new App();
    const [functions, apis] = [new Stack(app, 'Functions'), new Stack(app, 'Apis')];
    const nested = new NestedStack(apis, 'Nested');
    const api = new RestApi(apis, 'Pets');
    api.get('/a', new LambdaIntegration(inlineFunction(functions, 'Other')));
    api.get('/b', new LambdaIntegration(inlineFunction(nested, 'Nested')));
    api.get('/c', new LambdaIntegration(inlineFunction(apis, 'Own').currentVersion));
    api.get('/d', new HttpIntegration(`https://${functions.stackId}/`));
    const idNow = (): string =>
      String(apis.resolve((api.node.findChild('Deployment') as never as { logicalId: string }).logicalId));
    const before = idNow();
    const template = templateOf(app, apis);
    expect(resourceOf(template, 'AWS::ApiGateway::Deployment').id).toBe(before);
    expect(idNow()).toBe(before);
  });

  test('makes a new id when something was added after a synthesis', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const api = new RestApi(stack, 'Pets');
    api.get('/a', new MockIntegration());
    const before = printOf(templateOf(app, stack));
    api.get('/b', new MockIntegration());
    const after = printOf(
      app.synth({ force: true }).getStackArtifact(stack.artifactId).template as SynthesizedTemplate,
    );
    expect(after).not.toBe(before);
  });

  test('carries the fingerprint in its description, and every stage points to it', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    new RestApi(stack, 'Pets').get('/', new MockIntegration());
    const template = templateOf(app, stack);
    const { id, Properties } = resourceOf(template, 'AWS::ApiGateway::Deployment');
    expect(Properties.Description).toBe(`sluice ${printOf(template)}`);
    expect(resourceOf(template, 'AWS::ApiGateway::Stage').Properties.DeploymentId).toEqual({ Ref: id });
  });
});
