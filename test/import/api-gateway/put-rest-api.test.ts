import { describe, expect, test } from 'vitest';
import { putAsApiGateway, type PutOptions } from '../../../lib/import/api-gateway/index.js';
import type { Document, RestApi } from '../../../lib/model/index.js';
import { imported, MOCK, openApi, operation, type Members } from './documents.js';

const part = (path: string, description: string): Document => ({
  location: { type: 'RESOURCE', path },
  properties: { description },
});

const existing: RestApi = {
  ...imported(
    openApi({
      info: { title: 'Pets', version: '1', description: 'Old' },
      paths: {
        '/pets': { get: operation({ operationId: 'old' }), post: operation() },
        '/cats/{catId}': { get: operation() },
      },
      components: { schemas: { Pet: { type: 'object' }, Cat: { type: 'object' } } },
      'x-amazon-apigateway-binary-media-types': ['image/heif'],
      'x-amazon-apigateway-minimum-compression-size': 10,
      'x-amazon-apigateway-request-validators': { all: { validateRequestBody: true, validateRequestParameters: true } },
      'x-amazon-apigateway-gateway-responses': { THROTTLED: { statusCode: '503' } },
      'x-amazon-apigateway-documentation': { documentationParts: [part('/', 'a'), part('/pets', 'b')] },
    }),
    { endpointConfigurationTypes: 'REGIONAL' },
  ).api,
  stages: [{ name: 'prod' }],
  tags: { team: 'pets' },
};

const change = openApi({
  info: { title: 'Animals', version: '2' },
  paths: { '/pets': { get: operation({ operationId: 'new' }) }, '/dogs': { get: operation() } },
  components: { schemas: { Pet: { type: 'object', title: 'New' } } },
  'x-amazon-apigateway-binary-media-types': ['image/png', 'image/heif'],
  'x-amazon-apigateway-documentation': { documentationParts: [part('/pets', 'c')] },
});

function put(document: Members, options?: PutOptions): RestApi {
  const result = putAsApiGateway(existing, document, options);
  if (result.kind === 'refused') throw new Error(result.error.message);
  return result.api;
}

const routes = ({ resources }: RestApi): readonly string[] =>
  resources.flatMap(({ path, methods }) =>
    methods.map(({ httpMethod, operationName }) => [httpMethod, path, operationName ?? ''].join(' ').trim()),
  );

describe('PutRestApi', () => {
  test('merges by default: what the document does not mention stays', () => {
    const api = put(change);
    expect(routes(api)).toEqual(['GET /pets new', 'POST /pets', 'GET /cats/{catId}', 'GET /dogs']);
    expect(api).toMatchObject({
      id: 'pets',
      name: 'Animals',
      version: '2',
      description: 'Old',
      binaryMediaTypes: ['image/heif', 'image/png'],
      minimumCompressionBytes: 10,
      models: [
        { name: 'Pet', schema: { type: 'object', title: 'New' } },
        { name: 'Cat', schema: { type: 'object' } },
      ],
      requestValidators: [{ name: 'all' }],
      gatewayResponses: [{ responseType: 'THROTTLED' }],
      documentation: { parts: { documentationParts: [part('/', 'a'), part('/pets', 'c')] } },
    });
  });

  test('overwrites: what the document does not mention goes', () => {
    const api = put(change, { mode: 'overwrite' });
    expect(routes(api)).toEqual(['GET /pets new', 'GET /dogs']);
    expect(api).toMatchObject({ id: 'pets', name: 'Animals', binaryMediaTypes: ['image/png', 'image/heif'] });
    expect(api).not.toHaveProperty('description');
    expect(api).not.toHaveProperty('minimumCompressionBytes');
    expect(api).not.toHaveProperty('requestValidators');
    expect(api).not.toHaveProperty('gatewayResponses');
  });

  test.each<['merge' | 'overwrite']>([['merge'], ['overwrite']])(
    '%s leaves the endpoint type, the stages and the tags',
    (mode) => {
      expect(put(change, { mode })).toMatchObject({
        endpoint: { type: 'REGIONAL' },
        stages: [{ name: 'prod' }],
        tags: { team: 'pets' },
      });
    },
  );

  test('refuses a variable beside one of the API when it merges, and takes it when it overwrites', () => {
    const document = openApi({ paths: { '/cats/{name}': { get: operation() } } });
    expect(putAsApiGateway(existing, document)).toMatchObject({
      kind: 'refused',
      error: {
        message:
          "Errors found during import:\n\tUnable to create resource at path '/cats/{name}': A sibling ({catId}) of this resource already has a variable path part -- only one is allowed",
      },
    });
    expect(routes(put(document, { mode: 'overwrite' }))).toEqual(['GET /cats/{name}']);
  });

  test('refuses what an import refuses, and keeps its parameters', () => {
    expect(putAsApiGateway(existing, [])).toMatchObject({ kind: 'refused' });
    expect(
      routes(
        put(
          { ...openApi({ paths: { '/a': { get: operation({}, MOCK) } } }), servers: [{ url: '/v1' }] },
          { mode: 'overwrite', basepath: 'prepend' },
        ),
      ),
    ).toEqual(['GET /v1/a']);
  });
});
