import { expect, test } from 'vitest';
import {
  parseCacheKey,
  parseLateText,
  printCacheKey,
  reference,
  type CacheKeyParameter,
} from '../../lib/model/index.js';

test.each<[text: string, parameter: CacheKeyParameter]>([
  ['method.request.path.petId', { kind: 'method.request', location: 'path', name: 'petId' }],
  ['method.request.querystring.a.b', { kind: 'method.request', location: 'querystring', name: 'a.b' }],
  ['method.request.header.X-A', { kind: 'method.request', location: 'header', name: 'X-A' }],
  [
    'method.request.multivaluequerystring.id',
    { kind: 'method.request', location: 'multivaluequerystring', name: 'id' },
  ],
  ['integration.request.header.X-A', { kind: 'integration.request', location: 'header', name: 'X-A' }],
  ['method.request.body.id', { kind: 'invalid', text: 'method.request.body.id' }],
  ['method.request.path.', { kind: 'invalid', text: 'method.request.path.' }],
  ['petId', { kind: 'invalid', text: 'petId' }],
])('parseCacheKey() reads %s, and printCacheKey() gives it back', (text, parameter) => {
  expect(parseCacheKey(text)).toEqual(parameter);
  expect(printCacheKey(parameter)).toBe(text);
});

test('a cache key that only deployment knows is kept, and parsed when it is known', () => {
  const value = reference('Key');
  const unread = parseCacheKey(value);
  expect(printCacheKey(unread)).toBe(value);
  expect(parseLateText({ ...unread, value: 'method.request.path.id' })).toEqual({
    kind: 'method.request',
    location: 'path',
    name: 'id',
  });
});
