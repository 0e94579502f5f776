import { App, Stack } from 'aws-cdk-lib';
import { describe, expect, test } from 'vitest';
import { LambdaIntegration, RestApi } from '../../../../lib/index.js';
import { inlineFunction, templateOf } from '../../synthesize.js';

const PATHS = Array.from({ length: 250 }, (_, index) => `/things${index}/{id}`);
const METHODS = ['GET', 'PUT', 'POST', 'DELETE'] as const;

// Their CPU time is measured by `npm run bench -- synth-large-api synth-large-spec`.
describe('1,000 bare proxy routes', () => {
  const app = new App();
  const stack = new Stack(app, 'Large');
  const api = new RestApi(stack, 'Api', { quotas: { resourcesPerApi: 600 } });
  const integration = new LambdaIntegration(inlineFunction(stack, 'Handler'));
  for (const path of PATHS) for (const method of METHODS) api.addMethod(method, path, integration);
  const template = templateOf(app, stack);

  test('take eight resources at most, the function and its role included', () => {
    expect(Object.keys(template.Resources).length).toBeLessThanOrEqual(8);
  });

  test('take 335 bytes of the template each at most', () => {
    expect(JSON.stringify(template).length / (PATHS.length * METHODS.length)).toBeLessThanOrEqual(335);
  });
});
