import { describe, expect, test } from 'vitest';
import type { Document } from '../../../lib/model/index.js';
import { imported, onlyMethod, openApi, operation, swagger, type Members } from './documents.js';

const paths = { '/pets': { get: operation() } };

describe('the base path', () => {
  test.each<[document: string, basepath: 'ignore' | 'prepend' | 'split', members: Members, path: string]>([
    ['basePath', 'ignore', swagger({ basePath: '/v1/shop', paths }), '/pets'],
    ['basePath', 'prepend', swagger({ basePath: '/v1/shop', paths }), '/v1/shop/pets'],
    ['basePath', 'split', swagger({ basePath: '/v1/shop', paths }), '/shop/pets'],
    ['no basePath', 'prepend', swagger({ paths }), '/pets'],
    ['no basePath', 'split', swagger({ paths }), '/pets'],
    ['a server', 'prepend', openApi({ servers: [{ url: 'https://a.example.com/v1/shop/' }], paths }), '/v1/shop/pets'],
    ['a server', 'split', openApi({ servers: [{ url: 'https://a.example.com/v1/shop/' }], paths }), '/shop/pets'],
    [
      'a variable',
      'prepend',
      openApi({ servers: [{ url: 'https://a.example.com', variables: { basePath: { default: '/v2' } } }], paths }),
      '/v2/pets',
    ],
  ])('%s, %s', (_document, basepath, members, path) => {
    expect(imported(members, { basepath }).api.resources.map((resource) => resource.path)).toEqual([path]);
  });
});

describe('what is kept', () => {
  test('nothing that a document says to people, but the description of the API and of models', () => {
    const { api } = imported(
      openApi({
        info: { title: 'Pets', version: '1', description: 'All pets', contact: { name: 'Ann' } },
        tags: [{ name: 'pets' }],
        paths: {
          '/pets': {
            summary: 'Pets',
            get: operation({
              summary: 'Lists',
              description: 'Lists pets',
              tags: ['pets'],
              deprecated: true,
              parameters: [{ name: 'page', in: 'query', description: 'Page', schema: { type: 'integer' } }],
              responses: {
                200: { description: 'Pets', headers: { X: { description: 'X', schema: { type: 'integer' } } } },
              },
            }),
          },
        },
        components: { schemas: { Pet: { type: 'object', description: 'A pet' } } },
      }),
    );
    expect(api).toEqual({
      protocol: 'REST',
      id: 'pets',
      name: 'Pets',
      version: '1',
      description: 'All pets',
      endpoint: { type: 'EDGE' },
      models: [{ name: 'Pet', description: 'A pet', schema: { type: 'object', description: 'A pet' } }],
      resources: [
        {
          path: '/pets',
          methods: [
            {
              httpMethod: 'GET',
              requestParameters: [{ location: 'querystring', name: 'page', required: false }],
              integration: {
                type: 'MOCK',
                requestTemplates: { 'application/json': '{"statusCode":200}' },
                responses: [{ statusCode: '200' }],
              },
              responses: [{ statusCode: '200', responseHeaders: [{ name: 'X', required: false }] }],
            },
          ],
        },
      ],
      stages: [],
    });
  });

  test.each<[keyword: string, schema: Members, kept: Members]>([
    ['example', { type: 'object', example: {} }, { type: 'object' }],
    [
      'a property named example',
      { properties: { example: { type: 'string' } } },
      { properties: { example: { type: 'string' } } },
    ],
    [
      'readOnly and default below',
      { items: { readOnly: true, default: 1, type: 'integer' } },
      { items: { type: 'integer' } },
    ],
    ['discriminator', { oneOf: [{ deprecated: true }], discriminator: { propertyName: 'a' } }, { oneOf: [{}] }],
    ['exclusiveMinimum', { minimum: 0, exclusiveMinimum: true }, { minimum: 0 }],
    ['foreign extensions', { 'x-tool': 1, format: 'byte' }, { format: 'byte' }],
    ['required, sorted', { required: ['name', 'b'] }, { required: ['b', 'name'] }],
    ['required without names', { required: [], enum: ['b', 'a'] }, { enum: ['b', 'a'] }],
  ])('of a schema: %s', (_keyword, schema, kept) => {
    expect(imported(openApi({ components: { schemas: { Pet: schema } } })).api.models).toEqual([
      { name: 'Pet', schema: kept },
    ]);
  });

  test.each<[ignoreDocumentation: boolean, kept: boolean]>([
    [false, true],
    [true, false],
  ])('documentation parts, with ignore=documentation %s: %s', (ignoreDocumentation, kept) => {
    const parts = {
      version: '1',
      documentationParts: [{ location: { type: 'API' }, properties: { description: 'A' } }],
    };
    const { api } = imported(openApi({ 'x-amazon-apigateway-documentation': parts }), { ignoreDocumentation });
    expect(api.documentation).toEqual(kept ? { parts } : undefined);
  });

  test('a model for an object in place, under a generated name', () => {
    const schema: Document = { type: 'object', properties: { id: { type: 'string' } } };
    const { api } = imported(
      openApi({
        paths: { '/pets': { post: operation({ requestBody: { content: { 'application/json': { schema } } } }) } },
      }),
    );
    const [model] = api.models ?? [];
    expect(model?.name).toMatch(/^MODEL[a-z0-9]+$/);
    expect(onlyMethod(api).requestModels).toEqual({ 'application/json': model?.name });
  });

  test('the endpoint type of the parameter, and the settings of the document', () => {
    const { api } = imported(
      swagger({
        'x-amazon-apigateway-endpoint-configuration': { disableExecuteApiEndpoint: true, vpcEndpointIds: ['vpce-1'] },
      }),
      { endpointConfigurationTypes: 'PRIVATE' },
    );
    expect([api.endpoint, api.disableExecuteApiEndpoint]).toEqual([
      { type: 'PRIVATE', vpcEndpointIds: ['vpce-1'] },
      true,
    ]);
  });

  test('a required variable of a proxy resource', () => {
    const { api } = imported(openApi({ paths: { '/{proxy+}': { 'x-amazon-apigateway-any-method': operation() } } }));
    expect(onlyMethod(api).requestParameters).toEqual([{ location: 'path', name: 'proxy', required: true }]);
  });
});
