import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stack } from '../../examples/rpc/app.js';
import { rpcMethod, rpcSchema, rpcTemplate } from '../../examples/rpc/rpc.js';
import { addMatchers, LocalGateway } from '../../lib/testing/index.js';
import { asExpected, ask, FIXED_CLOCK, FIXED_IDS, type BehaviourCase } from '../support/behaviour.js';
import { startExampleBackend } from '../support/example-backend.js';
import { synthesizeExample } from '../support/example-template.js';

addMatchers(expect);

const EXAMPLE = join(__dirname, '..', '..', 'examples', 'rpc');
const cases = JSON.parse(readFileSync(join(EXAMPLE, 'requests.json'), 'utf8')) as readonly BehaviourCase[];

describe('examples/rpc', () => {
  let database: ChildProcess;
  let gateway: LocalGateway;

  beforeAll(async () => {
    const { address, child } = await startExampleBackend(join(EXAMPLE, 'database.mjs'));
    database = child;
    gateway = await LocalGateway.fromStack(stack, {
      clock: FIXED_CLOCK,
      ids: FIXED_IDS,
      awsEndpoints: { dynamodb: `http://${address}` },
    });
  });
  afterAll(async () => {
    await gateway.close();
    database.kill();
  });

  test.each(cases.map((one) => [one.name, one] as const))('%s', async (_name, one) => {
    expect(asExpected(await ask(gateway, one), one.expect)).toEqual(one.expect);
  });

  test('has no finding', () => {
    expect(gateway.diagnostics.filter(({ severity }) => severity !== 'info')).toEqual([]);
  });

  test('has the routes of its snapshot', async () => {
    await expect(stack).toMatchApiSnapshot();
  });

  test('has the template of its snapshot', () => {
    expect(synthesizeExample(stack)).toMatchSnapshot();
  });
});

const METHODS = {
  'a.get': rpcMethod({ id: { type: 'string' } }, ({ id }) => ({ kind: 'a', id })),
  'b.get': rpcMethod({ ids: { type: 'array' } }, ({ ids }) => ({ kind: 'b', ids })),
};

describe('rpcTemplate()', () => {
  test.each([
    [
      { method: 'a.get', params: { id: '"}' } },
      { kind: 'a', id: '"}' },
    ],
    [
      { method: 'b.get', params: { ids: [1, 'x'] } },
      { kind: 'b', ids: [1, 'x'] },
    ],
  ])('%j', (body, expected) => {
    expect(JSON.parse(rpcTemplate(METHODS).render({ body }).output)).toEqual(expected);
  });
});

describe('rpcMethod()', () => {
  test('has the parameters that it declares', () => {
    // @ts-expect-error -- the method has no parameter "name"
    rpcMethod({ id: { type: 'string' } }, ({ name }) => ({ name: name as unknown }));
    expect(rpcSchema(METHODS)).toMatchObject({ properties: { method: { enum: ['a.get', 'b.get'] } } });
  });
});
