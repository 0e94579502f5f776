import { describe, expect, test } from 'vitest';
import { EMPTY_COLLECTION } from '../../lib/model/index.js';
import { Gateway, LocalRuntime } from '../../lib/runtime/index.js';
import { mock, restApi } from '../support/rest-request.js';

const API = restApi(
  {
    'GET /pets': { integration: mock() },
    'GET /pets/{id}': { integration: mock() },
    'POST /toys': { integration: mock() },
    'GET /x': { authorization: { type: 'AWS_IAM' }, integration: mock() },
  },
  { stages: [{ name: 'prod' }, { name: 'prüf\r\nX-Injected: \u65e5' }, { name: 'dev' }] },
);

function runtimeOf(exact: boolean): LocalRuntime {
  return new LocalRuntime({ collection: { ...EMPTY_COLLECTION, apis: [API] }, functions: [] }, { exact });
}

async function ask(gateway: Gateway, target: string): Promise<string | undefined> {
  const request = {
    method: 'GET',
    target,
    headers: [],
    body: Buffer.alloc(0),
    sourceIp: '127.0.0.1',
    protocol: 'http',
    httpVersion: 'HTTP/1.1',
  } as const;
  const { headers } = await gateway.handle(request, gateway.apis[0]?.apiId ?? '');
  return headers.find(([name]) => name === 'x-sluice-hint')?.[1];
}

function hintOf(target: string, exact = false): Promise<string | undefined> {
  return ask(runtimeOf(exact).gateway, target);
}

describe('the hint for a newcomer', () => {
  test.each<[target: string, hint: string | undefined]>([
    ['/pets', 'No stage "pets"; there is prod, dev. Did you mean /prod/pets?'],
    ['/prd/pets', 'No stage "prd"; there is prod, dev. Did you mean /prod/pets?'],
    ['/', 'No stage ""; there is prod, dev. Did you mean /prod/?'],
    ['/prod/pet', 'No such route; nearest are GET /pets, GET /x, POST /toys'],
    ['/prod/pets', undefined],
    ['/prod/x', undefined],
    ['/%C3%BC', 'No stage "%C3%BC"; there is prod, dev. Did you mean /prod/%C3%BC?'],
    ['/pr\u00fcd/x', undefined],
    [`/prod/${'x'.repeat(101)}`, undefined],
    [`/${'x'.repeat(60_000)}`, 'No such stage; there is prod, dev'],
    [`/pets/${'x'.repeat(60_000)}`, 'No such stage; there is prod, dev'],
  ])('%s: %s', async (target, hint) => {
    expect(await hintOf(target)).toBe(hint);
  });

  test.each(['/pets', '/prod/pet'])('is no part of an exact answer to %s', async (target) => {
    expect(await hintOf(target, true)).toBeUndefined();
  });

  test('is remembered for a path, but not for every path that was ever asked for', async () => {
    const { gateway, env } = runtimeOf(false);
    let reads = 0;
    const apis = gateway.apis.map((api) => ({
      ...api,
      stages: api.stages.map(({ name, main }) => {
        const counted = {
          ...main,
          get routes() {
            reads++;
            return main.routes;
          },
        };
        return { name, main: counted };
      }),
    }));
    const counting = new Gateway({ content: { apis, domains: [] } }, env);
    const readsOf = async (target: string): Promise<number> => {
      const before = reads;
      await ask(counting, target);
      return reads - before;
    };
    expect(await readsOf('/prod/pet')).toBeGreaterThan(0);
    expect(await readsOf('/prod/pet')).toBe(0);
    for (let other = 0; other < 500; other++) await ask(counting, `/prod/${other}`);
    expect(await readsOf('/prod/pet')).toBeGreaterThan(0);
  });
});
