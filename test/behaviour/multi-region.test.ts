import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Stack } from 'aws-cdk-lib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { app, regions } from '../../examples/multi-region/app.js';
import { addMatchers, LocalGateway } from '../../lib/testing/index.js';
import { asExpected, ask, FIXED_CLOCK, FIXED_IDS, type BehaviourCase } from '../support/behaviour.js';

addMatchers(expect);

const EXAMPLE = join(__dirname, '..', '..', 'examples', 'multi-region');
const cases = JSON.parse(readFileSync(join(EXAMPLE, 'requests.json'), 'utf8')) as readonly BehaviourCase[];

interface Template {
  readonly Resources: Readonly<
    Record<string, { readonly Type: string; readonly Properties: Readonly<Record<string, unknown>> }>
  >;
}

function templateOf(stack: Stack): Template {
  return app.synth({ force: true }).getStackArtifact(stack.artifactId).template as Template;
}

describe.each(regions.map((stack) => [stack.region, stack] as const))(
  'examples/multi-region in %s',
  (region, stack) => {
    let gateway: LocalGateway;
    beforeAll(async () => {
      gateway = await LocalGateway.fromStack(stack, {
        api: `${stack.stackName}/WeatherApi`,
        clock: FIXED_CLOCK,
        ids: FIXED_IDS,
        lambdaIsolation: 'thread',
      });
    });
    afterAll(() => gateway.close());

    test.each(cases.map((one) => [one.name, one] as const))('%s', async (_name, one) => {
      expect(asExpected(await ask(gateway, one), one.expect)).toEqual(one.expect);
    });

    test('says which Region responds', async () => {
      const response = await gateway.fetch('/forecasts/Oslo');
      expect(await response.json()).toEqual({ city: 'Oslo', sky: 'clear', region });
    });

    test('is served under the name that the Regions share', async () => {
      const response = await gateway.fetch('https://weather.example.com/forecasts/Oslo');
      expect(await response.json()).toMatchObject({ city: 'Oslo', region });
    });

    test('has no finding', () => {
      expect(gateway.diagnostics.filter(({ severity }) => severity !== 'info')).toEqual([]);
    });

    test('has the routes of its snapshot', async () => {
      await expect(stack).toMatchApiSnapshot();
    });

    test('has the domain, the record and the health check of its snapshot', () => {
      const parts = Object.values(templateOf(stack).Resources)
        .filter(({ Type }) => /^AWS::Route53::|^AWS::ApiGateway::(DomainName|BasePathMapping)/.test(Type))
        .map(({ Type, Properties }) => ({ Type, Properties }));
      expect(parts).toMatchSnapshot();
    });
  },
);

test('the Regions of examples/multi-region refer to nothing of each other', () => {
  const templates = regions.map((stack) => JSON.stringify(templateOf(stack)));
  expect(templates.filter((template) => /Fn::ImportValue|GetStackOutput/.test(template))).toEqual([]);
  expect(
    app
      .synth({ force: true })
      .stacks.flatMap(({ dependencies }) => dependencies.map(({ id }) => id))
      .filter((id) => !id.endsWith('.assets')),
  ).toEqual([]);
});
