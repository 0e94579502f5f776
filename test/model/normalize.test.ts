import { describe, expect, test } from 'vitest';
import { normalize, reference } from '../../lib/model/index.js';
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
