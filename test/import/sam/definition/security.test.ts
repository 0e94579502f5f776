import { describe, expect, test } from 'vitest';

import type { Json } from '../../../../lib/model/json.js';
import { at, securedApi, type Expanded } from '../expand.js';
import type { JsonMap } from '../read-template.js';

const POOL = { UserPoolArn: { 'Fn::GetAtt': ['Users', 'Arn'] } };
const TOKEN = { FunctionArn: { 'Fn::GetAtt': ['Auth', 'Arn'] } };

function security(expanded: Expanded, path = '/pets', method = 'get'): unknown {
  return at(expanded.get('Api').Properties.Body, 'paths', path, method, 'security');
}

describe('security of a method', () => {
  test.each<[what: string, apiAuth: JsonMap, eventAuth: JsonMap | undefined, expected: Json | undefined]>([
    ['of an API without authorization', { UsagePlan: { CreateUsagePlan: 'NONE' } }, undefined, undefined],
    ["is the API's default", { Authorizers: { A: POOL }, DefaultAuthorizer: 'A' }, undefined, [{ A: [] }]],
    [
      "has the default's scopes",
      { Authorizers: { A: { ...POOL, AuthorizationScopes: ['s'] } }, DefaultAuthorizer: 'A' },
      undefined,
      [{ A: ['s'] }],
    ],
    [
      "is the event's own",
      { Authorizers: { A: POOL, B: TOKEN }, DefaultAuthorizer: 'A' },
      { Authorizer: 'B' },
      [{ B: [] }],
    ],
    [
      "has the event's own scopes",
      { Authorizers: { A: { ...POOL, AuthorizationScopes: ['s'] } } },
      { Authorizer: 'A', AuthorizationScopes: ['t'] },
      [{ A: ['t'] }],
    ],
    [
      'is the mark of an event that opts out',
      { Authorizers: { A: POOL }, DefaultAuthorizer: 'A' },
      { Authorizer: 'NONE' },
      [{ NONE: [] }],
    ],
    ['is the signature by default', { DefaultAuthorizer: 'AWS_IAM' }, undefined, [{ AWS_IAM: [] }]],
    ['is the signature of one event', { Authorizers: { A: POOL } }, { Authorizer: 'AWS_IAM' }, [{ AWS_IAM: [] }]],
    ["is the API's key", { ApiKeyRequired: true }, undefined, [{ api_key: [] }]],
    ["is the event's key", { Authorizers: { A: POOL } }, { ApiKeyRequired: true }, [{ api_key: [] }]],
    ['is empty where the event opts out of the key', { ApiKeyRequired: true }, { ApiKeyRequired: false }, []],
    [
      'is both an authorizer and a key',
      { Authorizers: { A: POOL }, DefaultAuthorizer: 'A', ApiKeyRequired: true },
      undefined,
      [{ A: [] }, { api_key: [] }],
    ],
  ])('%s', (_, apiAuth, eventAuth, expected) => {
    expect(security(securedApi(apiAuth, eventAuth))).toEqual(expected);
  });

  test.each([
    [true, [{ A: [] }]],
    [false, undefined],
  ])('of a preflight requires the default authorizer: %s', (AddDefaultAuthorizerToCorsPreflight, expected) => {
    const auth = { Authorizers: { A: POOL }, DefaultAuthorizer: 'A', AddDefaultAuthorizerToCorsPreflight };
    expect(security(securedApi(auth, undefined, { Cors: "'*'" }), '/pets', 'options')).toEqual(expected);
  });

  test.each<[what: string, apiAuth: JsonMap, eventAuth: JsonMap]>([
    ['names an authorizer that the API has not', { Authorizers: { A: POOL } }, { Authorizer: 'B' }],
    ['opts out where there is no default', { Authorizers: { A: POOL } }, { Authorizer: 'NONE' }],
    ['opts out of a key that the API does not require', { Authorizers: { A: POOL } }, { ApiKeyRequired: false }],
    ['has scopes without an authorizer', { Authorizers: { A: POOL } }, { AuthorizationScopes: ['s'] }],
  ])('of an event that %s: the event is reported, and the method has no integration', (_, apiAuth, eventAuth) => {
    const expanded = securedApi(apiAuth, eventAuth);
    expect(expanded.diagnostics).toMatchObject([
      { code: 'invalid-value', place: { element: 'Fn', property: 'Events.Get' } },
    ]);
    expect(at(expanded.get('Api').Properties.Body, 'paths', '/pets', 'get')).toEqual({});
  });

  test('OverrideApiAuth changes a definition of the author', () => {
    const integration = { 'x-amazon-apigateway-integration': { type: 'mock' } };
    const DefinitionBody = { swagger: '2.0', paths: { '/pets': { get: integration } } };
    const auth = { Authorizers: { A: POOL, B: TOKEN }, DefaultAuthorizer: 'A' };
    const expanded = securedApi(auth, { Authorizer: 'B', OverrideApiAuth: true }, { DefinitionBody });
    expect(security(expanded)).toEqual([{ B: [] }]);
    expect(security(securedApi(auth, { Authorizer: 'B' }, { DefinitionBody }))).toEqual([{ A: [] }]);
  });
});
