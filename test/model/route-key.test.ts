import { describe, expect, test } from 'vitest';
import {
  joinValues,
  parseHttpRouteKey,
  parseLateText,
  parseWebSocketRouteKey,
  printRouteKey,
  reference,
  routeName,
  type HttpRouteKey,
  type WebSocketRouteKey,
} from '../../lib/model/index.js';

describe('parseHttpRouteKey()', () => {
  test.each<[text: string, key: HttpRouteKey]>([
    ['$default', { kind: 'default' }],
    ['GET /pets/{petId}', { kind: 'route', httpMethod: 'GET', path: '/pets/{petId}' }],
    ['ANY /files/{proxy+}', { kind: 'route', httpMethod: 'ANY', path: '/files/{proxy+}' }],
    ['OPTIONS /', { kind: 'route', httpMethod: 'OPTIONS', path: '/' }],
    ['$connect', { kind: 'invalid', text: '$connect' }],
    ['get /pets', { kind: 'invalid', text: 'get /pets' }],
    ['TRACE /pets', { kind: 'invalid', text: 'TRACE /pets' }],
    ['GET pets', { kind: 'invalid', text: 'GET pets' }],
    ['GET  /pets', { kind: 'invalid', text: 'GET  /pets' }],
    ['/pets', { kind: 'invalid', text: '/pets' }],
    ['', { kind: 'invalid', text: '' }],
  ])('reads %s, and printRouteKey() gives it back', (text, key) => {
    expect(parseHttpRouteKey(text)).toEqual(key);
    expect(printRouteKey(key)).toBe(text);
  });
});

describe('parseWebSocketRouteKey()', () => {
  test.each<[text: string, key: WebSocketRouteKey]>([
    ['$connect', { kind: 'connect' }],
    ['$disconnect', { kind: 'disconnect' }],
    ['$default', { kind: 'default' }],
    ['sendMessage', { kind: 'custom', text: 'sendMessage' }],
    ['GET /pets', { kind: 'custom', text: 'GET /pets' }],
    ['$else', { kind: 'invalid', text: '$else' }],
    ['$Connect', { kind: 'invalid', text: '$Connect' }],
    [' $connect', { kind: 'invalid', text: ' $connect' }],
    ['', { kind: 'invalid', text: '' }],
  ])('reads %s, and printRouteKey() gives it back', (text, key) => {
    expect(parseWebSocketRouteKey(text)).toEqual(key);
    expect(printRouteKey(key)).toBe(text);
  });
});

test('a route key that only deployment knows is kept, and parsed in its protocol when it is known', () => {
  const value = joinValues(['GET /', reference('Root')]);
  const unread = parseHttpRouteKey(value);
  expect(printRouteKey(unread)).toBe(value);
  expect(routeName(unread)).toBe('GET /${Root}');
  expect(parseLateText({ ...unread, value: 'GET /v1' })).toEqual({ kind: 'route', httpMethod: 'GET', path: '/v1' });
  expect(parseLateText({ ...parseWebSocketRouteKey(value), value: 'join' })).toEqual({ kind: 'custom', text: 'join' });
});
