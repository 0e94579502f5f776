import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { CfnUserPoolClient, UserPool, UserPoolOperation } from 'aws-cdk-lib/aws-cognito';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { describe, expect, test } from 'vitest';
import {
  CognitoAuthorizer,
  LambdaIntegration,
  MockIntegration,
  RequestAuthorizer,
  RestApi,
  TokenAuthorizer,
  type IRestAuthorizer,
} from '../../../../lib/index.js';
import { circleIn } from '../../circle-in.js';
import { inlineFunction, templateOf } from '../../synthesize.js';

type Create = (stack: Stack) => IRestAuthorizer;

const AUTHORIZERS: readonly [name: string, create: Create][] = [
  ['a TokenAuthorizer', (stack) => new TokenAuthorizer(inlineFunction(stack, 'Check'))],
  ['a RequestAuthorizer', (stack) => new RequestAuthorizer(inlineFunction(stack, 'Check'))],
  ['a CognitoAuthorizer', (stack) => new CognitoAuthorizer({ userPools: [new UserPool(stack, 'Pool')] })],
];

describe('functions and authorizers of other stacks', () => {
  test.each(AUTHORIZERS)('%s: only the stack of the API depends on the other', (_name, create) => {
    const app = new App();
    const stacks = { shared: new Stack(app, 'Shared'), api: new Stack(app, 'Api') };
    const authorizer = create(stacks.shared);
    const handler = inlineFunction(stacks.shared, 'List');
    new RestApi(stacks.api, 'Pets', { defaults: { authorizer } }).get('/pets', new LambdaIntegration(handler));
    app.synth();
    expect(stacks.api.dependencies).toEqual([stacks.shared]);
    expect(stacks.shared.dependencies).toEqual([]);
  });

  test.each(AUTHORIZERS)('%s: the other stack may come to depend on an API that does not use it', (_name, create) => {
    const app = new App();
    const stacks = { a: new Stack(app, 'A'), b: new Stack(app, 'B'), shared: new Stack(app, 'Shared') };
    const authorizer = create(stacks.shared);
    new RestApi(stacks.a, 'Pets').get('/pets', new MockIntegration(), { authorizer });
    const other = new RestApi(stacks.b, 'Owners');
    other.get('/owners', new MockIntegration());
    new CfnOutput(stacks.shared, 'Url', { value: other.url });
    expect(() => app.synth()).not.toThrow();
  });

  test('a client of the user pool may refer to the API that the pool protects', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const pool = new UserPool(stack, 'Pool');
    const api = new RestApi(stack, 'Pets');
    api.get('/pets', new MockIntegration(), { authorizer: new CognitoAuthorizer({ userPools: [pool] }) });
    new CfnUserPoolClient(stack, 'Client', { userPoolId: pool.userPoolId, callbackUrLs: [api.url] });
    expect(circleIn(templateOf(app, stack))).toBeUndefined();
  });

  test.each(['Token', 'Request'] as const)(
    'the function of a %sAuthorizer may refer to its API by a stage variable',
    (kind) => {
      const app = new App();
      const stack = new Stack(app, 'Stack');
      const api = new RestApi(stack, 'Pets');
      const handler = inlineFunction(stack, 'Check');
      handler.addEnvironment('URL', api.url);
      const authorizer =
        kind === 'Token'
          ? new TokenAuthorizer(handler, { bind: 'stage-variable' })
          : new RequestAuthorizer(handler, { bind: 'stage-variable' });
      api.get('/pets', new MockIntegration(), { authorizer });
      expect(circleIn(templateOf(app, stack))).toBeUndefined();
    },
  );

  test.each(AUTHORIZERS)('%s: anything may refer to an API whose definition is resources', (_name, create) => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const api = new RestApi(stack, 'Pets', { definition: 'resources' });
    api.get('/pets', new MockIntegration(), { authorizer: create(stack) });
    const handler = stack.node.tryFindChild('Check');
    if (handler instanceof LambdaFunction) handler.addEnvironment('URL', api.url);
    const pool = stack.node.tryFindChild('Pool');
    if (pool instanceof UserPool) {
      const trigger = inlineFunction(stack, 'Trigger');
      trigger.addEnvironment('URL', api.url);
      pool.addTrigger(UserPoolOperation.PRE_SIGN_UP, trigger);
    }
    expect(circleIn(templateOf(app, stack))).toBeUndefined();
  });

  test.each<[name: string, refer: (api: RestApi, stack: Stack) => IRestAuthorizer, first: string]>([
    [
      'the function of an authorizer',
      (api, stack) => {
        const handler = inlineFunction(stack, 'Check');
        handler.addEnvironment('URL', api.url);
        return new TokenAuthorizer(handler);
      },
      'Stack/Check',
    ],
    [
      'a trigger of a user pool',
      (api, stack) => {
        const trigger = inlineFunction(stack, 'Trigger');
        trigger.addEnvironment('URL', api.url);
        return new CognitoAuthorizer({
          userPools: [new UserPool(stack, 'Pool', { lambdaTriggers: { preSignUp: trigger } })],
        });
      },
      'Stack/Pool → Stack/Trigger',
    ],
  ])('%s that refers to its API is refused before deployment, with the way it goes', (_name, refer, way) => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const api = new RestApi(stack, 'Pets');
    api.get('/pets', new MockIntegration(), { authorizer: refer(api, stack) });
    expect(() => app.synth()).toThrow(
      expect.objectContaining({ code: 'api-function-cycle', message: expect.stringContaining(way) as string }) as Error,
    );
  });
});
