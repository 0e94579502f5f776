import { App, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { describe, expect, test } from 'vitest';
import { LambdaIntegration, RestApi, SluiceError } from '../../../../lib/index.js';
import { inlineFunction, operationOf, resourceOf, templateOf, type SynthesizedTemplate } from '../../synthesize.js';

/** A circle of resources that refer to each other, found as CloudFormation does: by the template alone. */
function circleIn({ Resources }: SynthesizedTemplate): readonly string[] | undefined {
  const ids = Object.keys(Resources);
  const refersTo = (id: string): readonly string[] => {
    const text = JSON.stringify(Resources[id]);
    return ids.filter((other) => other !== id && new RegExp(`["{]${other}[".}]`).test(text));
  };
  const visit = (id: string, path: readonly string[]): readonly string[] | undefined => {
    if (path.includes(id)) return [...path, id];
    for (const next of refersTo(id)) {
      const circle = visit(next, [...path, id]);
      if (circle !== undefined) return circle;
    }
    return undefined;
  };
  return ids.map((id) => visit(id, [])).find((circle) => circle !== undefined);
}

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
