import { describe, expect, test } from 'vitest';
import { exampleCalls, routesOf, type RouteRow } from '../../lib/cli/route-table.js';
import { reference } from '../../lib/model/index.js';
import { mock, restApi, ServedApi } from '../support/rest-request.js';

const URL = 'http://127.0.0.1:3000/dev';

function row(route: string, refused?: string): RouteRow {
  const [httpMethod = '', path = ''] = route.split(' ');
  return { httpMethod, path, integration: 'MOCK', ...(refused !== undefined && { refused }) };
}

describe('exampleCalls()', () => {
  test.each<[routes: readonly RouteRow[], calls: readonly string[]]>([
    [[], []],
    [[row('GET /')], [`curl ${URL}`]],
    [
      [row('POST /a'), row('GET /{id}/x'), row('GET /b')],
      [`curl ${URL}/b`, `curl ${URL}/1/x`],
    ],
    [[row('OPTIONS /a'), row('GET /b', 'an authorizer'), row('ANY /{proxy+}')], [`curl ${URL}/1`]],
    [
      [{ ...row('GET /a'), integration: 'HTTP_PROXY' }, row('GET /b'), row('GET /c')],
      [`curl ${URL}/b`, `curl ${URL}/c`],
    ],
    [
      [row('POST /a'), row('DELETE /b')],
      [`curl -X POST -H 'content-type: application/json' -d '{}' ${URL}/a`, `curl -X DELETE ${URL}/b`],
    ],
  ])('%j', (routes, calls) => {
    expect(exampleCalls(routes, URL)).toEqual(calls);
  });
});

test('routesOf() names what is served without being enforced', () => {
  const guarded = { integration: mock(), authorization: { type: 'CUSTOM', authorizer: 'gone' } } as const;
  const { runtime } = new ServedApi(restApi({ 'GET /': guarded }), { lenience: 'all' });
  const [stage] = runtime.gateway.apis.flatMap(({ stages }) => stages.map(({ main }) => routesOf(main)));
  expect(stage).toEqual([{ ...row('GET /'), unenforced: ['authorizer'] }]);
});

test('routesOf() names what is refused on a stage', () => {
  const throttle = { path: '/', httpMethod: 'GET', throttle: { burst: reference('Burst') } } as const;
  const { runtime } = new ServedApi(
    restApi(
      {
        'GET /': { integration: mock() },
        'POST /': { integration: mock(), authorization: { type: 'CUSTOM', authorizer: 'gone' } },
      },
      { stages: [{ name: 'dev' }, { name: 'prod', methodSettings: [throttle] }] },
    ),
  );
  const [dev, prod] = runtime.gateway.apis.flatMap(({ stages }) => stages.map(({ main }) => routesOf(main)));
  expect(dev).toEqual([row('GET /'), row('POST /', 'the CUSTOM authorizer "gone"')]);
  expect(prod).toEqual([
    row('GET /', 'throttling by a limit that only deployment knows'),
    row('POST /', 'the CUSTOM authorizer "gone"'),
  ]);
});
