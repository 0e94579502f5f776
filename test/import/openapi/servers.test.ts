import { describe, expect, test } from 'vitest';
import { readOpenApi } from '../../../lib/import/openapi/document.js';
import type { Document } from '../../../lib/model/index.js';
import { read, type Members } from './read.js';

describe('basepath', () => {
  const servers3 = (url: string, variables?: Document): Members => ({
    servers: [{ url, ...(variables !== undefined && { variables }) }],
  });
  test.each<[what: string, members: Members, mode: 'ignore' | 'prepend' | 'split', path: string]>([
    ['nothing', {}, 'prepend', '/test'],
    ['a path', servers3('https://example.com/base/'), 'ignore', '/test'],
    ['a path', servers3('https://example.com/base/'), 'prepend', '/base/test'],
    ['a path', servers3('https://example.com/base'), 'split', '/test'],
    ['a longer path', servers3('https://example.com/base-url/part/'), 'prepend', '/base-url/part/test'],
    ['a longer path', servers3('https://example.com/base-url/part/'), 'split', '/part/test'],
    ['a relative path', servers3('/v1'), 'prepend', '/v1/test'],
    [
      'a variable that the URL does not use',
      servers3('https://example.com', { basePath: { default: 'base-var' } }),
      'prepend',
      '/base-var/test',
    ],
    [
      'a variable that the URL uses',
      servers3('https://{host}/{v}', { host: { default: 'h' }, v: { default: 'v2' } }),
      'prepend',
      '/v2/test',
    ],
  ])('of %s in %j, %s: %s', (_what, members, basepath, path) => {
    const { api } = read({ ...members, paths: { '/test': { get: {} } } }, { basepath });
    expect(api.resources.map((resource) => resource.path)).toEqual([path]);
  });

  test('of Swagger 2.0 is basePath', () => {
    const document = {
      swagger: '2.0',
      host: 'h',
      schemes: ['https'],
      basePath: '/v1',
      paths: { '/test': { get: {} } },
    };
    const { api } = readOpenApi(document, { id: 'pets', basepath: 'prepend' });
    expect(api).toMatchObject({ resources: [{ path: '/v1/test' }] });
    expect(readOpenApi(document, { id: 'pets' }).api.documentation?.other).toEqual({
      servers: [{ url: 'https://h/v1' }],
    });
  });
});
