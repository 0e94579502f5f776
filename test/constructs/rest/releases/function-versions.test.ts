import { App, Fn, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { Alias, Code, Function as LambdaFunction, Runtime, Version, type IFunction } from 'aws-cdk-lib/aws-lambda';
import { describe, expect, test } from 'vitest';
import {
  LambdaIntegration,
  RestApi,
  type LambdaProxyIntegrationProps,
  type StageProps,
} from '../../../../lib/index.js';
import { resourceOf, templateOf } from '../../synthesize.js';

interface Made {
  readonly app: App;
  readonly stack: Stack;
}

function addApi(
  handler: (stack: Stack, fn: LambdaFunction) => IFunction,
  { removalPolicy, code = '1' }: { readonly removalPolicy?: RemovalPolicy; readonly code?: string } = {},
  integration: LambdaProxyIntegrationProps = {},
  stage: StageProps = { canary: { startAt: 10 } },
): Made {
  const app = new App();
  const stack = new Stack(app, 'Stack', { env: { account: '123456789012', region: 'eu-west-1' } });
  const fn = new LambdaFunction(stack, 'Get', {
    runtime: Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: Code.fromInline(code),
    ...(removalPolicy !== undefined && { currentVersionOptions: { removalPolicy } }),
  });
  const api = new RestApi(stack, 'Pets');
  // Stages come first, so that what methods add later is seen.
  api.addStage('prod', stage);
  api.get('/', new LambdaIntegration(handler(stack, fn), integration));
  return { app, stack };
}

function warnings({ stack }: Made): readonly string[] {
  return Annotations.fromStack(stack)
    .findWarning('*', Match.stringLikeRegexp('release-needs-versions'))
    .map(({ entry }) => entry.data as string);
}

const KEPT = { removalPolicy: RemovalPolicy.RETAIN };

describe('checkFunctionVersions()', () => {
  test.each<[what: string, made: () => Made, reason: string | undefined]>([
    ['a function', () => addApi((_, fn) => fn), 'Stack/Get (without a version)'],
    ['the latest version', () => addApi((_, fn) => fn.latestVersion), '(without a version)'],
    [
      'an alias',
      () => addApi((stack, fn) => new Alias(stack, 'Live', { aliasName: 'live', version: fn.currentVersion }), KEPT),
      'Stack/Live (an alias moves to the next version)',
    ],
    [
      'a version that is deleted',
      () => addApi((_, fn) => fn.currentVersion),
      'Stack/Get/CurrentVersion (its version is deleted with the next one)',
    ],
    ['a version that is kept', () => addApi((_, fn) => fn.currentVersion, KEPT), undefined],
    [
      'a version that a stage variable names',
      () => addApi((_, fn) => fn.currentVersion, KEPT, { bind: 'stage-variable' }),
      'Stack/Get/CurrentVersion (a stage variable moves to the next version)',
    ],
    [
      'an imported version',
      () =>
        addApi((stack) => Version.fromVersionArn(stack, 'V', 'arn:aws:lambda:eu-west-1:123456789012:function:get:7')),
      undefined,
    ],
    [
      'an imported function by the ARN of a version',
      () =>
        addApi((stack) =>
          LambdaFunction.fromFunctionArn(stack, 'F', 'arn:aws:lambda:eu-west-1:123456789012:function:get:7'),
        ),
      undefined,
    ],
    [
      'an imported function',
      () => addApi((stack) => LambdaFunction.fromFunctionArn(stack, 'F', Fn.importValue('GetArn'))),
      'Stack/F (without a version)',
    ],
  ])('of %s says what a rollback does not bring back', (_, made, reason) => {
    expect(warnings(made())).toEqual(
      reason === undefined
        ? []
        : [expect.stringContaining(`stage prod: A rollback restores the API but not the code of`) as string],
    );
    if (reason !== undefined) expect(warnings(made())[0]).toContain(reason);
  });

  test('says nothing of a stage whose deployments go live at once', () => {
    expect(warnings(addApi((_, fn) => fn, {}, {}, {}))).toEqual([]);
  });

  test('keeps the permission of a version, which a kept deployment goes on invoking', () => {
    const { app, stack } = addApi((_, fn) => fn.currentVersion, KEPT);
    expect(resourceOf(templateOf(app, stack), 'AWS::Lambda::Permission')).toMatchObject({
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
    const plain = addApi((_, fn) => fn);
    expect(resourceOf(templateOf(plain.app, plain.stack), 'AWS::Lambda::Permission')).not.toHaveProperty(
      'UpdateReplacePolicy',
    );
  });

  test('new code of a function that is invoked by version makes a new deployment', () => {
    const deploymentOf = (code: string): string => {
      const { app, stack } = addApi((_, fn) => fn.currentVersion, { ...KEPT, code });
      return resourceOf(templateOf(app, stack), 'AWS::ApiGateway::Deployment').id;
    };
    expect(deploymentOf('1')).toBe(deploymentOf('1'));
    expect(deploymentOf('2')).not.toBe(deploymentOf('1'));
  });
});

describe('a stage whose pin stands in the template only', () => {
  test.each<[releaseState: 'ssm' | undefined, notes: number]>([
    [undefined, 1],
    ['ssm', 0],
  ])('with releaseState %s gets %d notes that the pin is sticky', (releaseState, notes) => {
    const canary = { startAt: 10, ...(releaseState !== undefined && { releaseState }) };
    const { stack } = addApi((_, fn) => fn, {}, {}, { canary });
    const found = Annotations.fromStack(stack).findInfo('*', Match.stringLikeRegexp('release-parameter-sticky'));
    expect(found).toHaveLength(notes);
  });
});
