import { Stack, App } from 'aws-cdk-lib';
import { Alias, type IAlias } from 'aws-cdk-lib/aws-lambda';
import { afterEach, describe, expect, test } from 'vitest';
import { LambdaIntegration, RestApi } from '../../../../lib/index.js';
import { LocalGateway } from '../../../../lib/testing/index.js';
import { inlineFunction, operationOf, resourcesOf, synthesize } from '../../synthesize.js';

// Users report that an API whose stage variable picks an alias answers 500 until somebody runs `add-permission` for
// that alias by hand.

let gateway: LocalGateway | undefined;
afterEach(async () => {
  await gateway?.close();
  gateway = undefined;
});

function aliases(stack: Stack): readonly [IAlias, IAlias] {
  const handler = inlineFunction(stack, 'Handler', 'exports.handler = async () => ({ statusCode: 200, body: "pets" })');
  const alias = (aliasName: string): IAlias =>
    new Alias(stack, `Alias-${aliasName}`, { aliasName, version: handler.currentVersion });
  return [alias('live'), alias('next')];
}

function apiWith(stack: Stack, stages: Readonly<Record<string, object>>): void {
  const api = new RestApi(stack, 'Pets');
  api.get('/pets', LambdaIntegration.fromStageVariable('release', aliases(stack)));
  for (const [name, props] of Object.entries(stages)) api.addStage(name, props);
}

describe('LambdaIntegration.fromStageVariable()', () => {
  test('lets the API invoke every alias that a stage can pick', () => {
    const template = synthesize((stack) => apiWith(stack, { prod: {}, beta: { variables: { release: 'next' } } }));
    expect(resourcesOf(template, 'AWS::Lambda::Permission').map(({ Properties }) => Properties.FunctionName)).toEqual([
      { Ref: expect.stringMatching(/^Aliaslive/) as string },
      { Ref: expect.stringMatching(/^Aliasnext/) as string },
    ]);
    expect(operationOf(template, '/pets', 'get')['x-amazon-apigateway-integration'].uri).toEqual({
      'Fn::Sub': expect.stringMatching(
        /functions\/\$\{Handler\w+\.Arn\}:\$\{!stageVariables\.release\}\/invocations$/,
      ) as string,
    });
    expect(
      resourcesOf(template, 'AWS::ApiGateway::Stage').map(({ Properties }) => [
        Properties.StageName,
        Properties.Variables,
      ]),
    ).toEqual([
      ['prod', { release: 'live' }],
      ['beta', { release: 'next' }],
    ]);
  });

  test.each<[what: string, stages: Readonly<Record<string, object>>]>([
    ['a stage', { prod: { variables: { release: 'blue' } } }],
    ['the canary of a stage', { prod: { canary: { startAt: 10, stageVariableOverrides: { release: 'blue' } } } }],
  ])('refuses %s that picks an alias without a permission', (_what, stages) => {
    expect(() => synthesize((stack) => apiWith(stack, stages))).toThrow(
      'The stage prod of Stack/Pets sets "release" to "blue"; the API may invoke the aliases live, next',
    );
  });

  test('refuses it whichever of method and stage comes first', () => {
    expect(() =>
      synthesize((stack) => {
        const api = new RestApi(stack, 'Pets');
        api.addStage('prod', { variables: { release: 'blue' } });
        api.get('/pets', LambdaIntegration.fromStageVariable('release', aliases(stack)));
      }),
    ).toThrow('sets "release" to "blue"');
  });

  test.each<[what: string, choose: (stack: Stack) => readonly IAlias[]]>([
    ['no alias', () => []],
    [
      'aliases of two functions',
      (stack) => [
        ...aliases(stack),
        new Alias(stack, 'Other', { aliasName: 'other', version: inlineFunction(stack, 'Second').currentVersion }),
      ],
    ],
  ])('refuses %s', (_what, choose) => {
    expect(() => synthesize((stack) => LambdaIntegration.fromStageVariable('release', choose(stack)))).toThrow(
      'The stage variable "release" has to choose among aliases of one function',
    );
  });

  test('is served by the function that the alias belongs to', async () => {
    const stack = new Stack(new App(), 'Stack');
    apiWith(stack, { prod: {}, beta: { variables: { release: 'next' } } });
    for (const stage of ['prod', 'beta']) {
      gateway = await LocalGateway.fromStack(stack, { stage });
      expect(await (await gateway.fetch('/pets')).text()).toBe('pets');
      await gateway.close();
    }
  });
});

describe("new LambdaIntegration(…, { bind: 'stage-variable' })", () => {
  test.each<[what: string, value: string | undefined, warnings: readonly string[]]>([
    [
      'warns of a stage that sets the variable to another function',
      'other-function',
      [
        expect.stringContaining(
          'The stage prod of Stack/Pets sets "handler" to "other-function"; the API gets a permission to invoke Stack/Handler only',
        ) as string,
      ],
    ],
    ['says nothing of a stage that leaves the variable alone', undefined, []],
  ])('%s', (_what, value, warnings) => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const api = new RestApi(stack, 'Pets');
    const handler = inlineFunction(stack, 'Handler');
    api.get('/pets', new LambdaIntegration(handler, { bind: 'stage-variable', stageVariable: 'handler' }));
    api.addStage('prod', value === undefined ? {} : { variables: { handler: value } });
    const { messages } = app.synth().getStackArtifact('Stack');
    const found = messages.filter(({ level }) => (level as string) === 'warning').map(({ entry }) => entry.data);
    expect(found).toEqual(warnings);
  });
});
