import { App, Stack, Tags } from 'aws-cdk-lib';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { describe, expect, test } from 'vitest';
import {
  Authorizer,
  HttpApi,
  HttpLambdaIntegration,
  LambdaIntegration,
  type IHttpIntegration,
} from '../../../lib/index.js';
import { LocalGateway } from '../../../lib/testing/index.js';
import {
  inlineFunction,
  resourceOf,
  resourcesOf,
  synthesize,
  templateOf,
  type OpenApiBody,
  type SynthesizedTemplate,
} from '../synthesize.js';

const ECHO = `exports.handler = async ({ routeKey, pathParameters = {}, version }) => ({
  statusCode: 200, headers: { 'x-version': version }, body: JSON.stringify({ routeKey, pathParameters }) })`;

function petApi(stack: Stack, definition: 'body' | 'resources' = 'body'): HttpApi {
  const echo = new HttpLambdaIntegration(inlineFunction(stack, 'Echo', ECHO));
  const api = new HttpApi(stack, 'Pets', { definition });
  api.get('/pets', echo);
  api.get('/pets/{petId}', echo);
  api.addRoute('ANY /files/{proxy+}', echo);
  api.group('/admin').group('/users').post('/{userId}', echo);
  return api;
}

const bodyOf = (template: SynthesizedTemplate): OpenApiBody =>
  resourceOf(template, 'AWS::ApiGatewayV2::Api').Properties.Body as OpenApiBody;

describe('HttpApi', () => {
  test('makes one API with its definition, one stage that deploys by itself, and one permission a function', () => {
    const template = synthesize((stack) => void petApi(stack));
    const types = Object.values(template.Resources).map(({ Type }) => Type);
    expect(types.filter((type) => !/IAM|Lambda::Function/.test(type)).sort()).toEqual([
      'AWS::ApiGatewayV2::Api',
      'AWS::ApiGatewayV2::Stage',
      'AWS::Lambda::Permission',
    ]);
    expect(Object.keys(resourceOf(template, 'AWS::ApiGatewayV2::Api').Properties)).toEqual(['Body', 'FailOnWarnings']);
    expect(Object.keys(bodyOf(template).paths)).toEqual([
      '/pets',
      '/pets/{petId}',
      '/files/{proxy+}',
      '/admin/users/{userId}',
    ]);
    const permission = resourceOf(template, 'AWS::Lambda::Permission');
    expect(resourceOf(template, 'AWS::ApiGatewayV2::Stage')).toMatchObject({
      Properties: { StageName: '$default', AutoDeploy: true },
      DependsOn: [permission.id],
    });
  });

  const REQUESTS: [method: string, path: string, status: number, body: unknown][] = [
    ['GET', '/pets', 200, { routeKey: 'GET /pets', pathParameters: {} }],
    ['GET', '/pets/1', 200, { routeKey: 'GET /pets/{petId}', pathParameters: { petId: '1' } }],
    ['DELETE', '/files/a/b', 200, { routeKey: 'ANY /files/{proxy+}', pathParameters: { proxy: 'a/b' } }],
    ['POST', '/admin/users/7', 200, { routeKey: 'POST /admin/users/{userId}', pathParameters: { userId: '7' } }],
    ['POST', '/pets', 404, { message: 'Not Found' }],
  ];

  test.each(
    (['body', 'resources'] as const).flatMap((definition) =>
      REQUESTS.map((request) => [definition, ...request] as const),
    ),
  )('%s: %s %s, served from the template, is a %i', async (definition, method, path, status, body) => {
    const stack = new Stack(new App(), 'Stack');
    petApi(stack, definition);
    const gateway = await LocalGateway.fromStack(stack);
    const response = await gateway.fetch(path, { method });
    await gateway.close();
    expect([response.status, await response.json()]).toEqual([status, body]);
    expect(response.headers.get('x-version')).toBe(status === 200 ? '2.0' : null);
  });

  test('writes the IP address type into the definition, since CloudFormation refuses it beside it', () => {
    const template = synthesize((stack) => {
      const api = new HttpApi(stack, 'Api', { ipAddressType: 'dualstack' });
      api.get('/pets', new HttpLambdaIntegration(inlineFunction(stack, 'List')));
    });
    const { Body, ...beside } = resourceOf(template, 'AWS::ApiGatewayV2::Api').Properties;
    expect(beside).toEqual({ FailOnWarnings: true });
    expect(Body).toMatchObject({
      servers: [{ 'x-amazon-apigateway-endpoint-configuration': { ipAddressType: 'dualstack' } }],
    });
  });

  test('writes tags into the definition, since CloudFormation refuses them beside it', () => {
    const template = synthesize((stack) => {
      new HttpApi(stack, 'Pets', { tags: { team: 'pets' } }).get(
        '/pets',
        new HttpLambdaIntegration(inlineFunction(stack, 'List')),
      );
      Tags.of(stack).add('cost', 'shared');
    });
    expect(resourceOf(template, 'AWS::ApiGatewayV2::Api').Properties.Tags).toBeUndefined();
    expect(bodyOf(template).tags).toEqual([
      { name: 'cost', 'x-amazon-apigateway-tag-value': 'shared' },
      { name: 'team', 'x-amazon-apigateway-tag-value': 'pets' },
    ]);
  });

  test('sets the function by a stage variable, on its stage', () => {
    const template = synthesize((stack) => {
      const handler = inlineFunction(stack, 'List');
      const api = new HttpApi(stack, 'Pets');
      api.get('/pets', new HttpLambdaIntegration(handler, { bind: 'stage-variable', stageVariable: 'list' }));
      handler.addEnvironment('API_URL', api.url);
    });
    expect(resourceOf(template, 'AWS::ApiGatewayV2::Stage').Properties.StageVariables).toEqual({
      list: { 'Fn::GetAtt': [expect.stringMatching(/^List/), 'Arn'] },
    });
  });

  test('throws api-function-cycle when a function refers to its own API', () => {
    expect(() =>
      synthesize((stack) => {
        const handler = inlineFunction(stack, 'List');
        const api = new HttpApi(stack, 'Pets');
        api.get('/pets', new HttpLambdaIntegration(handler));
        handler.addEnvironment('API_URL', api.url);
      }),
    ).toThrow(/definition refers to Stack\/List/);
  });

  test.each<[code: string, add: (api: HttpApi, integration: IHttpIntegration) => void]>([
    ['integration-missing', (api) => api.get('/pets')],
    ['route-key-invalid', (api, integration) => api.addRoute('FETCH /pets' as 'GET /pets', integration)],
    ['route-key-invalid', (api, integration) => api.get('pets', integration)],
    ['path-invalid', (api, integration) => api.group('/admin').get('users', integration)],
    ['scopes-without-jwt', (api, integration) => api.get('/pets', integration, { scopes: ['a'] })],
    [
      'scopes-without-jwt',
      (api, integration) => api.get('/pets', integration, { scopes: ['a'], authorizer: Authorizer.IAM }),
    ],
    [
      'integration-of-another-kind',
      (api) =>
        api.get('/pets', new LambdaIntegration(inlineFunction(Stack.of(api), 'List')) as unknown as IHttpIntegration),
    ],
  ])('throws %s early', (code, add) => {
    const stack = new Stack(new App(), 'Stack');
    const integration = new HttpLambdaIntegration(inlineFunction(stack, 'Handler'));
    expect(() => add(new HttpApi(stack, 'Pets'), integration)).toThrow(expect.objectContaining({ code }) as Error);
  });

  test('shares defaults, which a route replaces member by member and an OPTIONS route does not inherit', () => {
    const template = synthesize((stack) => {
      const integration = new HttpLambdaIntegration(inlineFunction(stack, 'Handler'));
      const api = new HttpApi(stack, 'Pets', { defaults: { integration, authorizer: Authorizer.IAM } });
      api.get('/pets');
      api.options('/pets');
      api.get('/health', { authorizer: Authorizer.NONE });
      api.group('/open', { authorizer: Authorizer.NONE }).get('/pets');
    });
    const signed = Object.entries(bodyOf(template).paths).flatMap(([path, item]) =>
      Object.entries(item).map(([verb, operation]) => [`${verb} ${path}`, operation.security !== undefined]),
    );
    expect(Object.fromEntries(signed)).toEqual({
      'get /pets': true,
      'options /pets': false,
      'get /health': false,
      'get /open/pets': false,
    });
  });

  test('prints the command that lets it invoke a function of another account', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack', { env: { account: '111111111111', region: 'eu-west-1' } });
    const arn = 'arn:aws:lambda:eu-west-1:222222222222:function:list';
    const handler = LambdaFunction.fromFunctionArn(stack, 'List', arn);
    new HttpApi(stack, 'Pets').get('/pets', new HttpLambdaIntegration(handler));
    const template = templateOf(app, stack);
    expect(resourcesOf(template, 'AWS::Lambda::Permission')).toHaveLength(0);
    expect(JSON.stringify(template.Outputs)).toContain('aws lambda add-permission --region eu-west-1');
  });

  test('serves two APIs by one integration, each with a permission of its own', () => {
    const template = synthesize((stack) => {
      const integration = new HttpLambdaIntegration(inlineFunction(stack, 'Handler'), { scopePermissionToRoute: true });
      for (const id of ['Pets', 'Shop']) new HttpApi(stack, id).addRoute('GET /pets/{petId}', integration);
    });
    const sources = resourcesOf(template, 'AWS::Lambda::Permission').map(({ Properties }) =>
      JSON.stringify(Properties.SourceArn),
    );
    expect(sources).toEqual([expect.stringContaining('/*/GET/pets/*'), expect.stringContaining('/*/GET/pets/*')]);
  });

  test('keeps 1,000 routes to one API, one stage, one permission and 235 bytes a route', () => {
    const template = synthesize((stack) => {
      const integration = new HttpLambdaIntegration(inlineFunction(stack, 'Handler'));
      const api = new HttpApi(stack, 'Pets');
      for (let index = 0; index < 1000; index++) api.get(`/pets/${index}/{id}`, integration);
    });
    expect(resourcesOf(template, 'AWS::Lambda::Permission')).toHaveLength(1);
    expect(Object.keys(template.Resources)).toHaveLength(5);
    expect(JSON.stringify(template).length / 1000).toBeLessThan(235);
  });
});
