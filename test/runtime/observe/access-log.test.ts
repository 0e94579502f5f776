import { expect, test } from 'vitest';
import { parseAccessLogFormat } from '../../../lib/model/access-log-format.js';
import { compileAccessLog } from '../../../lib/runtime/observe/access-log.js';

function print(format: string, values: Readonly<Record<string, string>>): string {
  const parsed = parseAccessLogFormat(format);
  if (parsed.kind === 'deploy-time') throw new Error('not a format yet');
  return compileAccessLog<typeof values>(parsed.parts, (path) => (observed) => observed[path])(values);
}

test.each<[format: string, values: Readonly<Record<string, string>>, line: string]>([
  ['$context.status $context.requestId', { status: '200', requestId: 'r-1' }, '200 r-1'],
  ['"$context.identity.user"', {}, '"-"'],
  [
    '{"a":"$context.a"}',
    { a: 'say "hi"\r\n\u0007\\ \u001b[31m\u0085' },
    '{"a":"say \\"hi\\"\\r\\n\\u0007\\\\ \\u001b[31m\\u0085"}',
  ],
  ['{\n  "a": $context.error.messageString\n}', { 'error.messageString': '"x \\"y\\""' }, '{ "a": "x \\"y\\"" }'],
  ['$contextual $stage', {}, '$contextual $stage'],
])('%j of %j is %j', (format, values, line) => {
  expect(print(format, values)).toBe(line);
});
