import { App, Stack } from 'aws-cdk-lib';
import * as apigatewayv2 from 'aws-cdk-lib/aws-apigatewayv2';
import * as integrations from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { HttpApi, HttpLambdaIntegration } from '../../lib/index.js';
import { calls } from '../calls.js';
import type { Scenario } from '../scenario.js';

const PATHS = Array.from({ length: 250 }, (_, index) => `/things${index}/{id}` as const);
const METHODS = ['GET', 'PUT', 'POST', 'DELETE'] as const;

export const synthLargeHttpApi: Scenario = {
  name: 'synth-large-http-api',
  sentence: "Synthesize 1,000 routes of an HTTP API, against aws-cdk-lib's own HttpApi",
  subject: calls(1, () => () => {
    const { app, stack, handler } = prepare();
    const api = new HttpApi(stack, 'Api');
    const integration = new HttpLambdaIntegration(handler);
    for (const path of PATHS) for (const method of METHODS) api.addRoute(`${method} ${path}`, integration);
    return app.synth();
  }),
  floor: calls(1, () => () => {
    const { app, stack, handler } = prepare();
    const api = new apigatewayv2.HttpApi(stack, 'Api');
    const integration = new integrations.HttpLambdaIntegration('Integration', handler);
    for (const path of PATHS) {
      const methods = METHODS.map((method) => apigatewayv2.HttpMethod[method]);
      api.addRoutes({ path, methods, integration });
    }
    return app.synth();
  }),
  goal: 0.2,
  limit: 0.33,
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
