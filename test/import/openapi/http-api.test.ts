import { describe, expect, test } from 'vitest';
import { EXTENSION } from '../../../lib/formats/x-amazon-apigateway.js';
import { readOpenApi } from '../../../lib/import/openapi/document.js';
import type { HttpApi } from '../../../lib/model/index.js';

describe('HTTP APIs', () => {
  test('are read with routes, authorizers, CORS and tags', () => {
    const { api, diagnostics } = readOpenApi(
      {
        openapi: '3.0.1',
        info: { title: 'Http', version: '1.0' },
        'x-amazon-apigateway-importexport-version': '1.0',
        'x-amazon-apigateway-cors': { allowOrigins: ['*'], maxAge: 10, allowCredentials: 'true' },
        tags: [{ name: 'team', 'x-amazon-apigateway-tag-value': 'pets' }, { name: 'plain' }],
        components: {
          schemas: { Pet: {} },
          securitySchemes: {
            jwt: {
              type: 'oauth2',
              flows: {},
              'x-amazon-apigateway-authorizer': {
                type: 'jwt',
                identitySource: '$request.header.Authorization',
                jwtConfiguration: { issuer: 'https://issuer', audience: ['a'] },
              },
            },
          },
          'x-amazon-apigateway-integrations': {
            fn: { type: 'AWS_PROXY', httpMethod: 'POST', uri: 'arn:fn', payloadFormatVersion: 2 },
          },
        },
        paths: {
          '/pets/{id}': {
            parameters: [
              { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
              { name: 'q', in: 'query' },
            ],
            get: {
              operationId: 'getPet',
              security: [{ jwt: ['read'] }],
              responses: { 200: { description: 'ok' } },
              'x-amazon-apigateway-integration': { $ref: '#/components/x-amazon-apigateway-integrations/fn' },
            },
          },
          '/$default': {
            'x-amazon-apigateway-any-method': {
              isDefaultRoute: true,
              responses: {},
              'x-amazon-apigateway-integration': {
                type: 'http_proxy',
                httpMethod: 'ANY',
                uri: 'https://example.com',
                payloadFormatVersion: '1.0',
                connectionType: 'VPC_LINK',
                connectionId: 'link',
                tlsConfig: { serverNameToVerify: 'example.com' },
              },
            },
          },
        },
      },
      { id: 'http' },
    );
    expect(diagnostics).toEqual([]);
    const expected: HttpApi = {
      protocol: 'HTTP',
      id: 'http',
      name: 'Http',
      version: '1.0',
      cors: { allowOrigins: ['*'], maxAgeSeconds: 10, allowCredentials: true },
      tags: { team: 'pets' },
      documentation: { tags: [{ name: 'plain' }], other: { components: { schemas: { Pet: {} } } } },
      authorizers: [
        {
          type: 'JWT',
          name: 'jwt',
          identitySource: [{ kind: 'header', name: 'Authorization' }],
          issuer: 'https://issuer',
          audience: ['a'],
        },
      ],
      routes: [
        {
          routeKey: { kind: 'route', httpMethod: 'GET', path: '/pets/{id}' },
          operationName: 'getPet',
          authorization: { type: 'JWT', authorizer: 'jwt', scopes: ['read'] },
          integration: { type: 'AWS_PROXY', uri: 'arn:fn', payloadFormatVersion: '2.0' },
          documentation: { responses: { 200: { description: 'ok' } }, parameters: [{ name: 'q', in: 'query' }] },
        },
        {
          routeKey: { kind: 'default' },
          integration: {
            type: 'HTTP_PROXY',
            httpMethod: 'ANY',
            uri: 'https://example.com',
            vpcLink: { id: 'link' },
            serverNameToVerify: 'example.com',
          },
        },
      ],
      stages: [],
    };
    expect(api).toEqual(expected);
  });

  test.each([
    ['/$default', 'x-amazon-apigateway-any-method', { kind: 'default' }],
    ['$default', 'x-amazon-apigateway-any-method', { kind: 'default' }],
    ['$default', 'get', { kind: 'route', httpMethod: 'GET', path: '/$default' }],
  ])('keep their default route under the path %s of the method %s alone', (path, method, routeKey) => {
    const integration = { type: 'http_proxy', httpMethod: 'ANY', uri: 'https://example.com' };
    const operation = { isDefaultRoute: true, 'x-amazon-apigateway-integration': integration };
    const document = { openapi: '3.0.1', info: {}, paths: { [path]: { [method]: operation } } };
    const { api } = readOpenApi(document, { id: 'http', protocol: 'HTTP' });
    expect((api as HttpApi).routes.map((route) => route.routeKey)).toEqual([routeKey]);
  });

  test.each([
    ['/$default', []],
    [
      '$default',
      [
        'info path-invalid The path "$default" does not begin with a slash; the import reads it as "/$default", with a warning',
      ],
    ],
    ['pets', ['error path-invalid The path "pets" does not begin with a slash']],
  ])('of the path %s say how the import takes it', (path, expected) => {
    const integration = { type: 'http_proxy', httpMethod: 'ANY', uri: 'https://example.com' };
    const operation = { 'x-amazon-apigateway-integration': integration };
    const document = { openapi: '3.0.1', info: {}, paths: { [path]: { [EXTENSION.anyMethod]: operation } } };
    const { diagnostics } = readOpenApi(document, { id: 'http', protocol: 'HTTP' });
    expect(diagnostics.map(({ severity, code, message }) => `${severity} ${code} ${message}`)).toEqual(expected);
  });

  test.each([
    ['aws', 'warning', '"aws"'],
    [undefined, 'error', 'no type'],
  ])('with an integration of the type %s say that the route has none: %s', (type, severity, found) => {
    const operation = { 'x-amazon-apigateway-integration': { ...(type !== undefined && { type }), uri: 'arn:fn' } };
    const document = { openapi: '3.0.1', info: {}, paths: { '/pets': { get: operation } } };
    const { diagnostics } = readOpenApi(document, { id: 'http', protocol: 'HTTP' });
    const message = `Integrations of HTTP APIs have the type AWS_PROXY or HTTP_PROXY, found ${found}; the route has no integration`;
    expect(diagnostics).toMatchObject([{ code: 'invalid-value', severity, message }]);
  });
});
