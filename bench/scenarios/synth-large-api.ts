import { App, Stack } from 'aws-cdk-lib';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import { LambdaIntegration, RestApi } from '../../lib/index.js';
import { calls } from '../calls.js';
import type { Scenario } from '../scenario.js';

const PATHS = Array.from({ length: 250 }, (_, index) => `/things${index}/{id}`);
const METHODS = ['GET', 'PUT', 'POST', 'DELETE'] as const;

export const synthLargeApi: Scenario = {
  name: 'synth-large-api',
  sentence: "Synthesize 1,000 proxy routes, against aws-cdk-lib's own RestApi",
  subject: calls(1, () => () => {
    const { app, stack, handler } = prepare();
    const api = new RestApi(stack, 'Api');
    const integration = new LambdaIntegration(handler);
    for (const path of PATHS) for (const method of METHODS) api.addMethod(method, path, integration);
    return app.synth();
  }),
  floor: calls(1, () => () => {
    const { app, stack, handler } = prepare();
    const api = new apigateway.RestApi(stack, 'Api');
    const integration = new apigateway.LambdaIntegration(handler);
    for (const path of PATHS)
      for (const method of METHODS) api.root.resourceForPath(path).addMethod(method, integration);
    return app.synth();
  }),
  goal: 0.15,
  limit: 0.25,
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
