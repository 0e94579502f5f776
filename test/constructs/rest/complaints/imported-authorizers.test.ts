import { App, Stack } from 'aws-cdk-lib';
import { CfnAuthorizer } from 'aws-cdk-lib/aws-apigateway';
import { UserPool } from 'aws-cdk-lib/aws-cognito';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { describe, expect, test } from 'vitest';
import { Authorizer, CognitoAuthorizer, MockIntegration, RestApi, TokenAuthorizer } from '../../../../lib/index.js';
import { LocalGateway } from '../../../../lib/testing/index.js';
import { ALLOW_OR_DENY } from '../authorizers/authorizer-functions.js';
import { inlineFunction, operationOf, resourceOf, synthesize, templateOf } from '../../synthesize.js';

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

  test('an id names an authorizer of the same API where methods are resources, and it decides', async () => {
    const stack = new Stack(new App(), 'Stack');
    const handler = inlineFunction(stack, 'Check', ALLOW_OR_DENY);
    const api = new RestApi(stack, 'Pets', { definition: 'resources' });
    const made = new CfnAuthorizer(stack, 'Authorizer', {
      name: 'Check',
      restApiId: api.restApiId,
      type: 'TOKEN',
      identitySource: 'method.request.header.Authorization',
      authorizerUri: `arn:aws:apigateway:${stack.region}:lambda:path/2015-03-31/functions/${handler.functionArn}/invocations`,
    });
    api.get('/pets', new MockIntegration({ responses: [{ statusCode: 200 }] }), {
      authorizer: Authorizer.fromAuthorizerId(made.ref),
    });
    const gateway = await LocalGateway.fromStack(stack);
    const status = async (headers: Record<string, string>): Promise<number> =>
      (await gateway.fetch('/pets', { headers })).status;
    expect([
      await status({ Authorization: 'allow' }),
      await status({ Authorization: 'deny' }),
      await status({}),
    ]).toEqual([200, 403, 401]);
    await gateway.close();
  });

  test('an id that the app does not know is written as it is, and the route is not served as open', async () => {
    const stack = new Stack(new App(), 'Stack');
    const api = new RestApi(stack, 'Pets', { definition: 'resources' });
    const authorizer = Authorizer.fromAuthorizerId('abc123', { authorizationType: 'COGNITO_USER_POOLS' });
    api.get('/pets', new MockIntegration({ responses: [{ statusCode: 200 }] }), { authorizer, scopes: ['pets/read'] });
    const gateway = await LocalGateway.fromStack(stack);
    expect((await gateway.fetch('/pets')).status).toBe(501);
    await gateway.close();
    const app = stack.node.root as App;
    expect(resourceOf(templateOf(app, stack), 'AWS::ApiGateway::Method').Properties).toMatchObject({
      AuthorizationType: 'COGNITO_USER_POOLS',
      AuthorizerId: 'abc123',
      AuthorizationScopes: ['pets/read'],
    });
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
