import { describe, expect, test } from 'vitest';
import { parseAccessLogFormat, type HttpApi, type HttpApiRoute } from '../../../lib/model/index.js';
import { validate } from '../../../lib/validate/validate.js';
import { finds, httpRoute } from '../findings.js';

function integration(uri: string): NonNullable<HttpApiRoute['integration']> {
  return { type: 'HTTP_PROXY', httpMethod: 'GET', uri };
}

/** An API with that many routes, each with an integration that `uriOf` tells. */
function routes(count: number, uriOf: (index: number) => string): HttpApi {
  const many = Array.from({ length: count }, (_, index): HttpApiRoute => ({
    routeKey: { kind: 'route', httpMethod: 'GET', path: `/a${index}` },
    integration: integration(uriOf(index)),
  }));
  return { ...httpRoute({}), routes: many };
}

function texts(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `t${index}`);
}

describe('http-quota-exceeded', () => {
  finds([
    ['nothing in 300 integrations', routes(300, (index) => `https://example.com/${index}`), []],
    [
      'more routes and integrations than there may be',
      routes(301, (index) => `https://example.com/${index}`),
      [
        'warning quota-exceeded the API: Cannot exceed the quota "routes of an HTTP API": 301, and API Gateway allows 300; if AWS raised it, say so: quotas: { routesPerHttpApi: 301 }',
        'error quota-exceeded the API: Cannot exceed the quota "integrations of an HTTP API": 301, and API Gateway allows 300',
      ],
    ],
    [
      'audiences, scopes and timeouts',
      {
        ...httpRoute({
          authorization: { type: 'JWT', authorizer: 'users', scopes: texts(11) },
          integration: { ...integration('https://example.com'), timeoutMs: 30_001 },
        }),
        authorizers: [{ type: 'JWT', name: 'users', issuer: 'https://login.test', audience: texts(51) }],
      },
      [
        'error quota-exceeded authorizer users: Cannot exceed the quota "audiences of a JWT authorizer": 51, and API Gateway allows 50',
        'error quota-exceeded GET /pets: Cannot exceed the quota "authorization scopes of a route": 11, and API Gateway allows 10',
        'error quota-exceeded GET /pets integration timeout: Cannot exceed the quota "longest integration timeout of an HTTP API": 30001 ms, and API Gateway allows 30000',
      ],
    ],
    [
      'too short a timeout, and too long a lifetime of results',
      {
        ...httpRoute({ integration: { ...integration('https://example.com'), timeoutMs: 49 } }),
        authorizers: [
          { type: 'REQUEST', name: 'check', uri: 'arn', payloadFormatVersion: '2.0', resultTtlSeconds: 3_601 },
        ],
      },
      [
        'error quota-exceeded authorizer check result TTL: Cannot exceed the quota "lifetime of an authorizer\'s cached result": 3601 seconds, and API Gateway allows 3600',
        'error quota-exceeded GET /pets integration timeout: The integration timeout is 49 ms; API Gateway requires at least 50 ms',
      ],
    ],
    [
      'stages with too long a format of their access log, and too many variables',
      {
        ...httpRoute({}),
        stages: [
          {
            name: 'dev',
            variables: Object.fromEntries(texts(101).map((name) => [name, 'a'])),
            accessLog: { format: parseAccessLogFormat(`$context.requestId ${'a'.repeat(3_054)}`) },
          },
        ],
      },
      [
        'error quota-exceeded stage dev: Cannot exceed the quota "variables of a stage": 101, and API Gateway allows 100',
        'error quota-exceeded stage dev access log format: Cannot exceed the quota "length of the access log format of an HTTP API": 3073 bytes, and API Gateway allows 3072',
      ],
    ],
  ]);

  test('counts equal integrations once, and takes raised quotas', () => {
    const api = routes(301, () => 'https://example.com');
    expect(validate(api, { quotas: { routesPerHttpApi: 400 } })).toEqual([]);
  });
});
