import { describe, expect, test } from 'vitest';
import {
  joinValues,
  parseAccessLogFormat,
  parseLateText,
  printAccessLogFormat,
  reference,
  type AccessLogPart,
} from '../../lib/model/index.js';

const text = (words: string): AccessLogPart => ({ kind: 'text', text: words });
const context = (path: string): AccessLogPart => ({ kind: 'context', path });

describe('parseAccessLogFormat()', () => {
  test.each<[format: string, parts: readonly AccessLogPart[]]>([
    ['$context.requestId', [context('requestId')]],
    [
      '$context.identity.sourceIp - [$context.requestTime] "$context.httpMethod $context.resourcePath"',
      [
        context('identity.sourceIp'),
        text(' - ['),
        context('requestTime'),
        text('] "'),
        context('httpMethod'),
        text(' '),
        context('resourcePath'),
        text('"'),
      ],
    ],
    [
      '{"sub":"$context.authorizer.claims.sub","tenant":"$context.authorizer.tenant_id"}',
      [
        text('{"sub":"'),
        context('authorizer.claims.sub'),
        text('","tenant":"'),
        context('authorizer.tenant_id'),
        text('"}'),
      ],
    ],
    ['<request id="$context.requestId"/>', [text('<request id="'), context('requestId'), text('"/>')]],
    ['$context.status,$context.requestId.', [context('status'), text(','), context('requestId'), text('.')]],
    ['$context.a-b', [context('a'), text('-b')]],
    ['$context. $contextual $request.header.a', [text('$context. $contextual $request.header.a')]],
    ['', []],
  ])('reads %s, and printAccessLogFormat() gives it back', (format, parts) => {
    expect(parseAccessLogFormat(format)).toEqual({ kind: 'format', parts });
    expect(printAccessLogFormat(parseAccessLogFormat(format))).toBe(format);
  });

  test('keeps what only deployment knows, and parses it when it is known', () => {
    const value = joinValues([reference('AWS::Region'), ' $context.requestId']);
    const unread = parseAccessLogFormat(value);
    expect(printAccessLogFormat(unread)).toBe(value);
    expect(parseLateText({ ...unread, value: 'x $context.requestId' })).toEqual({
      kind: 'format',
      parts: [text('x '), context('requestId')],
    });
  });
});
