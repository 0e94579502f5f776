import { App, Stack } from 'aws-cdk-lib';
import { CfnUserPool, UserPool } from 'aws-cdk-lib/aws-cognito';
import { afterEach, describe, expect, test } from 'vitest';
import { Authorizer, CognitoAuthorizer, MockIntegration, RestApi } from '../../../../lib/index.js';
import { LocalGateway } from '../../../../lib/testing/index.js';
import { bodyOf, resourceOf, synthesize } from '../../synthesize.js';

let gateway: LocalGateway | undefined;
afterEach(async () => {
  await gateway?.close();
  gateway = undefined;
});

async function serve(): Promise<LocalGateway> {
  const stack = new Stack(new App(), 'Stack');
  const [first, second] = [new UserPool(stack, 'First'), new UserPool(stack, 'Second')];
  new UserPool(stack, 'Stranger');
  const authorizer = new CognitoAuthorizer({ userPools: [first, second] });
  const api = new RestApi(stack, 'Pets', { defaults: { authorizer } });
  const integration = new MockIntegration({
    responses: [{ statusCode: 200, responseTemplates: { 'application/json': '"$context.authorizer.claims.sub"' } }],
  });
  api.get('/pets', integration);
  api.post('/pets', integration, { scopes: ['pets/write'] });
  api.get('/health', new MockIntegration({ responses: [{ statusCode: 200 }] }), { authorizer: Authorizer.NONE });
  gateway = await LocalGateway.fromStack(stack);
  return gateway;
}

describe('CognitoAuthorizer', () => {
  test.each<[method: string, path: string, pool: string | undefined, scopes: string[] | undefined, status: number]>([
    ['GET', '/pets', 'Stack/First', undefined, 200],
    ['GET', '/pets', 'Stack/Second', undefined, 200],
    ['GET', '/pets', 'Stack/Stranger', undefined, 401],
    ['GET', '/pets', undefined, undefined, 401],
    ['POST', '/pets', 'Stack/First', ['pets/write'], 200],
    ['POST', '/pets', 'Stack/First', ['pets/read'], 401],
    ['POST', '/pets', 'Stack/First', undefined, 401],
    ['GET', '/health', undefined, undefined, 200],
  ])('%s %s with a token of %s for the scopes %j: %i', async (method, path, pool, scopes, status) => {
    const local = await serve();
    const token = pool && (await local.token({ pool, user: 'ann', ...(scopes && { scopes }) }));
    const headers: Record<string, string> = token === undefined ? {} : { Authorization: `Bearer ${token}` };
    expect((await local.fetch(path, { method, headers })).status).toBe(status);
  });

  test('is written into the definition with the ARNs of its pools, L1 pools and those of other accounts too', () => {
    const template = synthesize((stack) => {
      const pools = [
        new CfnUserPool(stack, 'Own'),
        UserPool.fromUserPoolArn(stack, 'Other', 'arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_Abc'),
      ];
      const authorizer = new CognitoAuthorizer({
        userPools: pools,
        authorizerName: 'Customers',
        authType: 'oidc',
        validationRegex: 'app',
      });
      new RestApi(stack, 'Pets').get('/pets', new MockIntegration(), { authorizer });
    });
    expect(bodyOf(template).components).toEqual({
      securitySchemes: {
        Customers: {
          type: 'apiKey',
          name: 'Authorization',
          in: 'header',
          'x-amazon-apigateway-authtype': 'oidc',
          'x-amazon-apigateway-authorizer': {
            type: 'cognito_user_pools',
            providerARNs: [
              { 'Fn::GetAtt': [resourceOf(template, 'AWS::Cognito::UserPool').id, 'Arn'] },
              'arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_Abc',
            ],
            identityValidationExpression: 'app',
          },
        },
      },
    });
  });

  test('refuses an empty list of pools', () => {
    expect(() => new CognitoAuthorizer({ userPools: [] })).toThrow('The authorizer names no user pool');
  });
});
