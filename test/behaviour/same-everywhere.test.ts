import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { UserPool } from 'aws-cdk-lib/aws-cognito';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LocalGatewayOptions } from '../../lib/testing/index.js';
import { FIXED_CLOCK, FIXED_IDS, WrittenFiles, type BehaviourCase } from '../support/behaviour.js';
import type { PetsParts } from '../../examples/yardstick/pets-parts.js';
import { Method, RestApi } from '../../lib/index.js';
import type { InlineHandler } from '../../lib/model/index.js';
import { converse, expectedResults, withoutIds, type ConversationStep } from '../support/conversation.js';
import { needsKey, withCredentials } from '../support/example-requests.js';
import { BEHAVIOURS, stageVariables } from './apis/all.js';
import { cors, corsStack } from './apis/cors.js';
import { EchoBackend } from './echo-backend.js';
import { expectSame, type Ways } from './ways/compare.js';
import { writeConstructs } from './ways/constructs.js';
import { EXAMPLES, ExampleApi, requestsOf, type ExampleSettings } from './ways/example-api.js';
import { EVERY_WAY, openEveryWay, type EveryWay, type Definition, type WrittenApi } from './ways/every-way.js';
import { openWebSocketWay, WEBSOCKET_WAYS } from './ways/websocket-ways.js';

const OPTIONS: LocalGatewayOptions = { clock: FIXED_CLOCK, ids: FIXED_IDS, exact: true };

const { handler: greet } = createRequire(__filename)('../../examples/openapi-first/greet.js') as {
  handler: InlineHandler;
};
const files = new WrittenFiles();
const backend = new EchoBackend();
const opened: Ways[] = [];

beforeAll(() => backend.start());
afterAll(async () => {
  await Promise.all(opened.flatMap((ways) => Object.values(ways)).map((gateway) => gateway.close()));
  await backend.stop();
  files.remove();
});

const WRITTEN: readonly (readonly [name: string, cases: readonly BehaviourCase[], written: WrittenApi])[] = [
  ...BEHAVIOURS.map(
    ({ api, cases, functions = {} }) =>
      [
        api.name,
        cases,
        {
          build: (definition: Definition) =>
            Promise.resolve(writeConstructs(api, stageVariables(backend.address), definition)),
          options: () => Promise.resolve({ ...OPTIONS, functions }),
          functions: () => functions,
        },
      ] as const,
  ),
  ...cors.map(
    ({ name, cases, cors: props }) =>
      [
        name,
        cases,
        {
          build: (definition: Definition) => Promise.resolve(corsStack(props, backend.address, definition)),
          options: () => Promise.resolve(OPTIONS),
          functions: () => ({}),
        },
      ] as const,
  ),
];

describe.each(WRITTEN)('%s', (name, cases, written) => {
  let ways: Ways = {};
  beforeAll(async () => {
    ({ ways } = await openEveryWay(name, written, files));
    opened.push(ways);
  });

  test.each(cases.map((one) => [one.name, one] as const))('%s', async (_case, one) => {
    expect(Object.keys(ways)).toEqual(EVERY_WAY);
    await expectSame(ways, one);
  });
});

/** What is particular to some examples; the others have `app.ts` and `requests.json`. */
const PARTICULAR: Readonly<Record<string, ExampleSettings>> = {
  'migrate-from-aws-cdk-l2': {
    module: 'after.ts',
    complete: (_api, stage) => void stage.addUsagePlan('Basic').addApiKey('Mobile'),
    requests: [
      {
        name: 'lists pets',
        method: 'GET',
        path: '/pets',
        headers: { 'x-api-key': 'KEY', Origin: 'https://app.example.com' },
        expect: { status: 200 },
      },
      {
        name: 'shows a pet',
        method: 'GET',
        path: '/pets/1',
        headers: { 'x-api-key': 'KEY' },
        expect: { status: 200 },
      },
      {
        name: 'refuses a pet of nobody',
        method: 'POST',
        path: '/pets',
        headers: { 'x-api-key': 'KEY', 'Content-Type': 'application/json' },
        body: '{"name":"Tom"}',
        expect: { status: 401, json: { message: 'Sign in first' } },
      },
      {
        name: 'takes a pet',
        method: 'POST',
        path: '/pets',
        headers: { 'x-api-key': 'KEY', Authorization: 'TOKEN ann', 'Content-Type': 'application/json' },
        body: '{"name":"Tom"}',
        expect: { status: 201 },
      },
      {
        name: 'takes no pet without a name',
        method: 'POST',
        path: '/pets',
        headers: { 'x-api-key': 'KEY', Authorization: 'TOKEN ann', 'Content-Type': 'application/json' },
        body: '{}',
        expect: { status: 400, json: { message: 'Invalid request body' } },
      },
    ],
  },
  'multi-region': {
    stackOf: ({ regions: [first] }: { readonly regions: readonly [Stack] }) => first,
    // A template by itself does not say where it is deployed.
    options: { region: 'eu-west-1' },
  },
  'openapi-first': {
    module: null,
    stackOf: (_exported: never, definition) => {
      const stack = new Stack(new App(), 'OpenApiFirst');
      const file = join(EXAMPLES, 'openapi-first', 'openapi.yaml');
      RestApi.fromOpenApi(stack, 'Greetings', { file, definition }).addStage('dev', {
        variables: { sayings: '127.0.0.1:8080' },
      });
      return stack;
    },
    options: { functions: { greet } },
  },
  orders: {
    complete: (api, stage) => {
      stage
        .addUsagePlan('Partner', {
          methodThrottles: [{ method: new Method(api, 'POST', '/orders'), rateLimit: 5, burstLimit: 2 }],
        })
        .addApiKey('Web');
    },
  },
  yardstick: {
    module: 'with-sluice.ts',
    stackOf: ({ definePets }: { readonly definePets: (parts: PetsParts) => void }) => {
      const stack = new Stack(new App(), 'Yardstick');
      const handler = (id: string): LambdaFunction =>
        new LambdaFunction(stack, id, {
          runtime: Runtime.NODEJS_22_X,
          handler: 'index.handler',
          code: Code.fromInline(`exports.handler = async ({ path }) => ({ statusCode: 200, body: '${id} ' + path })`),
        });
      definePets({ stack, list: handler('list'), get: handler('get'), pool: new UserPool(stack, 'Users') });
      return stack;
    },
    complete: (_api, stage) => void stage.addUsagePlan('Basic').addApiKey('Mobile'),
    requests: [
      ...['/pets', '/pets/1', '/pets/1', '/pets/2'].map((path, index) => ({
        name: `reads ${path}, request ${index + 1}`,
        method: 'GET',
        path,
        headers: { Authorization: 'TOKEN ann pets/read', 'x-api-key': 'KEY' },
        expect: { status: 200, text: `${path === '/pets' ? 'list' : 'get'} ${path}` },
      })),
      {
        name: 'refuses the token of another scope',
        method: 'GET',
        path: '/pets',
        headers: { Authorization: 'TOKEN ann pets/write', 'x-api-key': 'KEY', Origin: 'https://admin.example.com' },
        expect: { status: 401, json: { message: 'Unauthorized' } },
      },
      {
        name: 'lets a page of the second origin ask first',
        method: 'OPTIONS',
        path: '/pets/1',
        headers: { Origin: 'https://admin.example.com' },
        expect: { status: 204, headers: { 'access-control-allow-origin': 'https://admin.example.com' } },
      },
    ],
  },
};

// Examples of HTTP APIs have tests of their own.
const examples = readdirSync(EXAMPLES).filter((name) => !/^(http|websocket)-/.test(name));
const webSocketExamples = readdirSync(EXAMPLES).filter((name) => name.startsWith('websocket-'));

/**
 * What our document of an API does not say, and so no gateway of the document alone does: usage plans and API keys belong
 * to the account. A method that requires a key refuses every caller then.
 */
function refusedWithoutPlan(way: string, one: BehaviourCase): BehaviourCase {
  if (way !== 'OpenAPI' || !needsKey(one) || one.expect.status === 401) return one;
  return { ...one, expect: { status: 403, json: { message: 'Forbidden' } } };
}

describe.each(examples.map((name) => [name, PARTICULAR[name] ?? {}] as const))('examples/%s', (name, settings) => {
  const example = new ExampleApi(name, settings, OPTIONS);
  let every: EveryWay = { ways: {} };
  beforeAll(async () => {
    every = await openEveryWay(name, example, files);
    opened.push(every.ways);
  }, 60_000);
  afterAll(() => example.close());

  const cases = requestsOf(name, settings);
  test.each(cases.map((one) => [one.name, one] as const))('%s', async (_name, one) => {
    const { ways, issuer } = every;
    expect(Object.keys(ways)).toEqual(EVERY_WAY);
    const requestOf = (way: string): Promise<BehaviourCase> => {
      const gateway = ways[way];
      if (gateway === undefined) throw new Error(`There is no way ${way}`);
      const isOfDocument = way === 'OpenAPI' || way === 'fromOpenApi';
      return withCredentials(one, {
        token: (asked) => gateway.token({ ...asked, ...(isOfDocument && issuer !== undefined && { issuer }) }),
        key: () => (way === 'OpenAPI' ? 'no-document-has-keys' : gateway.apiKey()),
      });
    };
    const { OpenAPI, ...others } = ways;
    const ofDocument = refusedWithoutPlan('OpenAPI', one);
    if (ofDocument === one) return expectSame(ways, one, requestOf);
    await expectSame(others, one, requestOf);
    await expectSame({ OpenAPI } as Ways, ofDocument, requestOf);
  });
});

describe.each(webSocketExamples)('examples/%s', (name) => {
  // Functions of several gateways share one process, and each gateway has a database of its own.
  const example = new ExampleApi(name, {}, { lambdaIsolation: 'thread' });
  afterAll(() => example.close());
  const file = join(EXAMPLES, name, 'conversation.json');
  const steps = JSON.parse(readFileSync(file, 'utf8')) as readonly ConversationStep[];

  test.each(WEBSOCKET_WAYS)(
    'has the conversation of its file: %s',
    async (way) => {
      const served = await openWebSocketWay(way, { name, example, files });
      try {
        expect(withoutIds(await converse(served.url, steps))).toEqual(expectedResults(steps));
      } finally {
        await served.close();
      }
    },
    60_000,
  );
});
