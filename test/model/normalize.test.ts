import { describe, expect, test } from 'vitest';
import {
  normalize,
  parseHttpRequestMappings,
  parseHttpResponseMappings,
  parseHttpRouteKey,
  parseSelectionExpression,
  printSelectionExpression,
  reference,
  routeName,
} from '../../lib/model/index.js';
import { restApi } from '../support/rest-request.js';

describe('normalize()', () => {
  const api = normalize({
    ...restApi({
      'PUT /pets/{id}': {
        integration: {
          type: 'AWS_PROXY',
          uri: reference('Uri'),
          httpMethod: 'POST',
          responses: [{ statusCode: '500' }, { statusCode: '200' }],
        },
      },
      'GET /pets/{id}': {
        requestParameters: [
          { location: 'path', name: 'id', required: false },
          { location: 'header', name: 'X', required: false },
        ],
      },
      'GET /': {},
    }),
    endpoint: {},
    models: [
      { name: 'B', schema: {} },
      { name: 'A', schema: {}, contentType: 'text/plain' },
    ],
    authorizers: [
      { type: 'TOKEN', name: 'T', uri: 'x', identitySource: { kind: 'header', name: 'Authorization' } },
      {
        type: 'COGNITO_USER_POOLS',
        name: 'C',
        identitySource: { kind: 'header', name: 'Authorization' },
        providerArns: [],
      },
    ],
  });

  test.each<[what: string, value: unknown, expected: unknown]>([
    ['the endpoint', api.endpoint, { type: 'EDGE' }],
    ['binary media types', api.binaryMediaTypes, []],
    ['the source of keys', api.apiKeySource, 'HEADER'],
    ['the endpoint of execute-api', api.disableExecuteApiEndpoint, false],
    ['paths in order', api.resources.map(({ path }) => path), ['/', '/pets/{id}']],
    ['methods in order', api.resources[1]?.methods.map(({ httpMethod }) => httpMethod), ['GET', 'PUT']],
    ['authorization', api.resources[1]?.methods[0]?.authorization, { type: 'NONE' }],
    ['keys', api.resources[1]?.methods[0]?.apiKeyRequired, false],
    [
      'models and their content type',
      api.models.map(({ name, contentType }) => [name, contentType]),
      [
        ['A', 'text/plain'],
        ['B', 'application/json'],
      ],
    ],
    [
      'how long authorizers are remembered',
      api.authorizers.map(({ name, resultTtlSeconds }) => [name, resultTtlSeconds]),
      [
        ['C', undefined],
        ['T', 300],
      ],
    ],
    [
      'path parameters that nobody named, required',
      api.resources[1]?.methods.map(({ requestParameters }) =>
        requestParameters.map(({ name, required }) => [name, required]),
      ),
      [
        [
          ['X', false],
          ['id', false],
        ],
        [['id', true]],
      ],
    ],
    [
      'an integration',
      api.resources[1]?.methods[1]?.integration,
      expect.objectContaining({
        timeoutMs: 29_000,
        passthroughBehavior: 'WHEN_NO_MATCH',
        requestParameters: [],
        requestTemplates: {},
        cacheKeyParameters: [],
        responseTransferMode: 'BUFFERED',
        responses: [
          expect.objectContaining({ statusCode: '200', responseParameters: [] }),
          expect.objectContaining({ statusCode: '500', responseTemplates: {} }),
        ] as unknown,
      }),
    ],
  ])('fills in %s', (_what, value, expected) => {
    expect(value).toEqual(expected);
  });

  test('is done once', () => {
    expect(normalize(api)).toEqual(api);
  });
});

describe('normalize() of an HTTP API', () => {
  const api = normalize({
    ...{ protocol: 'HTTP', id: 'Http', name: 'Http', stages: [] },
    authorizers: [
      { type: 'REQUEST', name: 'Z', uri: 'x', payloadFormatVersion: '2.0' },
      { type: 'JWT', name: 'J', issuer: 'i', audience: [] },
    ],
    routes: [
      {
        routeKey: parseHttpRouteKey('GET /b'),
        integration: {
          ...{ type: 'HTTP_PROXY', httpMethod: 'ANY', uri: 'https://example.com' },
          requestParameters: parseHttpRequestMappings({ 'overwrite:path': '/', 'append:header.X': 'x' }),
          responseParameters: [
            { statusCode: '500', mappings: [] },
            {
              statusCode: '200',
              mappings: parseHttpResponseMappings({ 'overwrite:statuscode': '201', 'append:header.X': 'x' }),
            },
          ],
        },
      },
      {
        routeKey: parseHttpRouteKey('GET /a'),
        authorization: { type: 'AWS_IAM' },
        integration: { type: 'AWS_SERVICE', subtype: 'SQS-PurgeQueue' },
      },
      { routeKey: parseHttpRouteKey('$default') },
    ],
  });

  test.each<[what: string, value: unknown, expected: unknown]>([
    ['the default endpoint', api.disableExecuteApiEndpoint, false],
    [
      'the authorizers',
      api.authorizers,
      [
        {
          type: 'JWT',
          name: 'J',
          issuer: 'i',
          audience: [],
          identitySource: [{ kind: 'header', name: 'Authorization' }],
        },
        {
          ...{ type: 'REQUEST', name: 'Z', uri: 'x', payloadFormatVersion: '2.0' },
          ...{ identitySource: [], enableSimpleResponses: false, resultTtlSeconds: 0 },
        },
      ],
    ],
    ['the order of routes', api.routes.map(({ routeKey }) => routeName(routeKey)), ['$default', 'GET /a', 'GET /b']],
    [
      'the authorization of routes',
      api.routes.map(({ authorization }) => authorization.type),
      ['NONE', 'AWS_IAM', 'NONE'],
    ],
    [
      "a service's settings",
      api.routes[1]?.integration,
      { type: 'AWS_SERVICE', subtype: 'SQS-PurgeQueue', timeoutMs: 30_000, parameters: {}, responseParameters: [] },
    ],
    [
      "a backend's settings",
      api.routes[2]?.integration,
      {
        ...{ type: 'HTTP_PROXY', httpMethod: 'ANY', uri: 'https://example.com', timeoutMs: 30_000 },
        requestParameters: parseHttpRequestMappings({ 'append:header.X': 'x', 'overwrite:path': '/' }),
        responseParameters: [
          {
            statusCode: '200',
            mappings: parseHttpResponseMappings({ 'append:header.X': 'x', 'overwrite:statuscode': '201' }),
          },
          { statusCode: '500', mappings: [] },
        ],
      },
    ],
  ])('has %s', (_what, value, expected) => {
    expect(value).toEqual(expected);
  });

  test('changes nothing that is filled in already', () => {
    expect(normalize(api)).toEqual(api);
  });
});

describe('normalize() of a WebSocket API', () => {
  const api = normalize({
    ...{ protocol: 'WEBSOCKET', id: 'Chat', name: 'Chat', stages: [], authorizers: [] },
    routeSelectionExpression: parseSelectionExpression('$request.body.action', 'message-expression'),
    models: [
      { name: 'B', schema: {} },
      { name: 'A', schema: {} },
    ],
    routes: [
      {
        routeKey: { kind: 'custom', text: 'send' },
        requestParameters: [
          { location: 'querystring', name: 'b', required: true },
          { location: 'header', name: 'a', required: false },
        ],
        responses: [{ routeResponseKey: 'b' }, { routeResponseKey: '$default' }],
        integration: {
          ...{ type: 'AWS', uri: 'uri', httpMethod: 'POST' },
          requestParameters: [
            { target: { location: 'path', name: 'a' }, source: { kind: 'literal', value: '1' } },
            { target: { location: 'header', name: 'b' }, source: { kind: 'literal', value: '2' } },
          ],
          responses: [
            {
              integrationResponseKey: '/5../',
              responseParameters: [
                { header: 'B', source: { kind: 'literal', value: '1' } },
                { header: 'A', source: { kind: 'literal', value: '2' } },
              ],
            },
            { integrationResponseKey: '$default' },
          ],
        },
      },
      { routeKey: { kind: 'connect' } },
    ],
  });

  test.each<[what: string, value: unknown, expected: unknown]>([
    [
      "the API's own settings",
      [
        api.disableExecuteApiEndpoint,
        api.disableSchemaValidation,
        printSelectionExpression(api.apiKeySelectionExpression),
      ],
      [false, false, '$request.header.x-api-key'],
    ],
    [
      'models of JSON',
      api.models,
      [
        { name: 'A', schema: {}, contentType: 'application/json' },
        { name: 'B', schema: {}, contentType: 'application/json' },
      ],
    ],
    [
      'routes with their settings',
      api.routes.map(({ integration: _integration, ...route }) => route),
      [
        {
          ...{ routeKey: { kind: 'connect' }, authorization: { type: 'NONE' }, apiKeyRequired: false },
          ...{ requestModels: {}, requestParameters: [], responses: [] },
        },
        {
          routeKey: { kind: 'custom', text: 'send' },
          ...{ authorization: { type: 'NONE' }, apiKeyRequired: false, requestModels: {} },
          requestParameters: [
            { location: 'header', name: 'a', required: false },
            { location: 'querystring', name: 'b', required: true },
          ],
          responses: [{ routeResponseKey: '$default' }, { routeResponseKey: 'b' }],
        },
      ],
    ],
    [
      "an integration's settings",
      api.routes[1]?.integration,
      {
        ...{ type: 'AWS', uri: 'uri', httpMethod: 'POST' },
        ...{ timeoutMs: 29_000, passthroughBehavior: 'WHEN_NO_MATCH', requestTemplates: {} },
        requestParameters: [
          { target: { location: 'header', name: 'b' }, source: { kind: 'literal', value: '2' } },
          { target: { location: 'path', name: 'a' }, source: { kind: 'literal', value: '1' } },
        ],
        responses: [
          { integrationResponseKey: '$default', responseTemplates: {}, responseParameters: [] },
          {
            integrationResponseKey: '/5../',
            responseTemplates: {},
            responseParameters: [
              { header: 'A', source: { kind: 'literal', value: '2' } },
              { header: 'B', source: { kind: 'literal', value: '1' } },
            ],
          },
        ],
      },
    ],
  ])('has %s', (_what, value, expected) => {
    expect(value).toEqual(expected);
  });

  test('changes nothing that is filled in already', () => {
    expect(normalize(api)).toEqual(api);
  });
});
