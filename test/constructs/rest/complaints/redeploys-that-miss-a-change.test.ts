import { App, Stack } from 'aws-cdk-lib';
import type { CfnRestApi } from 'aws-cdk-lib/aws-apigateway';
import { Alias, Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { expect, test } from 'vitest';
import { HttpIntegration, LambdaIntegration, Model, RestApi } from '../../../../lib/index.js';
import { resourceOf, templateOf } from '../../synthesize.js';

type Build = (api: RestApi, stack: Stack) => void;

function deploymentIdOf(build: Build): string {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  build(new RestApi(stack, 'Pets'), stack);
  return resourceOf(templateOf(app, stack), 'AWS::ApiGateway::Deployment').id;
}

function handler(stack: Stack, code: string, functionName?: string): LambdaFunction {
  return new LambdaFunction(stack, 'Handler', {
    runtime: Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: Code.fromInline(code),
    ...(functionName !== undefined && { functionName }),
  });
}

const route = new HttpIntegration('https://example.com/');

test.each<[change: string, before: Build, after: Build]>([
  [
    'the code of a function version',
    (api, stack) => api.get('/', new LambdaIntegration(handler(stack, 'a').currentVersion)),
    (api, stack) => api.get('/', new LambdaIntegration(handler(stack, 'b').currentVersion)),
  ],
  [
    "the name of a function, which replaces it, while the template's reference stays",
    (api, stack) => api.get('/', new LambdaIntegration(handler(stack, 'a', 'pets'))),
    (api, stack) => api.get('/', new LambdaIntegration(handler(stack, 'a', 'cats'))),
  ],
  [
    'the name of an alias',
    (api, stack) => {
      const version = handler(stack, 'a').latestVersion;
      api.get('/', new LambdaIntegration(new Alias(stack, 'Alias', { aliasName: 'live', version })));
    },
    (api, stack) => {
      const version = handler(stack, 'a').latestVersion;
      api.get('/', new LambdaIntegration(new Alias(stack, 'Alias', { aliasName: 'next', version })));
    },
  ],
  [
    'a gateway response',
    (api) => api.get('/', route),
    (api) => {
      api.get('/', route);
      api.addGatewayResponse('DEFAULT_4XX', { statusCode: 400 });
    },
  ],
  [
    'a model',
    (api) => api.post('/', route, { requestModels: { 'application/json': new Model({ name: 'A', schema: {} }) } }),
    (api) =>
      api.post('/', route, {
        requestModels: { 'application/json': new Model({ name: 'A', schema: { type: 'object' } }) },
      }),
  ],
  [
    'an escape hatch',
    (api) => api.get('/', route),
    (api) => {
      api.get('/', route);
      (api.node.defaultChild as CfnRestApi).addPropertyOverride('Body.info.version', '2.0');
    },
  ],
])('%s makes a new deployment', (_change, before, after) => {
  expect(deploymentIdOf(after)).not.toBe(deploymentIdOf(before));
});
