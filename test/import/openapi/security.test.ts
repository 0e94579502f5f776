import { describe, expect, test } from 'vitest';
import { reference, type Diagnostic, type Document, type Method, type RestApi } from '../../../lib/model/index.js';
import { codes, methodOf, read } from './read.js';

describe('security', () => {
  const schemes = {
    key: { type: 'apiKey', in: 'header', name: 'X-API-Key' },
    sigv4: { type: 'apiKey', in: 'header', name: 'Authorization', 'x-amazon-apigateway-authtype': 'awsSigv4' },
    token: {
      type: 'apiKey',
      in: 'header',
      name: 'auth',
      'x-amazon-apigateway-authtype': 'custom',
      'x-amazon-apigateway-authorizer': { type: 'token', authorizerUri: 'uri' },
    },
    pool: {
      type: 'apiKey',
      in: 'header',
      name: 'auth',
      'x-amazon-apigateway-authorizer': { type: 'cognito_user_pools', providerARNs: ['arn'] },
    },
    bearer: { type: 'http', scheme: 'bearer' },
    broken: { type: 'apiKey', in: 'header', name: 'auth', 'x-amazon-apigateway-authtype': 'custom' },
  };
  const secured = (
    root: Document | undefined,
    operation: Document | undefined,
    auth?: string,
  ): { api: RestApi; diagnostics: readonly Diagnostic[] } =>
    read({
      components: { securitySchemes: schemes },
      ...(root !== undefined && { security: root }),
      paths: {
        '/a': {
          get: {
            ...(operation !== undefined && { security: operation }),
            ...(auth !== undefined && { 'x-amazon-apigateway-auth': { type: auth } }),
          },
        },
      },
    });

  test.each<[what: string, root: Document | undefined, operation: Document | undefined, method: Partial<Method>]>([
    ['nothing', undefined, undefined, {}],
    ['an API key', undefined, [{ key: [] }], { apiKeyRequired: true }],
    ['IAM', undefined, [{ sigv4: [] }], { authorization: { type: 'AWS_IAM' } }],
    ['a token authorizer', undefined, [{ token: [] }], { authorization: { type: 'CUSTOM', authorizer: 'token' } }],
    ['a user pool', undefined, [{ pool: [] }], { authorization: { type: 'COGNITO_USER_POOLS', authorizer: 'pool' } }],
    [
      'scopes',
      undefined,
      [{ pool: ['a/b'] }],
      { authorization: { type: 'COGNITO_USER_POOLS', authorizer: 'pool', scopes: ['a/b'] } },
    ],
    [
      'two requirements',
      undefined,
      [{ token: [] }, { key: [] }],
      { authorization: { type: 'CUSTOM', authorizer: 'token' }, apiKeyRequired: true },
    ],
    [
      'two schemes in one',
      undefined,
      [{ token: [], key: [] }],
      { authorization: { type: 'CUSTOM', authorizer: 'token' }, apiKeyRequired: true },
    ],
    ["the document's", [{ token: [] }], undefined, { authorization: { type: 'CUSTOM', authorizer: 'token' } }],
    ["an empty list over the document's", [{ token: [] }], [], {}],
    ["its own over the document's", [{ token: [] }], [{ key: [] }], { apiKeyRequired: true }],
    [
      'an authorizer that is not whole',
      undefined,
      [{ broken: [] }],
      { authorization: { type: 'CUSTOM', authorizer: 'broken' } },
    ],
    [
      'a scheme that is not there',
      undefined,
      [{ nobody: [] }],
      { authorization: { type: 'CUSTOM', authorizer: 'nobody' } },
    ],
    ['a key whose scheme is not there', undefined, [{ api_key: [] }], { apiKeyRequired: true }],
    [
      'what only deployment knows',
      undefined,
      reference('Security'),
      { authorization: { type: 'CUSTOM', authorizer: '${Security}' } },
    ],
    [
      'a requirement that only deployment knows',
      undefined,
      [reference('Security')],
      { authorization: { type: 'CUSTOM', authorizer: '${Security}' } },
    ],
    ['a scheme for people', undefined, [{ bearer: [] }], { documentation: { other: { security: [{ bearer: [] }] } } }],
  ])('of %s', (_what, root, operation, expected) => {
    expect(methodOf(secured(root, operation))).toEqual({ httpMethod: 'GET', ...expected });
  });

  test.each<[auth: string, root: Document | undefined, authorization: unknown]>([
    ['AWS_IAM', undefined, { type: 'AWS_IAM' }],
    ['aws_iam', [{ token: [] }], { type: 'AWS_IAM' }],
    ['NONE', [{ token: [] }], { type: 'NONE' }],
  ])('x-amazon-apigateway-auth %s', (auth, root, authorization) => {
    expect(methodOf(secured(root, undefined, auth)).authorization).toEqual(authorization);
  });

  test('reads the source of an identity from the scheme', () => {
    const { api } = secured(undefined, undefined);
    expect(api.authorizers).toMatchObject([
      {
        name: 'token',
        type: 'TOKEN',
        authType: 'custom',
        identitySource: { kind: 'header', name: 'auth' },
        uri: 'uri',
      },
      {
        name: 'pool',
        type: 'COGNITO_USER_POOLS',
        identitySource: { kind: 'header', name: 'auth' },
        providerArns: ['arn'],
      },
    ]);
    expect(api.documentation?.other).toEqual({ components: { securitySchemes: { bearer: schemes.bearer } } });
  });

  test('reports what lets everybody in, what is broken and what is missing', () => {
    expect(codes(secured([{ nobody: [] }], [{ token: ['x'], pool: [] }]))).toEqual([
      'warning not-read', // bearer
      'error invalid-value', // broken
      'warning unresolved-reference', // nobody
      'warning not-read', // pool beside token
      'warning not-read', // scopes of token
    ]);
  });
});
