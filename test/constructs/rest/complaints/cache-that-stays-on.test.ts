import { App, Stack } from 'aws-cdk-lib';
import { afterEach, describe, expect, test } from 'vitest';
import { CacheSize, LambdaIntegration, RestApi, type MethodProps, type StageProps } from '../../../../lib/index.js';
import { LocalGateway } from '../../../../lib/testing/index.js';
import { inlineFunction, resourceOf, templateOf } from '../../synthesize.js';

let gateway: LocalGateway | undefined;
afterEach(async () => {
  await gateway?.close();
  gateway = undefined;
});

const CACHE: StageProps = { cache: { size: CacheSize.GB_0_5 } };
const PATH = '/pets';

/** How many of three requests reach the function, and the stage's properties. */
async function serve(
  stage: StageProps,
  method: MethodProps<typeof PATH>,
): Promise<{ readonly calls: number; readonly properties: Readonly<Record<string, unknown>> }> {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  const api = new RestApi(stack, 'Pets');
  api.get(PATH, new LambdaIntegration(inlineFunction(stack, 'List')), method);
  api.addStage('prod', stage);
  let calls = 0;
  gateway = await LocalGateway.fromStack(stack, {
    functions: { 'Stack/List': () => ({ statusCode: 200, body: String(++calls) }) },
  });
  for (let request = 0; request < 3; request++) await gateway.fetch(PATH);
  return { calls, properties: resourceOf(templateOf(app, stack), 'AWS::ApiGateway::Stage').Properties };
}

/**
 * CloudFormation leaves a cache cluster in place that a template no longer mentions, and API Gateway caches every GET of a
 * stage that has a cluster.
 */
describe('a cache that stays on after removal', () => {
  test('a stage whose cache was removed says that it is off', async () => {
    expect((await serve(CACHE, { cache: {} })).calls).toBe(1);
    const { calls, properties } = await serve({}, { cache: {} });
    expect(calls).toBe(3);
    expect(properties).toMatchObject({ CacheClusterEnabled: false });
    expect(JSON.stringify(properties)).not.toContain('"CachingEnabled":true');
  });

  test('a method whose cache was removed is not cached by a stage that has one', async () => {
    const { calls, properties } = await serve(CACHE, {});
    expect(calls).toBe(3);
    expect(properties.MethodSettings).toEqual([{ ResourcePath: '/*', HttpMethod: '*', CachingEnabled: false }]);
  });

  test('nor is one that has other settings of its own', async () => {
    const { calls, properties } = await serve(CACHE, { metrics: true });
    expect(calls).toBe(3);
    expect(properties.MethodSettings).toContainEqual({
      ResourcePath: '/~1pets',
      HttpMethod: 'GET',
      CachingEnabled: false,
      MetricsEnabled: true,
    });
  });
});
