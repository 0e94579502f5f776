import { App, Stack } from 'aws-cdk-lib';
import { UserPool } from 'aws-cdk-lib/aws-cognito';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { describe, expect, test } from 'vitest';
import { Authorizer, CognitoAuthorizer, MockIntegration, RestApi, TokenAuthorizer } from '../../../../lib/index.js';
import { operationOf, synthesize } from '../../synthesize.js';

describe('authorizers of what is deployed elsewhere', () => {
  test('an imported function and an imported user pool make authorizers', () => {
    const template = synthesize((stack) => {
      const handler = LambdaFunction.fromFunctionArn(
        stack,
        'Check',
        'arn:aws:lambda:eu-west-1:111122223333:function:c',
      );
      const pool = UserPool.fromUserPoolId(stack, 'Pool', 'eu-west-1_Abc');
      const api = new RestApi(stack, 'Pets');
      api.get('/token', new MockIntegration(), {
        authorizer: new TokenAuthorizer(handler, { authorizerName: 'Check' }),
      });
      api.get('/pool', new MockIntegration(), {
        authorizer: new CognitoAuthorizer({ userPools: [pool], authorizerName: 'Pool' }),
      });
    });
    expect(operationOf(template, '/token', 'get').security).toEqual([{ Check: [] }]);
    expect(operationOf(template, '/pool', 'get').security).toEqual([{ Pool: [] }]);
  });

  test('an id is refused where a document defines the API, with the ways out', () => {
    const api = new RestApi(new Stack(new App(), 'Stack'), 'Pets');
    const authorizer = Authorizer.fromAuthorizerId('abc123');
    expect(() => api.get('/pets', new MockIntegration(), { authorizer })).toThrow(
      expect.objectContaining({
        code: 'authorizer-by-id',
        message:
          'Cannot name an authorizer of Stack/Pets by its id: an OpenAPI document defines its authorizers itself',
        details: { hint: expect.stringContaining("definition: 'resources'") as string },
      }) as Error,
    );
  });
});
