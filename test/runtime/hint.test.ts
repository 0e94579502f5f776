import { describe, expect, test } from 'vitest';
import { EMPTY_COLLECTION } from '../../lib/model/index.js';
import { LocalRuntime } from '../../lib/runtime/index.js';
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

async function hintOf(target: string, exact = false): Promise<string | undefined> {
  const runtime = new LocalRuntime({ collection: { ...EMPTY_COLLECTION, apis: [API] }, functions: [] }, { exact });
  const request = {
    method: 'GET',
    target,
    headers: [],
    body: Buffer.alloc(0),
    sourceIp: '127.0.0.1',
    protocol: 'http',
    httpVersion: 'HTTP/1.1',
  } as const;
  const { headers } = await runtime.gateway.handle(request, runtime.gateway.apis[0]?.apiId ?? '');
  return headers.find(([name]) => name === 'x-sluice-hint')?.[1];
}

describe('the hint for a newcomer', () => {
  test.each<[target: string, hint: string | undefined]>([
    ['/pets', 'No stage "pets"; there is prod, dev. Did you mean /prod/pets?'],
    ['/', 'No stage ""; there is prod, dev. Did you mean /prod/?'],
    ['/prod/pet', 'No such route; nearest are GET /pets, GET /x, POST /toys'],
    ['/prod/pets', undefined],
    ['/prod/x', undefined],
    ['/%C3%BC', 'No stage "%C3%BC"; there is prod, dev. Did you mean /prod/%C3%BC?'],
    ['/pr\u00fcd/x', undefined],
    [`/prod/${'x'.repeat(101)}`, undefined],
  ])('%s: %s', async (target, hint) => {
    expect(await hintOf(target)).toBe(hint);
  });

  test.each(['/pets', '/prod/pet'])('is no part of an exact answer to %s', async (target) => {
    expect(await hintOf(target, true)).toBeUndefined();
  });
});
