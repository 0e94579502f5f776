import { describe, expect, test } from 'vitest';
import { type Document, type RestApi } from '../../../lib/model/index.js';
import { methodOf, read } from './read.js';

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
});
