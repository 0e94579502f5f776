import { describe, expect, test } from 'vitest';
import {
  joinValues,
  parseIdentitySource,
  parseIdentitySources,
  parseLateText,
  printIdentitySource,
  printIdentitySources,
  reference,
  type IdentitySource,
  type Protocol,
} from '../../lib/model/index.js';

describe('parseIdentitySource()', () => {
  test.each<[protocol: Protocol, text: string, source: IdentitySource]>([
    ['REST', 'method.request.header.X-A', { kind: 'header', name: 'X-A' }],
    ['REST', 'method.request.querystring.a.b', { kind: 'querystring', name: 'a.b' }],
    ['REST', 'context.identity.sourceIp', { kind: 'context', path: 'identity.sourceIp' }],
    ['REST', 'stageVariables.tenant', { kind: 'stage-variable', name: 'tenant' }],
    ['REST', 'method.request.path.id', { kind: 'invalid', text: 'method.request.path.id' }],
    ['REST', 'method.request.header.', { kind: 'invalid', text: 'method.request.header.' }],
    [
      'REST',
      'method.request.header.A, method.request.header.B',
      { kind: 'invalid', text: 'method.request.header.A, method.request.header.B' },
    ],
    ['REST', '$request.header.X-A', { kind: 'invalid', text: '$request.header.X-A' }],
    ['HTTP', '$request.header.X-A', { kind: 'header', name: 'X-A' }],
    ['HTTP', '$request.querystring.q', { kind: 'querystring', name: 'q' }],
    ['HTTP', '$context.routeKey', { kind: 'context', path: 'routeKey' }],
    ['HTTP', '$stageVariables.tenant', { kind: 'stage-variable', name: 'tenant' }],
    ['HTTP', 'context.routeKey', { kind: 'invalid', text: 'context.routeKey' }],
    ['HTTP', '', { kind: 'invalid', text: '' }],
    ['WEBSOCKET', 'route.request.header.Auth', { kind: 'header', name: 'Auth' }],
    ['WEBSOCKET', 'route.request.querystring.token', { kind: 'querystring', name: 'token' }],
    ['WEBSOCKET', 'context.connectionId', { kind: 'context', path: 'connectionId' }],
    ['WEBSOCKET', 'stageVariables.tenant', { kind: 'stage-variable', name: 'tenant' }],
    ['WEBSOCKET', 'method.request.header.Auth', { kind: 'invalid', text: 'method.request.header.Auth' }],
  ])('reads %s %s, and printIdentitySource() gives it back', (protocol, text, source) => {
    expect(parseIdentitySource(text, protocol)).toEqual(source);
    expect(printIdentitySource(source, protocol)).toBe(text);
  });

  test('keeps what only deployment knows, and parses it in its protocol when it is known', () => {
    const value = reference('Source');
    const unread = parseIdentitySource(value, 'WEBSOCKET');
    expect(printIdentitySource(unread, 'WEBSOCKET')).toBe(value);
    expect(parseLateText({ ...unread, value: 'route.request.header.A' })).toEqual({ kind: 'header', name: 'A' });
    expect(parseLateText({ ...unread, value: '$request.header.A' })).toMatchObject({ kind: 'invalid' });
  });
});

describe('parseIdentitySources()', () => {
  test('reads a list with commas, and printIdentitySources() gives it back', () => {
    const sources = parseIdentitySources(
      'method.request.header.A,method.request.querystring.b , context.path,',
      'REST',
    );
    expect(sources).toEqual([
      { kind: 'header', name: 'A' },
      { kind: 'querystring', name: 'b' },
      { kind: 'context', path: 'path' },
    ]);
    expect(printIdentitySources(sources, 'REST')).toBe(
      'method.request.header.A, method.request.querystring.b, context.path',
    );
    expect(parseIdentitySources('', 'REST')).toEqual([]);
    expect(printIdentitySources([], 'REST')).toBe('');
  });

  test('reads a list that deployment completes', () => {
    const text = joinValues(['method.request.header.', reference('Header'), ', context.path , ', reference('Source')]);
    const sources = parseIdentitySources(text, 'REST');
    expect(sources).toMatchObject([
      { kind: 'deploy-time', value: joinValues(['method.request.header.', reference('Header')]) },
      { kind: 'context', path: 'path' },
      { kind: 'deploy-time', value: reference('Source') },
    ]);
    expect(parseIdentitySources(printIdentitySources(sources, 'REST'), 'REST')).toEqual(sources);
  });
});
