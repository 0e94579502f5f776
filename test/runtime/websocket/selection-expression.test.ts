import { describe, expect, test } from 'vitest';
import { parseSelectionExpression } from '../../../lib/model/index.js';
import type { HeaderLine } from '../../../lib/runtime/index.js';
import { ClientRequest } from '../../../lib/runtime/request/client-request.js';
import type { Invocation } from '../../../lib/runtime/websocket/invocation.js';
import {
  compileMessageExpression,
  compileResponseExpression,
} from '../../../lib/runtime/websocket/selection-expression.js';
import { FIXED_IDS } from '../../support/behaviour.js';

function request(headers: readonly HeaderLine[], query: string, body: string): ClientRequest {
  const connection = { sourceIp: '192.0.2.1', protocol: 'https', httpVersion: 'HTTP/1.1' } as const;
  const message = { method: 'GET', target: '/', headers, body: Buffer.from(body), ...connection };
  return new ClientRequest(message, query, FIXED_IDS, 'sent', new Set());
}

/** A message of a connection that was opened with `?room=a&room=b` and two headers. */
function message(body: string): Invocation {
  const handshake = request(
    [
      ['X-Tenant', 'acme'],
      ['x-api-key', 'k1'],
    ],
    'room=a&room=b',
    '',
  );
  return {
    request: request([], '', body),
    connection: { id: 'C1=', connectedAtMs: 0, handshake },
    stage: { name: 'dev', variables: { color: 'blue' } },
  } as unknown as Invocation;
}

const BODY = JSON.stringify({
  action: 'send',
  service: { do: 'it' },
  list: ['item1', 'item2'],
  nested: [{ a: 1 }, [2]],
  object: { a: 1, b: 'x' },
  version: 1.5,
  big: 12345678901,
  yes: true,
  nothing: null,
  empty: '',
});

describe('compileMessageExpression()', () => {
  test.each<[expression: string, result: string]>([
    ['$request.body.action', 'send'],
    ['${request.body.action}', 'send'],
    ['${request.body.version}-beta', '1.5-beta'],
    ['${request.body.action}-${request.body.service.do}', 'send-it'],
    ['$request.body.service.do', 'it'],
    ['$request.body.list', '[item1, item2]'],
    ['$request.body.list[1]', 'item2'],
    ['$request.body.nested', '[{a=1}, [2]]'],
    ['$request.body.object', '{a=1, b=x}'],
    ['$request.body.big', '12345678901'],
    ['$request.body.yes', 'true'],
    ['$request.body.nothing', ''],
    ['$request.body.empty', ''],
    ['join-${request.body.missing}', 'join-'],
    ['$request.body', BODY],
    ['$request.header.X-Tenant', 'acme'],
    ['$request.header.x-tenant', 'acme'],
    ['${request.header.absent}', ''],
    ['$request.querystring.room', 'b'],
    ['$request.querystring.Room', ''],
    ['$context.connectionId', 'C1='],
    ['$context.unknown', ''],
    ['$stageVariables.color', 'blue'],
    ['$stageVariables.constructor', ''],
    ['\\$default', '$default'],
    ['$default', '$default'],
    ['plain', 'plain'],
  ])('%s is %j', (expression, result) => {
    const read = compileMessageExpression(parseSelectionExpression(expression, 'message-expression'));
    expect(read?.(message(BODY))).toBe(result);
  });

  test.each(['', 'hello', '[', '{"action":', '7', '"action"', '[{"action":"send"}]', 'null'])(
    'finds nothing in the message %j',
    (body) => {
      const read = compileMessageExpression(parseSelectionExpression('$request.body.action', 'message-expression'));
      expect(read?.(message(body))).toBe('');
    },
  );

  test.each<[what: string, body: string, expression: string]>([
    ['lists without an end', '['.repeat(60_000), '$request.body.action'],
    ['objects too deep', `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`, '$request.body.a'],
    ['a list too deep to print', `{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}`, '$request.body.a'],
  ])('finds nothing in a hostile message: %s', (_what, body, expression) => {
    const read = compileMessageExpression(parseSelectionExpression(expression, 'message-expression'));
    expect(read?.(message(body))).toBe('');
  });

  test('evaluates a result that looks like an expression no further', () => {
    const read = compileMessageExpression(parseSelectionExpression('$request.body.action', 'message-expression'));
    expect(read?.(message('{"action":"$context.connectionId"}'))).toBe('$context.connectionId');
  });

  test.each(['$request.path.id', '$integration.response.statuscode', '$request.body.a[', '$request.body..[?('])(
    'refuses %s',
    (expression) => {
      const parsed = parseSelectionExpression(expression, 'message-expression');
      expect(compileMessageExpression(parsed)).toBeUndefined();
    },
  );
});

describe('compileResponseExpression()', () => {
  const response = {
    status: 404,
    headers: [
      ['X-Kind', 'old'],
      ['x-kind', 'new'],
    ] as readonly HeaderLine[],
    body: Buffer.from('{"errorMessage":"no room","list":[1,2]}'),
  };

  test.each<[expression: string, result: string]>([
    ['$integration.response.statuscode', '404'],
    ['${integration.response.statuscode}-${request.body.action}', '404-send'],
    ['$integration.response.header.X-Kind', 'new'],
    ['$integration.response.multivalueheader.X-Kind', 'old,new'],
    ['${integration.response.header.absent}', ''],
    ['$integration.response.body.errorMessage', 'no room'],
    ['$integration.response.body.list', '[1, 2]'],
    ['$request.header.X-Tenant', 'acme'],
    ['\\$default', '$default'],
  ])('%s is %j', (expression, result) => {
    const read = compileResponseExpression(parseSelectionExpression(expression, 'integration-response-expression'));
    expect(read?.(message(BODY), response)).toBe(result);
  });
});
