import { describe, expect, test } from 'vitest';
import { type Document, type RestApi } from '../../../lib/model/index.js';
import { printOpenApi, renderOpenApi } from '../../../lib/synth/openapi/document.js';
import { codes, methodOf, read } from './read.js';

describe('models in place', () => {
  const inPlace = (schema: Document): RestApi =>
    read({ paths: { '/a': { post: { requestBody: { content: { 'application/json': { schema } } } } } } }).api;

  test('get a name that their content makes, whatever the order of its keys', () => {
    const one = inPlace({ type: 'object', required: ['a'] });
    const [model] = one.models ?? [];
    expect(model?.name).toMatch(/^MODEL[0-9a-f]{10}$/);
    expect(methodOf({ api: one }).requestModels).toEqual({ 'application/json': model?.name });
    expect(inPlace({ required: ['a'], type: 'object' }).models?.[0]?.name).toBe(model?.name);
    expect(inPlace({ required: ['b'], type: 'object' }).models?.[0]?.name).not.toBe(model?.name);
  });

  test.each(['allOf', 'oneOf', 'anyOf'])('are none for %s, whose schema stays as documentation', (key) => {
    const schema: Document = { [key]: [{ type: 'object' }, { $ref: '#/components/schemas/Named' }] };
    const result = read({
      components: { schemas: { Named: { [key]: [{ type: 'object' }] } } },
      paths: {
        '/a': {
          post: {
            requestBody: {
              content: {
                'application/json': { schema },
                'application/xml': { schema: { $ref: '#/components/schemas/Named' } },
              },
            },
          },
        },
      },
    });
    expect(result.api.models?.map(({ name }) => name)).toEqual(['Named']);
    expect(methodOf(result)).toMatchObject({
      requestModels: { 'application/xml': 'Named' },
      documentation: { requestBody: { content: { 'application/json': { schema: expect.anything() as unknown } } } },
    });
    expect(codes(result)).toEqual(['warning not-read']);
    expect(result.diagnostics[0]?.message).toMatch(/^Unsupported model type 'ComposedSchema'/);
    expect(printOpenApi(renderOpenApi(result.api).document).document).toMatchObject({
      paths: { '/a': { post: { requestBody: { content: { 'application/json': { schema } } } } } },
    });
  });
});
