import { describe, expect, test } from 'vitest';
import type { Document } from '../../../lib/model/index.js';
import { SluiceError } from '../../../lib/support/sluice-error.js';
import { codes, methodOf, read, type Members } from './read.js';

describe('references', () => {
  test('are followed to parameters, responses, bodies and paths', () => {
    const { api, diagnostics } = read({
      components: {
        schemas: { Pet: { type: 'object' } },
        parameters: { Page: { name: 'page', in: 'query' }, Again: { $ref: '#/components/parameters/Page' } },
        requestBodies: { Pet: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Pet' } } } } },
        responses: { Ok: { description: 'fine', headers: { 'X-A': { $ref: '#/components/headers/A' } } } },
        headers: { A: { schema: { type: 'integer' } } },
      },
      paths: {
        '/a': {
          post: {
            parameters: [{ $ref: '#/components/parameters/Again' }],
            requestBody: { $ref: '#/components/requestBodies/Pet' },
            responses: { 200: { $ref: '#/components/responses/Ok' } },
          },
        },
        '/b': { $ref: '#/paths/~1a' },
      },
    });
    const method = {
      httpMethod: 'POST',
      requestParameters: [{ location: 'querystring', name: 'page', required: false }],
      requestModels: { 'application/json': 'Pet' },
      responses: [
        {
          statusCode: '200',
          description: 'fine',
          responseHeaders: [{ name: 'X-A', required: false, documentation: { schema: { type: 'integer' } } }],
        },
      ],
    };
    expect(diagnostics).toEqual([]);
    expect(api.resources).toEqual([
      { path: '/a', methods: [method] },
      { path: '/b', methods: [method] },
    ]);
  });

  test('between models are written as the model writes them', () => {
    const { api, diagnostics } = read({
      components: {
        schemas: {
          Pet: { properties: { owner: { $ref: '#/components/schemas/Owner' }, $ref: { type: 'string' } } },
          Owner: { properties: { pets: { items: { $ref: '#/components/schemas/Pet' } } }, description: 'Who' },
          Url: { $ref: 'https://apigateway.amazonaws.com/restapis/abc/models/Pet' },
          Own: { definitions: { X: {} }, items: { $ref: '#/definitions/X' } },
          Data: { default: { $ref: '#/components/schemas/Pet' }, enum: [{ $ref: 'nothing' }] },
          Bare: { items: { $ref: 'Pet' } },
          'a/b': { items: { $ref: '#/components/schemas/a~1b' } },
        },
      },
    });
    expect(diagnostics).toEqual([]);
    expect(api.models).toEqual([
      { name: 'Pet', schema: { properties: { owner: { $ref: '#/models/Owner' }, $ref: { type: 'string' } } } },
      {
        name: 'Owner',
        description: 'Who',
        schema: { properties: { pets: { items: { $ref: '#/models/Pet' } } }, description: 'Who' },
      },
      { name: 'Url', schema: { $ref: '#/models/Pet' } },
      { name: 'Own', schema: { definitions: { X: {} }, items: { $ref: '#/definitions/X' } } },
      { name: 'Data', schema: { default: { $ref: '#/components/schemas/Pet' }, enum: [{ $ref: 'nothing' }] } },
      { name: 'Bare', schema: { items: { $ref: '#/models/Pet' } } },
      { name: 'a/b', schema: { items: { $ref: '#/models/a/b' } } },
    ]);
  });

  test('to a schema deep inside the document make it a model', () => {
    const { api, diagnostics } = read({
      components: { schemas: { Pet: { properties: { name: { type: 'string', maxLength: 3 } } } } },
      paths: {
        '/a': {
          post: {
            requestBody: {
              content: { 'text/plain': { schema: { $ref: '#/components/schemas/Pet/properties/name' } } },
            },
          },
        },
      },
    });
    expect(diagnostics).toEqual([]);
    expect(methodOf({ api }).requestModels).toEqual({ 'text/plain': 'name' });
    expect(api.models?.at(-1)).toEqual({ name: 'name', schema: { type: 'string', maxLength: 3 } });
  });

  test('lead into files, and from there on', () => {
    const files: Record<string, Document> = {
      'schemas/pet.yaml': { properties: { owner: { $ref: './owner.yaml#/Owner' }, self: { $ref: '#' } } },
      'schemas/owner.yaml': {
        Owner: { properties: { pet: { $ref: 'pet.yaml' }, home: { $ref: '#/Home' } } },
        Home: { type: 'string' },
      },
    };
    const { api, diagnostics } = read(
      {
        components: { schemas: { Pets: { items: { $ref: 'schemas/pet.yaml' } } } },
        paths: { '/a': { $ref: 'https://example.com/a.yaml' } },
      },
      {
        files: (path) => {
          const found = files[path];
          if (found === undefined) throw new SluiceError('source-not-found', `Cannot find ${path}`);
          return found;
        },
      },
    );
    expect(Object.fromEntries((api.models ?? []).map(({ name, schema }) => [name, schema]))).toMatchObject({
      Pets: { items: { $ref: '#/models/pet' } },
      pet: { properties: { owner: { $ref: '#/models/Owner' } } },
      Owner: { properties: { home: { $ref: '#/models/Home' } } },
      Home: { type: 'string' },
    });
    expect(diagnostics).toMatchObject([
      {
        code: 'unresolved-reference',
        message: expect.stringContaining('over the network') as string,
        place: { element: '/a' },
      },
    ]);
  });

  test('into endlessly many files come to an end', () => {
    const { diagnostics } = read(
      { components: { schemas: { A: { $ref: 'a/a.yaml' } } } },
      { files: () => ({ items: { $ref: 'a/a.yaml' } }) },
    );
    expect(codes({ diagnostics })).toEqual(['warning unresolved-reference']);
  });

  test.each<[what: string, members: Members, element: string]>([
    ['a parameter', { paths: { '/a': { get: { parameters: [{ $ref: '#/components/parameters/No' }] } } } }, 'GET /a'],
    ['a model', { components: { schemas: { Pet: { $ref: '#/components/schemas/No' } } } }, 'model Pet'],
    [
      'a response model',
      {
        paths: {
          '/a': { get: { responses: { 200: { content: { j: { schema: { $ref: '#/components/schemas/No' } } } } } } },
        },
      },
      'GET /a',
    ],
    [
      'a circle',
      {
        components: {
          parameters: { A: { $ref: '#/components/parameters/B' }, B: { $ref: '#/components/parameters/A' } },
        },
        paths: { '/a': { get: { parameters: [{ $ref: '#/components/parameters/A' }] } } },
      },
      'GET /a',
    ],
    ['a file that nobody can give', { paths: { '/a': { $ref: 'a.yaml' } } }, '/a'],
  ])('that lead nowhere are reported: %s', (_what, members, element) => {
    expect(read(members).diagnostics).toMatchObject([
      { code: 'unresolved-reference', severity: 'warning', place: { element } },
    ]);
  });
});
