import { App, Stack } from 'aws-cdk-lib';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LambdaIntegration, RestApi, type RestApiProps } from '../../../../lib/index.js';
import { inlineFunction, resourcesOf, templateOf, type SynthesizedTemplate } from '../../synthesize.js';

const ROUTES = 1_000;

/** Every template of an app with an API of 1,000 routes to one function. */
function templatesOf(props: RestApiProps): readonly SynthesizedTemplate[] {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  const api = new RestApi(stack, 'Api', { quotas: { resourcesPerApi: 5_000 }, ...props });
  const integration = new LambdaIntegration(inlineFunction(stack, 'Handler'));
  for (let n = 0; n < ROUTES / 4; n++) {
    const path = `/things${n}`;
    api.get(path, integration);
    api.put(path, integration);
    api.post(path, integration);
    api.delete(path, integration);
  }
  const nested = (): readonly SynthesizedTemplate[] =>
    readdirSync(app.outdir)
      .filter((file) => file.endsWith('.nested.template.json'))
      .map((file) => JSON.parse(readFileSync(join(app.outdir, file), 'utf8')) as SynthesizedTemplate);
  return [templateOf(app, stack), ...nested()];
}

describe('an API of 1,000 routes', () => {
  test.each<[props: RestApiProps, templates: number]>([
    [{}, 1],
    [{ definition: 'resources' }, 5],
  ])('keeps every template of %j below 500 resources', (props, templates) => {
    const counts = templatesOf(props).map(({ Resources }) => Object.keys(Resources).length);
    expect(counts.length).toBe(templates);
    for (const count of counts) expect(count).toBeLessThanOrEqual(500);
  });

  // A function's own policy holds 20 KB: some 60 statements, or 30 routes with one for tests beside each.
  test.each<RestApiProps>([{}, { definition: 'resources' }])(
    'adds one statement to the policy of a function: %j',
    (props) => {
      const permissions = templatesOf(props).flatMap((template) => resourcesOf(template, 'AWS::Lambda::Permission'));
      expect(permissions.map(({ Properties }) => JSON.stringify(Properties.SourceArn))).toEqual([
        expect.stringMatching(/\/\*\/\*"/),
      ]);
    },
  );
});
