import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stack as petstore } from '../../examples/petstore-rest/app.js';
import type { InlineHandler } from '../../lib/model/lambda-function.js';
import { renderTemplate } from '../../lib/synth/cloudformation/index.js';
import { LocalGateway, type LocalGatewayOptions } from '../../lib/testing/index.js';
import {
  asExpected,
  ask,
  FIXED_CLOCK,
  FIXED_IDS,
  openApiOf,
  WrittenFiles,
  type Answer,
  type BehaviourCase,
} from '../support/behaviour.js';
import { startExampleBackend } from '../support/example-backend.js';

const EXAMPLES = join(__dirname, '..', '..', 'examples');
const { handler: greet } = createRequire(__filename)('../../examples/openapi-first/greet.js') as {
  handler: InlineHandler;
};
const { handler: pets } = createRequire(__filename)('../../examples/petstore-rest/functions/pets.js') as {
  handler: InlineHandler;
};
const files = new WrittenFiles();
const backends: ChildProcess[] = [];
const gateways: LocalGateway[] = [];

afterAll(async () => {
  await Promise.all(gateways.map((gateway) => gateway.close()));
  for (const backend of backends) backend.kill();
  files.remove();
});

/** Starts a backend of an example; `host:port`. */
async function startBackend(file: string): Promise<string> {
  const { address, child } = await startExampleBackend(join(EXAMPLES, file));
  backends.push(child);
  return address;
}

type Way = readonly [name: string, open: () => Promise<LocalGateway>];

function describeExample(
  name: string,
  stageVariable: readonly [name: string, backend: string],
  ways: (options: LocalGatewayOptions) => readonly Way[],
): void {
  const cases = JSON.parse(readFileSync(join(EXAMPLES, name, 'requests.json'), 'utf8')) as readonly BehaviourCase[];
  describe(`examples/${name}`, () => {
    const opened = new Map<string, LocalGateway>();
    const options: LocalGatewayOptions = { clock: FIXED_CLOCK, ids: FIXED_IDS };
    beforeAll(async () => {
      const [variable, backend] = stageVariable;
      Object.assign(options, { stageVariables: { [variable]: await startBackend(backend) } });
      for (const [way, open] of ways(options)) {
        const gateway = await open();
        gateways.push(gateway);
        opened.set(way, gateway);
      }
    });

    test.each(cases.map((one) => [one.name, one] as const))('%s, whichever way it is read', async (_name, one) => {
      const answers: Record<string, Answer> = {};
      for (const [way, gateway] of opened) answers[way] = await ask(gateway, one);
      const [first, ...others] = Object.values(answers);
      for (const [way, answer] of Object.entries(answers)) {
        expect({ way, ...asExpected(answer, one.expect) }).toEqual({ way, ...one.expect });
      }
      expect(others.length).toBeGreaterThan(1);
      for (const other of others) expect(other).toEqual(first);
    });

    test.each(ways(options).map(([way]) => way))('%s: no finding', (way) => {
      const findings = opened.get(way)?.diagnostics.filter(({ severity }) => severity !== 'info');
      expect(findings).toEqual([]);
    });
  });
}

/** The template that the CDK writes of the stack. */
function templateOf(stack: typeof petstore): string {
  const { directory } = (App.of(stack) as App).synth({ force: true });
  return join(directory, stack.templateFile);
}

async function ownDocument(file: string): Promise<string> {
  return files.json('own.openapi.json', (await openApiOf(file)).document);
}

async function ownTemplate(file: string): Promise<string> {
  const { api } = await openApiOf(file);
  if (api.protocol !== 'REST') throw new Error('A template of ours has REST APIs');
  return files.json('own.template.json', renderTemplate(api).template);
}

describeExample('petstore-rest', ['photos', 'petstore-rest/photos.mjs'], (options) => [
  ['constructs', () => LocalGateway.fromStack(petstore, options)],
  ['the template of the constructs', () => LocalGateway.fromTemplate(templateOf(petstore), options)],
  [
    'a template of the model',
    async () =>
      LocalGateway.fromTemplate(await ownTemplate(templateOf(petstore)), {
        ...options,
        functions: await petFunctions(),
      }),
  ],
  [
    'our OpenAPI document',
    async () =>
      LocalGateway.fromOpenApi(await ownDocument(templateOf(petstore)), {
        ...options,
        stage: 'prod',
        functions: await petFunctions(),
      }),
  ],
]);

/** A document names the function and has not its code. */
async function petFunctions(): Promise<Readonly<Record<string, InlineHandler>>> {
  const { document } = await openApiOf(templateOf(petstore));
  const name = /:function:([^/]+)\/invocations/.exec(JSON.stringify(document))?.[1] ?? '';
  return { [name]: pets };
}

const DOCUMENT = join(EXAMPLES, 'openapi-first', 'openapi.yaml');

describeExample('openapi-first', ['sayings', 'openapi-first/sayings.mjs'], (options) => {
  const given = { ...options, stage: 'dev', functions: { greet } };
  return [
    ['the document', () => LocalGateway.fromOpenApi(DOCUMENT, given)],
    ['our document of it', async () => LocalGateway.fromOpenApi(await ownDocument(DOCUMENT), given)],
    [
      'our template of it',
      async () => LocalGateway.fromTemplate(await ownTemplate(DOCUMENT), { ...given, stage: 'prod' }),
    ],
  ];
});
