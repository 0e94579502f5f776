import { afterEach, describe, expect, test } from 'vitest';
import { parseHttpRouteKey, reference, type HttpApiStage } from '../../../lib/model/index.js';
import type { HttpResponse, RuntimeOptions } from '../../../lib/runtime/index.js';
import { echoRoute, ServedHttpApi } from '../../support/http-api.js';
import { wholeBody } from '../../support/whole-body.js';

const opened: ServedHttpApi[] = [];
afterEach(async () => {
  for (const api of opened.splice(0)) await api.runtime.close();
});

/** An API with two routes and `$default`, on a clock that the test moves. */
function serve(stage: Partial<HttpApiStage>, options: RuntimeOptions = {}) {
  const clock = { nowMs: 0 };
  const served = new ServedHttpApi(
    {
      routes: ['GET /pets', 'GET /users', '$default'].map((key) => echoRoute(key)),
      stages: [{ name: '$default', ...stage }],
    },
    { clock: { now: () => clock.nowMs }, ...options },
  );
  opened.push(served);
  const statuses = async (path: string, count: number): Promise<readonly number[]> => {
    const responses: HttpResponse[] = [];
    for (let index = 0; index < count; index++) responses.push(await served.send({ path }));
    return responses.map(({ status }) => status);
  };
  return { served, clock, statuses };
}

describe('checkThrottle()', () => {
  test("holds the stage's limit for each route apart, and fills it again", async () => {
    const { clock, statuses } = serve({ defaultRouteSettings: { throttle: { ratePerSecond: 1, burst: 2 } } });
    expect(await statuses('/pets', 3)).toEqual([200, 200, 429]);
    expect(await statuses('/users', 3)).toEqual([200, 200, 429]);
    expect(await statuses('/elsewhere', 3)).toEqual([200, 200, 429]);
    clock.nowMs += 1_000;
    expect(await statuses('/pets', 2)).toEqual([200, 429]);
  });

  test("prefers the route's own limit, member by member", async () => {
    const { statuses } = serve({
      defaultRouteSettings: { throttle: { ratePerSecond: 1, burst: 3 } },
      routeSettings: [{ routeKey: parseHttpRouteKey('GET /pets'), throttle: { burst: 1 } }],
    });
    expect(await statuses('/pets', 2)).toEqual([200, 429]);
    expect(await statuses('/users', 4)).toEqual([200, 200, 200, 429]);
  });

  test('answers as API Gateway does, without calling the function', async () => {
    const { served } = serve({ defaultRouteSettings: { throttle: { ratePerSecond: 0, burst: 0 } } });
    const { status, body } = await served.send({ path: '/pets' });
    expect([status, String(wholeBody({ body })), served.invocations]).toEqual([
      429,
      '{"message":"Too Many Requests"}',
      0,
    ]);
  });

  test.each<[lenient: boolean, status: number]>([
    [false, 501],
    [true, 200],
  ])('refuses a limit that only deployment knows, unless it is lenient (%s): %i', async (lenient, status) => {
    const throttle = { ratePerSecond: reference('Rate') };
    const options = lenient ? { lenience: new Set(['throttle']) } : {};
    const { statuses } = serve({ defaultRouteSettings: { throttle } }, options);
    expect(await statuses('/pets', 1)).toEqual([status]);
  });
});
