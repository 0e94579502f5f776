import { describe, expect, test } from 'vitest';
import {
  joinValues,
  parseLateText,
  parseSelectionExpression,
  printSelectionExpression,
  reference,
  type SelectionLanguage,
  type SelectionPart,
  type SelectionVariable,
} from '../../lib/model/index.js';

const bare = (variable: SelectionVariable): SelectionPart => ({ kind: 'variable', variable, braced: false });
const braced = (variable: SelectionVariable): SelectionPart => ({ kind: 'variable', variable, braced: true });
const text = (words: string): SelectionPart => ({ kind: 'text', text: words });

describe('parseSelectionExpression()', () => {
  test.each<[language: SelectionLanguage, text: string, parts: readonly SelectionPart[] | 'invalid']>([
    ['message-expression', '$request.body.action', [bare({ kind: 'request.body', path: 'action' })]],
    ['message-expression', '${request.body.a.b[0]}', [braced({ kind: 'request.body', path: 'a.b[0]' })]],
    ['message-expression', '$request.header.x-api-key', [bare({ kind: 'request.header', name: 'x-api-key' })]],
    ['message-expression', '$request.querystring.v', [bare({ kind: 'request.querystring', name: 'v' })]],
    [
      'message-expression',
      '$context.authorizer.usageIdentifierKey',
      [bare({ kind: 'context', path: 'authorizer.usageIdentifierKey' })],
    ],
    ['message-expression', '$stageVariables.v', [bare({ kind: 'stage-variable', name: 'v' })]],
    [
      'message-expression',
      '${request.body.version}-beta',
      [braced({ kind: 'request.body', path: 'version' }), text('-beta')],
    ],
    ['message-expression', '$default', [text('$default')]],
    ['message-expression', '\\$default', [{ kind: 'dollar' }, text('default')]],
    ['message-expression', 'fixed', [text('fixed')]],
    ['message-expression', '', []],
    ['message-expression', '$request.path.id', 'invalid'],
    ['message-expression', '$request.header', 'invalid'],
    ['message-expression', '${request.method} ${request.path}', 'invalid'],
    ['message-expression', '${body.action}', 'invalid'],
    ['message-expression', '${integration.response.statuscode}', 'invalid'],
    ['http-request-expression', '$request.body', [bare({ kind: 'request.body', path: '' })]],
    ['http-request-expression', '$request.path', [bare({ kind: 'request.path' })]],
    ['http-request-expression', '$request.path.id', [bare({ kind: 'request.path', parameter: 'id' })]],
    [
      'http-request-expression',
      'com.example.$request.path.source',
      [text('com.example.'), bare({ kind: 'request.path', parameter: 'source' })],
    ],
    [
      'http-request-expression',
      '{"StringValue": "${request.header.a}", "$request.body.b"}',
      [
        text('{"StringValue": "'),
        braced({ kind: 'request.header', name: 'a' }),
        text('", "'),
        bare({ kind: 'request.body', path: 'b' }),
        text('"}'),
      ],
    ],
    ['http-request-expression', 'costs 5$ or $6', [text('costs 5$ or $6')]],
    ['http-request-expression', "''", [text("''")]],
    ['http-request-expression', 'static $response.header.a', 'invalid'],
    ['http-response-expression', '$response.header.ETag', [bare({ kind: 'response.header', name: 'ETag' })]],
    ['http-response-expression', '$response.body.id', [bare({ kind: 'response.body', path: 'id' })]],
    ['http-response-expression', '403', [text('403')]],
    ['http-response-expression', '$request.header.a', 'invalid'],
    [
      'integration-response-expression',
      '${integration.response.statuscode}',
      [braced({ kind: 'integration.response.statuscode' })],
    ],
    [
      'integration-response-expression',
      '$integration.response.header.X-Kind',
      [bare({ kind: 'integration.response.header', name: 'X-Kind' })],
    ],
    [
      'integration-response-expression',
      '$integration.response.multivalueheader.X-Kind',
      [bare({ kind: 'integration.response.multivalueheader', name: 'X-Kind' })],
    ],
    [
      'integration-response-expression',
      '$integration.response.body.errorMessage',
      [bare({ kind: 'integration.response.body', path: 'errorMessage' })],
    ],
    ['integration-response-expression', '$request.body.kind', [bare({ kind: 'request.body', path: 'kind' })]],
    ['integration-response-expression', '$integration.response.statuscode.a', 'invalid'],
  ])('reads a %s of %s, and printSelectionExpression() gives it back', (language, written, parts) => {
    const expression = parseSelectionExpression(written, language);
    expect(expression).toEqual(
      parts === 'invalid' ? { kind: 'invalid', text: written } : { kind: 'expression', parts },
    );
    expect(printSelectionExpression(expression)).toBe(written);
  });

  test('keeps what only deployment knows, and parses it in its language when it is known', () => {
    const value = joinValues(['$request.body.', reference('Member')]);
    const unread = parseSelectionExpression(value, 'message-expression');
    expect(printSelectionExpression(unread)).toBe(value);
    expect(parseLateText({ ...unread, value: '$request.body.action' })).toEqual({
      kind: 'expression',
      parts: [bare({ kind: 'request.body', path: 'action' })],
    });
    expect(parseLateText({ ...unread, value: '$request.path.id' })).toMatchObject({ kind: 'invalid' });
  });
});
