import { describe, expect, test } from 'vitest';
import {
  parseHttpRequestMappings,
  parseHttpResponseMappings,
  parseSelectionExpression,
  parseServiceParameters,
  printHttpMappings,
  printServiceParameters,
  reference,
  type HttpRequestTarget,
  type HttpResponseTarget,
} from '../../lib/model/index.js';

describe('parseHttpRequestMappings()', () => {
  test.each<[text: string, target: HttpRequestTarget]>([
    ['append:header.X-A', { kind: 'header', action: 'append', name: 'X-A' }],
    ['overwrite:header.X-A', { kind: 'header', action: 'overwrite', name: 'X-A' }],
    ['remove:querystring.a.b', { kind: 'querystring', action: 'remove', name: 'a.b' }],
    ['overwrite:path', { kind: 'path' }],
    ['append:path', { kind: 'invalid', text: 'append:path' }],
    ['overwrite:statuscode', { kind: 'invalid', text: 'overwrite:statuscode' }],
    ['replace:header.X', { kind: 'invalid', text: 'replace:header.X' }],
    ['append:header.', { kind: 'invalid', text: 'append:header.' }],
    ['integration.request.header.X', { kind: 'invalid', text: 'integration.request.header.X' }],
  ])('reads a mapping to %s, and printHttpMappings() gives it back', (text, target) => {
    const mappings = parseHttpRequestMappings({ [text]: '$request.path.id' });
    expect(mappings).toEqual([
      { target, value: parseSelectionExpression('$request.path.id', 'http-request-expression') },
    ]);
    expect(printHttpMappings(mappings)).toEqual({ [text]: '$request.path.id' });
  });
});

describe('parseHttpResponseMappings()', () => {
  test.each<[text: string, target: HttpResponseTarget]>([
    ['append:header.X-A', { kind: 'header', action: 'append', name: 'X-A' }],
    ['remove:header.X-A', { kind: 'header', action: 'remove', name: 'X-A' }],
    ['overwrite:statuscode', { kind: 'statuscode' }],
    ['append:statuscode', { kind: 'invalid', text: 'append:statuscode' }],
    ['overwrite:path', { kind: 'invalid', text: 'overwrite:path' }],
    ['append:querystring.a', { kind: 'invalid', text: 'append:querystring.a' }],
  ])('reads a mapping to %s, and printHttpMappings() gives it back', (text, target) => {
    const mappings = parseHttpResponseMappings({ [text]: '$response.body.id' });
    expect(mappings).toEqual([
      { target, value: parseSelectionExpression('$response.body.id', 'http-response-expression') },
    ]);
    expect(printHttpMappings(mappings)).toEqual({ [text]: '$response.body.id' });
  });
});

test('parseServiceParameters() reads the parameters of a service, and printServiceParameters() gives them back', () => {
  const parameters = { QueueUrl: reference('Queue'), MessageBody: '$request.body', DelaySeconds: '5' };
  const parsed = parseServiceParameters(parameters);
  expect(parsed).toEqual({
    QueueUrl: { kind: 'deploy-time', language: 'http-request-expression', value: reference('Queue') },
    MessageBody: parseSelectionExpression('$request.body', 'http-request-expression'),
    DelaySeconds: { kind: 'expression', parts: [{ kind: 'text', text: '5' }] },
  });
  expect(printServiceParameters(parsed)).toEqual(parameters);
});
