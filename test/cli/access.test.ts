import { describe, expect, test } from 'vitest';
import { accessOf, describeAccess, type GuardedRoute } from '../../lib/cli/access.js';
import {
  EMPTY_COLLECTION,
  parseHttpRouteKey,
  type DomainName,
  type HttpApi,
  type RestApi,
} from '../../lib/model/index.js';
import { restApi } from '../support/rest-request.js';

const POOL = {
  type: 'COGNITO_USER_POOLS',
  name: 'pool',
  identitySource: { kind: 'header', name: 'Authorization' },
  providerArns: [],
} as const;
const DENIAL = { Statement: { Effect: 'Deny', Principal: '*', Action: '*', Resource: '*' } };

describe('describeAccess()', () => {
  test.each<[route: GuardedRoute, api: Partial<RestApi>, access: string]>([
    [{}, {}, 'open'],
    [{ authorization: { type: 'NONE' } }, { policy: {} }, 'open'],
    [{ authorization: { type: 'AWS_IAM' } }, {}, 'AWS_IAM'],
    [{ apiKeyRequired: true }, {}, 'API key'],
    [{ apiKeyRequired: true }, { policy: DENIAL }, 'API key, policy'],
    [
      { authorization: { type: 'COGNITO_USER_POOLS', authorizer: 'pool', scopes: ['a', 'b'] } },
      { authorizers: [POOL] },
      'pool (COGNITO_USER_POOLS a b)',
    ],
    [{ authorization: { type: 'CUSTOM', authorizer: 'gone' } }, {}, 'gone (CUSTOM)'],
  ])('%j of %j: %s', (route, api, access) => {
    expect(describeAccess(restApi({}, api), route, EMPTY_COLLECTION)).toBe(access);
  });

  test('tells of mutual TLS of a domain', () => {
    const domain: DomainName = {
      id: 'Domain',
      name: 'api.example.com',
      mutualTls: { truststoreUri: 's3://bucket/store.pem' },
      mappings: [{ api: 'Api' }],
    };
    expect(describeAccess(restApi({}), {}, { domainNames: [domain] })).toBe('open, mTLS');
  });
});

describe('accessOf()', () => {
  const route = (key: string, more: Partial<HttpApi['routes'][number]> = {}): HttpApi['routes'][number] => ({
    routeKey: parseHttpRouteKey(key),
    ...more,
  });
  const api: HttpApi = {
    protocol: 'HTTP',
    id: 'Web',
    name: 'Web',
    authorizers: [
      {
        name: 'users',
        type: 'JWT',
        identitySource: [{ kind: 'header', name: 'Authorization' }],
        issuer: 'https://issuer.example',
        audience: ['web'],
      },
    ],
    routes: [route('$default'), route('ANY /pets', { authorization: { type: 'JWT', authorizer: 'users' } })],
    stages: [],
  };

  test.each<[apiId: string, httpMethod: string, path: string, access: string]>([
    ['Web', '', '$default', 'open'],
    ['Web', 'ANY', '/pets', 'users (JWT)'],
    ['Web', 'GET', '/pets', ''],
    ['Other', 'ANY', '/pets', ''],
  ])('of %s, %s %s is "%s"', (apiId, httpMethod, path, access) => {
    expect(accessOf({ ...EMPTY_COLLECTION, apis: [api] }, apiId, httpMethod, path)).toBe(access);
  });
});
