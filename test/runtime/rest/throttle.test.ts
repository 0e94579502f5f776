import { describe, expect, test } from 'vitest';
import type { MethodSettings } from '../../../lib/model/index.js';
import { mock, restApi, ServedApi, type TestRequest } from '../../support/rest-request.js';

const ALL: MethodSettings = { path: '*', httpMethod: '*', throttle: { ratePerSecond: 2, burst: 3 } };

/** An API with a clock that is moved by hand. */
function throttled(...methodSettings: readonly MethodSettings[]) {
  let nowMs = 0;
  const served = new ServedApi(
    restApi(
      { 'GET /pets': { integration: mock() }, 'POST /pets': { integration: mock() } },
      { stages: [{ name: 'dev', methodSettings }, { name: 'prod' }] },
    ),
    { clock: { now: () => nowMs } },
  );
  const statuses = async (count: number, request: TestRequest = { path: '/pets' }): Promise<readonly number[]> => {
    const found: number[] = [];
    for (let i = 0; i < count; i++) found.push((await served.send(request)).status);
    return found;
  };
  return { served, statuses, wait: (ms: number) => (nowMs += ms) };
}

describe("a stage's throttle", () => {
  test('answers 429 past the burst, and refills with the clock', async () => {
    const { served, statuses, wait } = throttled(ALL);
    expect(await statuses(4)).toEqual([200, 200, 200, 429]);
    expect(await served.send({ path: '/pets' })).toMatchObject({
      headers: expect.arrayContaining([['x-amzn-ErrorType', 'TooManyRequestsException']]) as unknown,
      body: Buffer.from('{"message":"Too Many Requests"}'),
    });
    wait(499);
    expect(await statuses(1)).toEqual([429]);
    wait(1);
    expect(await statuses(2)).toEqual([200, 429]);
  });

  test('holds for each method apart, and for no other stage', async () => {
    const { statuses } = throttled(ALL, { path: '/pets', httpMethod: 'POST', throttle: { burst: 1 } });
    expect(await statuses(4, { path: '/pets', method: 'POST' })).toEqual([200, 429, 429, 429]);
    expect(await statuses(4)).toEqual([200, 200, 200, 429]);
    expect(await statuses(5, { path: '/pets', stage: 'prod' })).toEqual([200, 200, 200, 200, 200]);
  });

  test('keeps its count when the source is loaded anew', async () => {
    const { served, statuses } = throttled(ALL);
    expect(await statuses(3)).toEqual([200, 200, 200]);
    served.reload();
    expect(await statuses(1)).toEqual([429]);
  });
});
