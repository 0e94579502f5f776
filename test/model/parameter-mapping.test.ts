import { describe, expect, test } from 'vitest';
import {
  parseLateText,
  parseMessageMappingSource,
  parseParameterTarget,
  parseRequestMappingSource,
  parseResponseMappingSource,
  printMessageMappingSource,
  printRequestMappingSource,
  printResponseMappingSource,
  reference,
  type MessageMappingSource,
  type RequestMappingSource,
  type ResponseMappingSource,
} from '../../lib/model/index.js';

describe('parseRequestMappingSource()', () => {
  test.each<[text: string, source: RequestMappingSource]>([
    ['method.request.header.X-A', { kind: 'header', name: 'X-A' }],
    ['method.request.querystring.a.b', { kind: 'querystring', name: 'a.b' }],
    ['method.request.path.id', { kind: 'path', name: 'id' }],
    ['method.request.multivalueheader.X', { kind: 'multivalueheader', name: 'X' }],
    ['method.request.multivaluequerystring.x', { kind: 'multivaluequerystring', name: 'x' }],
    ['method.request.body', { kind: 'body', path: '' }],
    ['method.request.body.a[0].b', { kind: 'body', path: 'a[0].b' }],
    ['context.identity.sourceIp', { kind: 'context', path: 'identity.sourceIp' }],
    ['stageVariables.host', { kind: 'stage-variable', name: 'host' }],
    ["'it''s'", { kind: 'literal', value: "it''s" }],
    ["''", { kind: 'literal', value: '' }],
    ["'", { kind: 'invalid', text: "'" }],
    ['', { kind: 'invalid', text: '' }],
    ['method.request.header', { kind: 'invalid', text: 'method.request.header' }],
    ['integration.response.header.X', { kind: 'invalid', text: 'integration.response.header.X' }],
  ])('%s, and prints it again', (text, source) => {
    expect(parseRequestMappingSource(text)).toEqual(source);
    expect(printRequestMappingSource(source)).toBe(text);
  });
});

describe('parseMessageMappingSource()', () => {
  test.each<[text: string, source: MessageMappingSource]>([
    ['route.request.header.X-A', { kind: 'header', name: 'X-A' }],
    ['route.request.querystring.token', { kind: 'querystring', name: 'token' }],
    ['route.request.multivalueheader.X', { kind: 'multivalueheader', name: 'X' }],
    ['route.request.multivaluequerystring.x', { kind: 'multivaluequerystring', name: 'x' }],
    ['route.request.body.a[0].b', { kind: 'body', path: 'a[0].b' }],
    ['context.connectionId', { kind: 'context', path: 'connectionId' }],
    ["'x'", { kind: 'literal', value: 'x' }],
    ['route.request.path.id', { kind: 'invalid', text: 'route.request.path.id' }],
    ['method.request.header.X-A', { kind: 'invalid', text: 'method.request.header.X-A' }],
  ])('%s, and prints it again', (text, source) => {
    expect(parseMessageMappingSource(text)).toEqual(source);
    expect(printMessageMappingSource(source)).toBe(text);
  });
});

describe('parseResponseMappingSource()', () => {
  test.each<[text: string, source: ResponseMappingSource]>([
    ['integration.response.header.ETag', { kind: 'header', name: 'ETag' }],
    ['integration.response.multivalueheader.Set-Cookie', { kind: 'multivalueheader', name: 'Set-Cookie' }],
    ['integration.response.body', { kind: 'body', path: '' }],
    ['integration.response.body.$.id', { kind: 'body', path: '$.id' }],
    ['context.requestId', { kind: 'context', path: 'requestId' }],
    ["'*'", { kind: 'literal', value: '*' }],
    ['method.request.header.X', { kind: 'invalid', text: 'method.request.header.X' }],
  ])('%s, and prints it again', (text, source) => {
    expect(parseResponseMappingSource(text)).toEqual(source);
    expect(printResponseMappingSource(source)).toBe(text);
  });
});

test('what only deployment knows is kept, and read when it is known', () => {
  const value = reference('Mapping');
  const unread = parseRequestMappingSource(value);
  expect(unread).toEqual({ kind: 'deploy-time', language: 'request-mapping', value });
  expect(parseLateText({ ...unread })).toEqual(unread);
  expect(printResponseMappingSource(parseResponseMappingSource(value))).toBe(value);
  expect(parseLateText({ ...unread, value: "'x'" })).toEqual({ kind: 'literal', value: 'x' });
  expect(parseLateText({ ...unread, value: 'method.request.body.id' })).toEqual({ kind: 'body', path: 'id' });
  expect(parseLateText({ ...parseResponseMappingSource(value), value: 'integration.response.body.id' })).toEqual({
    kind: 'body',
    path: 'id',
  });
});

describe('parseParameterTarget()', () => {
  test.each<[text: string, prefix: 'integration.request' | 'gatewayresponse', target: object | undefined]>([
    ['integration.request.header.X-A', 'integration.request', { location: 'header', name: 'X-A' }],
    ['integration.request.path.a.b', 'integration.request', { location: 'path', name: 'a.b' }],
    ['gatewayresponse.header.X', 'gatewayresponse', { location: 'header', name: 'X' }],
    ['gatewayresponse.header.X', 'integration.request', undefined],
    ['integration.request.body', 'integration.request', undefined],
    ['integration.request.header.', 'integration.request', undefined],
  ])('%s after %s', (text, prefix, target) => {
    expect(parseParameterTarget(text, prefix)).toEqual(target);
  });
});
