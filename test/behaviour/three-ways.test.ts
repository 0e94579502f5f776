import { join } from 'node:path';
import { App, type Stack } from 'aws-cdk-lib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { printOpenApi, renderOpenApi } from '../../lib/synth/openapi/document.js';
import { LocalGateway, type LocalGatewayOptions } from '../../lib/testing/index.js';
import { FIXED_CLOCK, FIXED_IDS, openApiOf, WrittenFiles, type BehaviourCase } from '../support/behaviour.js';
import { BEHAVIOURS, stageVariables } from './apis/all.js';
import { cors, corsStack, type CorsBehaviour } from './apis/cors.js';
import { handWritten } from './apis/hand-written.js';
import { EchoBackend } from './echo-backend.js';
import type { Behaviour } from './ways/api-text.js';
import { expectSame, type Ways } from './ways/compare.js';
import { writeConstructs } from './ways/constructs.js';
import { toModel } from './ways/model.js';
import { writeTemplate } from './ways/template.js';

const OPTIONS: LocalGatewayOptions = { clock: FIXED_CLOCK, ids: FIXED_IDS, exact: true };

const files = new WrittenFiles();
const backend = new EchoBackend();
const gateways: LocalGateway[] = [];

beforeAll(() => backend.start());
afterAll(async () => {
  await Promise.all(gateways.map((gateway) => gateway.close()));
  await backend.stop();
  files.remove();
});

function variables(): Readonly<Record<string, string>> {
  return stageVariables(backend.address);
}

/** The same API over a template of resources, over our OpenAPI document, and over constructs. */
async function openWays({ api, functions = {} }: Behaviour): Promise<Ways> {
  const stageVariables = variables();
  const { document } = printOpenApi(renderOpenApi(toModel(api)).document);
  const template = files.json(`${api.name}.template.json`, writeTemplate(api, stageVariables));
  const openApi = files.json(`${api.name}.openapi.json`, document);
  return {
    template: await LocalGateway.fromTemplate(template, { ...OPTIONS, functions }),
    OpenAPI: await LocalGateway.fromOpenApi(openApi, { ...OPTIONS, functions, stage: 'dev', stageVariables }),
    constructs: await LocalGateway.fromStack(writeConstructs(api, stageVariables), { ...OPTIONS, functions }),
  };
}

async function openHandWritten(behaviour: Behaviour): Promise<Ways> {
  const given = { ...OPTIONS, functions: behaviour.functions ?? {}, stageVariables: variables() };
  const folder = join(__dirname, 'hand-written');
  return {
    ...(await openWays(behaviour)),
    'a template by hand': await LocalGateway.fromTemplate(join(folder, 'template.yaml'), given),
    'a document by hand': await LocalGateway.fromOpenApi(join(folder, 'openapi.yaml'), { ...given, stage: 'dev' }),
  };
}

async function openCors({ name, cors: props }: CorsBehaviour): Promise<Ways> {
  const stack: Stack = corsStack(props, backend.address);
  const template = join((App.of(stack) as App).synth().directory, stack.templateFile);
  const openApi = files.json(`${name}.openapi.json`, (await openApiOf(template)).document);
  return {
    constructs: await LocalGateway.fromStack(stack, OPTIONS),
    template: await LocalGateway.fromTemplate(template, OPTIONS),
    OpenAPI: await LocalGateway.fromOpenApi(openApi, { ...OPTIONS, stage: 'dev', stageVariables: variables() }),
  };
}

const ALL: readonly (readonly [name: string, cases: readonly BehaviourCase[], open: () => Promise<Ways>])[] = [
  ...BEHAVIOURS.map((one) => [one.api.name, one.cases, () => openWays(one)] as const),
  [handWritten.api.name, handWritten.cases, () => openHandWritten(handWritten)],
  ...cors.map((one) => [one.name, one.cases, () => openCors(one)] as const),
];

describe.each(ALL)('%s', (_name, cases, open) => {
  let ways: Ways = {};
  beforeAll(async () => {
    ways = await open();
    gateways.push(...Object.values(ways));
  });

  test.each(cases.map((one) => [one.name, one] as const))('%s', async (_case, one) => {
    expect(Object.keys(ways).length).toBeGreaterThanOrEqual(3);
    await expectSame(ways, one);
  });
});

test('there are at least 150 requests, each named once', () => {
  const names = ALL.flatMap(([api, cases]) => cases.map((one) => `${api}: ${one.name}`));
  expect(names.length).toBeGreaterThanOrEqual(150);
  expect(new Set(names).size).toBe(names.length);
});
