import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stack } from '../../examples/http-jwt/app.js';
import type { InlineHandler } from '../../lib/model/index.js';
import { renderTemplate } from '../../lib/synth/cloudformation/index.js';
import { LocalGateway, type LocalGatewayOptions } from '../../lib/testing/index.js';
import {
  asExpected,
  ask,
  FIXED_CLOCK,
  FIXED_IDS,
  openApiOf,
  WrittenFiles,
  type BehaviourCase,
} from '../support/behaviour.js';
import { startExampleBackend } from '../support/example-backend.js';
import { withCredentials } from '../support/example-requests.js';
import { synthesizeExample } from '../support/example-template.js';
import type { Ways } from './ways/compare.js';
import { templateOf } from './ways/every-way.js';

const EXAMPLE = join(__dirname, '..', '..', 'examples', 'http-jwt');
const cases = JSON.parse(readFileSync(join(EXAMPLE, 'requests.json'), 'utf8')) as readonly BehaviourCase[];
const files = new WrittenFiles();

/** The functions by the beginnings of their names: a template of the definition names them and does not have their code. */
const FUNCTIONS = ['Tracking', 'Carriers'].map((name) => {
  const file = join(EXAMPLE, 'functions', `${name.toLowerCase()}.js`);
  return [name, (createRequire(__filename)(file) as { readonly handler: InlineHandler }).handler] as const;
});

function nameOfFunction(api: unknown, start: string): string {
  const [, name] = new RegExp(`:function:(${start}\\w*)`).exec(JSON.stringify(api)) ?? [];
  if (name === undefined) throw new Error(`The API has no function ${start}…`);
  return name;
}

describe('examples/http-jwt', () => {
  let queue: ChildProcess;
  let gateway: LocalGateway;
  let ways: Ways = {};

  beforeAll(async () => {
    const { address, child } = await startExampleBackend(join(EXAMPLE, 'queue.mjs'));
    queue = child;
    const options: LocalGatewayOptions = {
      clock: FIXED_CLOCK,
      ids: FIXED_IDS,
      issuers: { 'https://login.example.com': 'local' },
      awsEndpoints: { sqs: `http://${address}` },
    };
    gateway = await LocalGateway.fromStack(stack, options);
    const file = templateOf(stack);
    const { api } = await openApiOf(file);
    const functions = Object.fromEntries(FUNCTIONS.map(([name, handler]) => [nameOfFunction(api, name), handler]));
    const resources = renderTemplate(api, { definition: 'resources' }).template;
    ways = {
      constructs: gateway,
      template: await LocalGateway.fromTemplate(file, options),
      'a template of resources': await LocalGateway.fromTemplate(files.json('resources.json', resources), {
        ...options,
        functions,
      }),
    };
  });
  afterAll(async () => {
    await Promise.all(Object.values(ways).map((way) => way.close()));
    queue.kill();
    files.remove();
  });

  test.each(cases.map((one) => [one.name, one] as const))('%s, whichever way it is read', async (_name, one) => {
    for (const [name, way] of Object.entries(ways)) {
      const request = await withCredentials(one, {
        token: (asked) => way.token({ issuer: 'https://login.example.com', client: 'parcels', ...asked }),
        key: () => way.apiKey(),
      });
      expect({ name, ...asExpected(await ask(way, request), one.expect) }).toEqual({ name, ...one.expect });
    }
  });

  test('has no finding', () => {
    expect(gateway.diagnostics.filter(({ severity }) => severity !== 'info')).toEqual([]);
  });

  test('has the template of its snapshot', () => {
    expect(synthesizeExample(stack)).toMatchSnapshot();
  });
});
