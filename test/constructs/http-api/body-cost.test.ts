import { App, Stack } from 'aws-cdk-lib';
import * as apigatewayv2 from 'aws-cdk-lib/aws-apigatewayv2';
import * as integrations from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { describe, expect, test } from 'vitest';
import { HttpApi, HttpLambdaIntegration } from '../../../lib/index.js';
import { inlineFunction, type SynthesizedTemplate } from '../synthesize.js';

const PATHS = Array.from({ length: 250 }, (_, index) => `/things${index}/{id}` as const);
const METHODS = ['GET', 'PUT', 'POST', 'DELETE'] as const;

// Their CPU time is measured by `npm run bench -- synth-large-http-api`.
describe('1,000 routes of an HTTP API to one function', () => {
  const ours = costOf((stack) => {
    const api = new HttpApi(stack, 'Api');
    const integration = new HttpLambdaIntegration(inlineFunction(stack, 'Handler'));
    for (const path of PATHS) for (const method of METHODS) api.addRoute(`${method} ${path}`, integration);
  });
  const theirs = costOf((stack) => {
    const api = new apigatewayv2.HttpApi(stack, 'Api');
    const integration = new integrations.HttpLambdaIntegration('Integration', inlineFunction(stack, 'Handler'));
    const methods = METHODS.map((method) => apigatewayv2.HttpMethod[method]);
    for (const path of PATHS) api.addRoutes({ path, methods, integration });
  });

  test("take ten resources at most, the function and its role included; aws-cdk-lib's HttpApi takes 2,005", () => {
    expect(ours.resources).toBeLessThanOrEqual(10);
    expect(theirs.resources).toBe(2_005);
  });

  test("take 160 bytes of the template each at most, a quarter of those of aws-cdk-lib's HttpApi", () => {
    expect(ours.bytesPerRoute).toBeLessThanOrEqual(160);
    expect(ours.bytesPerRoute).toBeLessThan(theirs.bytesPerRoute / 4);
  });
});

function costOf(build: (stack: Stack) => void): { readonly resources: number; readonly bytesPerRoute: number } {
  const app = new App({ context: { '@aws-cdk/core:stackResourceLimit': 0 } });
  const stack = new Stack(app, 'Large');
  build(stack);
  const template = app.synth().getStackArtifact(stack.artifactId).template as SynthesizedTemplate;
  return {
    resources: Object.keys(template.Resources).length,
    bytesPerRoute: JSON.stringify(template).length / (PATHS.length * METHODS.length),
  };
}
