import { App, Aws, Stack } from 'aws-cdk-lib';
import { CfnPermission, Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import { LambdaIntegration, RestApi } from '../../lib/index.js';
import { calls } from '../calls.js';
import type { Scenario, Subject } from '../scenario.js';

const PATHS = Array.from({ length: 250 }, (_, index) => `/things${index}/{id}`);
const METHODS = ['GET', 'PUT', 'POST', 'DELETE'] as const;

const withSluice: Subject = calls(1, () => () => {
  const { app, stack, handler } = prepare();
  const api = new RestApi(stack, 'Api');
  const integration = new LambdaIntegration(handler);
  for (const path of PATHS) for (const method of METHODS) api.addMethod(method, path, integration);
  return app.synth();
});

export const synthLargeApi: Scenario = {
  name: 'synth-large-api',
  sentence: "Synthesize 1,000 proxy routes, against aws-cdk-lib's own RestApi",
  subject: withSluice,
  floor: calls(1, () => () => {
    const { app, stack, handler } = prepare();
    const api = new apigateway.RestApi(stack, 'Api');
    const integration = new apigateway.LambdaIntegration(handler);
    for (const path of PATHS)
      for (const method of METHODS) api.root.resourceForPath(path).addMethod(method, integration);
    return app.synth();
  }),
  goal: 0.15,
  limit: 0.2,
};

export const synthLargeSpec: Scenario = {
  name: 'synth-large-spec',
  sentence: "Synthesize 1,000 proxy routes, against aws-cdk-lib's SpecRestApi",
  subject: withSluice,
  floor: calls(1, () => () => {
    const { app, stack, handler } = prepare();
    const uri = `arn:${Aws.PARTITION}:apigateway:${Aws.REGION}:lambda:path/2015-03-31/functions/${handler.functionArn}/invocations`;
    const operation = (): object => ({
      responses: {},
      'x-amazon-apigateway-integration': { type: 'aws_proxy', httpMethod: 'POST', uri },
    });
    const item = (): object => Object.fromEntries(METHODS.map((method) => [method.toLowerCase(), operation()]));
    const api = new apigateway.SpecRestApi(stack, 'Api', {
      apiDefinition: apigateway.ApiDefinition.fromInline({
        openapi: '3.0.1',
        info: { title: 'Api', version: '1.0' },
        paths: Object.fromEntries(PATHS.map((path) => [path, item()])),
      }),
    });
    new CfnPermission(stack, 'Permission', {
      action: 'lambda:InvokeFunction',
      functionName: handler.functionArn,
      principal: 'apigateway.amazonaws.com',
      sourceArn: api.arnForExecuteApi(),
    });
    return app.synth();
  }),
  goal: 1,
  limit: 1.6,
};

function prepare(): { readonly app: App; readonly stack: Stack; readonly handler: LambdaFunction } {
  const app = new App({ context: { '@aws-cdk/core:stackResourceLimit': 0 } });
  const stack = new Stack(app, 'Large');
  const handler = new LambdaFunction(stack, 'Handler', {
    runtime: Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: Code.fromInline('exports.handler = () => 1'),
  });
  return { app, stack, handler };
}
