import { App, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { describe, expect, test } from 'vitest';
import { LambdaIntegration, RestApi, SluiceError } from '../../../../lib/index.js';
import { circleIn } from '../../circle-in.js';
import { inlineFunction, operationOf, resourceOf, templateOf } from '../../synthesize.js';

function refusal(app: App): SluiceError {
  try {
    app.synth();
  } catch (error) {
    if (error instanceof SluiceError) return error;
    throw error;
  }
  throw new Error('synthesized');
}

describe('FunctionCycleCheck', () => {
  test.each<
    [
      how: string,
      functionsIn: 'Apis' | 'Functions',
      refer: (api: RestApi, fn: ReturnType<typeof inlineFunction>) => void,
    ]
  >([
    ['its environment', 'Apis', (api, fn) => fn.addEnvironment('URL', api.url)],
    [
      'a policy of its role',
      'Apis',
      (api, fn) =>
        fn.addToRolePolicy(
          new PolicyStatement({ actions: ['execute-api:*'], resources: [api.asRestApi().arnForExecuteApi()] }),
        ),
    ],
    ['a declared dependency', 'Apis', (api, fn) => fn.node.addDependency(api)],
    ['its environment, in another stack', 'Functions', (api, fn) => fn.addEnvironment('URL', api.url)],
  ])('refuses a function that refers to its API by %s', (_how, functionsIn, refer) => {
    const app = new App();
    const stacks = { Apis: new Stack(app, 'Apis'), Functions: new Stack(app, 'Functions') };
    const api = new RestApi(stacks.Apis, 'Pets');
    const handler = inlineFunction(stacks[functionsIn], 'ListPets');
    api.get('/pets', new LambdaIntegration(handler));
    refer(api, handler);
    const error = refusal(app);
    expect(error.code).toBe('api-function-cycle');
    expect(error.message).toContain(`Apis/Pets: its definition refers to ${functionsIn}/ListPets`);
    expect(error.details.hint).toContain("bind: 'stage-variable'");
  });

  test('lets a function refer to its API when a stage variable binds it', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const api = new RestApi(stack, 'Pets');
    const handler = inlineFunction(stack, 'ListPets');
    api.get('/pets', new LambdaIntegration(handler, { bind: 'stage-variable' }));
    handler.addEnvironment('URL', api.url);
    const template = templateOf(app, stack);
    expect(operationOf(template, '/pets', 'get')['x-amazon-apigateway-integration'].uri).toEqual({
      'Fn::Sub':
        'arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${!stageVariables.Stack_ListPets_B253DCA7}/invocations',
    });
    expect(circleIn(template)).toBeUndefined();
    expect(resourceOf(template, 'AWS::ApiGateway::Stage').Properties.Variables).toEqual({
      Stack_ListPets_B253DCA7: { 'Fn::GetAtt': [resourceOf(template, 'AWS::Lambda::Function').id, 'Arn'] },
    });
  });

  test('lets a function stand below its API', () => {
    const app = new App();
    const api = new RestApi(new Stack(app, 'Stack'), 'Pets');
    api.get('/', new LambdaIntegration(inlineFunction(api, 'ListPets')));
    expect(() => app.synth()).not.toThrow();
  });

  test('lets a function wait for another that refers to nothing', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const [a, b] = [inlineFunction(stack, 'A'), inlineFunction(stack, 'B')];
    a.node.addDependency(b);
    new RestApi(stack, 'Pets').get('/', new LambdaIntegration(a));
    expect(() => app.synth()).not.toThrow();
  });
});
