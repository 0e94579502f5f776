import { App, Duration, Stack } from 'aws-cdk-lib';
import {
  CfnAuthorizer,
  CognitoUserPoolsAuthorizer,
  MockIntegration as AwsMockIntegration,
  RestApi as AwsRestApi,
  TokenAuthorizer as AwsTokenAuthorizer,
  type IAuthorizer,
} from 'aws-cdk-lib/aws-apigateway';
import { UserPool } from 'aws-cdk-lib/aws-cognito';
import { describe, expect, test } from 'vitest';
import {
  Authorizer,
  CognitoAuthorizer,
  MockIntegration,
  RequestAuthorizer,
  RestApi,
  TokenAuthorizer,
  type IRestAuthorizer,
} from '../../../../lib/index.js';
import { bodyOf, inlineFunction, operationOf, resourcesOf, synthesize, templateOf } from '../../synthesize.js';

const answering = new MockIntegration({ responses: [{ statusCode: 200 }] });

describe('the authorizers of an API', () => {
  test.each<[name: string, create: (stack: Stack) => IAuthorizer, instead: string]>([
    [
      'CognitoUserPoolsAuthorizer of aws-cdk-lib',
      (stack) => new CognitoUserPoolsAuthorizer(stack, 'Theirs', { cognitoUserPools: [new UserPool(stack, 'Pool')] }),
      'Use new CognitoAuthorizer({ userPools: [pool] }) from "sluice"',
    ],
    [
      'TokenAuthorizer of aws-cdk-lib',
      (stack) => new AwsTokenAuthorizer(stack, 'Theirs', { handler: inlineFunction(stack, 'Check') }),
      'Use new TokenAuthorizer(fn) from "sluice"',
    ],
    [
      'CfnAuthorizer of aws-cdk-lib',
      (stack) =>
        new CfnAuthorizer(stack, 'Theirs', { name: 'A', restApiId: 'a', type: 'TOKEN' }) as unknown as IAuthorizer,
      'Use Authorizer.fromAuthorizerId(authorizer.ref, { authorizationType }) from "sluice"',
    ],
    [
      'Object',
      () => ({ authorizerId: 'abc123' }),
      'Use an authorizer of Sluice, such as new CognitoAuthorizer({ userPools: [pool] }) from "sluice"',
    ],
  ])('refuse %s by the name of ours', (name, create, hint) => {
    const stack = new Stack(new App(), 'Stack');
    const authorizer = create(stack) as unknown as IRestAuthorizer;
    const api = new RestApi(stack, 'Pets');
    expect(() => api.get('/pets', answering, { authorizer })).toThrow(
      expect.objectContaining({
        code: 'aws-apigateway-authorizer',
        message: expect.stringMatching(new RegExp(`^Cannot use ${name} as an authorizer of Stack/Pets`)) as string,
        details: { hint },
      }) as Error,
    );
  });

  test.each<[name: string, create: (...given: never[]) => unknown]>([
    ['TokenAuthorizer', (...given) => new TokenAuthorizer(...(given as unknown as [never]))],
    ['RequestAuthorizer', (...given) => new RequestAuthorizer(...(given as unknown as [never]))],
    ['CognitoAuthorizer', (...given) => new CognitoAuthorizer(...(given as unknown as [never]))],
  ])('refuse the arguments that aws-cdk-lib takes: %s', (name, create) => {
    const stack = new Stack(new App(), 'Stack');
    const given = [stack, 'Check', { handler: inlineFunction(stack, 'Handler') }] as unknown as never[];
    expect(() => create(...given)).toThrow(
      expect.objectContaining({
        code: 'aws-apigateway-authorizer',
        message: `The arguments of ${name} are not those of sluice`,
        details: { hint: expect.stringContaining(`Write new ${name}(`) as string },
      }) as Error,
    );
  });

  test.each<[name: string, create: (stack: Stack) => IRestAuthorizer]>([
    ['a TokenAuthorizer', (stack) => new TokenAuthorizer(inlineFunction(stack, 'Check'))],
    ['a RequestAuthorizer', (stack) => new RequestAuthorizer(inlineFunction(stack, 'Check'))],
    ['a CognitoAuthorizer', (stack) => new CognitoAuthorizer({ userPools: [new UserPool(stack, 'Pool')] })],
    ['Authorizer.IAM', () => Authorizer.IAM],
    ['an authorizer by its id', () => Authorizer.fromAuthorizerId('abc123')],
  ])('do not leave a method of aws-cdk-lib open: %s', (_name, create) => {
    const stack = new Stack(new App(), 'Stack');
    const authorizer = create(stack) as unknown as IAuthorizer;
    const theirs = new AwsRestApi(stack, 'Theirs');
    expect(() => theirs.root.addMethod('GET', new AwsMockIntegration(), { authorizer })).toThrow(
      expect.objectContaining({
        code: 'aws-apigateway-method',
        message: expect.stringContaining('would be open to everybody') as string,
      }) as Error,
    );
  });

  test('do not compile from aws-cdk-lib', () => {
    const stack = new Stack(new App(), 'Stack');
    const authorizer = new AwsTokenAuthorizer(stack, 'Theirs', { handler: inlineFunction(stack, 'Check') });
    const api = new RestApi(stack, 'Pets');
    // @ts-expect-error -- Theirs has no bind().
    expect(() => api.get('/pets', answering, { authorizer })).toThrow('TokenAuthorizer');
  });

  test('refuse two of one name and take one of two objects that say the same', () => {
    const stack = new Stack(new App(), 'Stack');
    const handler = inlineFunction(stack, 'Check');
    const api = new RestApi(stack, 'Pets');
    api.get('/pets', answering, { authorizer: new TokenAuthorizer(handler) });
    api.get('/owners', answering, { authorizer: new TokenAuthorizer(handler) });
    const different = new TokenAuthorizer(handler, { resultsCacheTtl: Duration.seconds(0) });
    expect(() => api.get('/visits', answering, { authorizer: different })).toThrow(
      expect.objectContaining({
        code: 'authorizer-name-taken',
        message: expect.stringMatching(/^Cannot add the authorizer "StackCheck\w+" to Stack\/Pets/) as string,
      }) as Error,
    );
  });

  test('keep their names when others come before them', () => {
    const namesOf = (order: readonly ('First' | 'Second')[]): unknown =>
      operationOf(
        synthesize((stack) => {
          const api = new RestApi(stack, 'Pets');
          const authorizers = {
            First: new TokenAuthorizer(inlineFunction(stack, 'First')),
            Second: new CognitoAuthorizer({ userPools: [new UserPool(stack, 'Second')] }),
          };
          for (const name of order) api.get(`/${name}`, answering, { authorizer: authorizers[name] });
        }),
        '/Second',
        'get',
      ).security;
    expect(namesOf(['First', 'Second'])).toEqual(namesOf(['Second', 'First']));
  });

  test('are one object for several APIs and stacks, each of which invokes the function by a permission of its own', () => {
    const app = new App();
    const shared = new Stack(app, 'Shared');
    const stacks = [new Stack(app, 'A'), new Stack(app, 'B')];
    const authorizer = new TokenAuthorizer(inlineFunction(shared, 'Check'));
    for (const stack of stacks) {
      new RestApi(stack, 'Pets', { defaults: { authorizer } }).get('/pets', answering);
      new RestApi(stack, 'Owners', { defaults: { authorizer } }).get('/owners', answering);
    }
    for (const stack of stacks) {
      expect(resourcesOf(templateOf(app, stack), 'AWS::Lambda::Permission')).toHaveLength(2);
    }
    expect(resourcesOf(templateOf(app, shared), 'AWS::Lambda::Permission')).toEqual([]);
  });

  test('are written once for all the methods that use them', () => {
    const template = synthesize((stack) => {
      const authorizer = new CognitoAuthorizer({
        userPools: [new UserPool(stack, 'Pool')],
        authorizerName: 'Customers',
      });
      const api = new RestApi(stack, 'Pets', { defaults: { authorizer, scopes: ['pets/read'] } });
      api.get('/pets', answering);
      api.get('/pets/{petId}', answering, { scopes: [] });
    });
    expect(Object.keys((bodyOf(template).components as { securitySchemes: object }).securitySchemes)).toEqual([
      'Customers',
    ]);
    expect(operationOf(template, '/pets', 'get').security).toEqual([{ Customers: ['pets/read'] }]);
    expect(operationOf(template, '/pets/{petId}', 'get').security).toEqual([{ Customers: [] }]);
  });
});
