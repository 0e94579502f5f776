import { describe } from 'vitest';
import { parseHttpRouteKey, type HttpApi, type HttpApiRoute } from '../../../lib/model/index.js';
import { finds } from '../findings.js';

const authorization = { type: 'AWS_IAM' } as const;

function api(closed: readonly string[], open: readonly string[] = [], more: Partial<HttpApi> = {}): HttpApi {
  const routes: readonly HttpApiRoute[] = [
    ...closed.map((key) => ({ routeKey: parseHttpRouteKey(key), authorization })),
    ...open.map((key) => ({ routeKey: parseHttpRouteKey(key) })),
  ];
  const cors = { allowOrigins: ['https://www.test'] };
  return { protocol: 'HTTP', id: 'Http', name: 'Http', authorizers: [], routes, stages: [], cors, ...more };
}

function finding(key: string, path: string): string {
  return `warning preflight-authorized ${key}: The authorizer of ${key} takes preflight requests, which browsers send without credentials: pages of other origins cannot call the route; add a route OPTIONS ${path} without authorizer`;
}

describe('preflight-authorized', () => {
  finds([
    ['nothing in routes of other methods', api(['GET /pets', 'POST /pets']), []],
    ['a $default route with an authorizer', api(['$default']), [finding('$default', '/{proxy+}')]],
    ['nothing where OPTIONS /{proxy+} has none', api(['$default'], ['OPTIONS /{rest+}']), []],
    [
      'an OPTIONS route with an authorizer before $default',
      api(['$default', 'OPTIONS /{proxy+}']),
      [finding('$default', '/{proxy+}'), finding('OPTIONS /{proxy+}', '/{proxy+}')],
    ],
    [
      'ANY routes with an authorizer',
      api(['ANY /pets', 'ANY /web/{proxy+}'], ['OPTIONS /{proxy+}', 'OPTIONS /web/{proxy+}']),
      [finding('ANY /pets', '/pets')],
    ],
    ['nothing without an authorizer', api([], ['$default', 'ANY /pets']), []],
    ['nothing without CORS', api(['$default'], [], { cors: undefined }), []],
  ]);
});
