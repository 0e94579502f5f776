import { expect, test } from 'vitest';
import { readPromptCommand, type PromptCommand } from '../../../lib/cli/connect/prompt-command.js';

const CODES = 'expected 1000 to 1003, 1007 to 1014, or 3000 to 4999';

test.each<[line: string, command: PromptCommand]>([
  ['Hello', { kind: 'send', text: 'Hello' }],
  ['{"action":"x"}', { kind: 'send', text: '{"action":"x"}' }],
  ['..hidden', { kind: 'send', text: '.hidden' }],
  ['.help', { kind: 'help' }],
  ['.ping ', { kind: 'ping' }],
  ['.close', { kind: 'close' }],
  ['.close 4000', { kind: 'close', code: 4000 }],
  ['.close 1000 see you later', { kind: 'close', code: 1000, reason: 'see you later' }],
  ['.close 1005', { kind: 'mistake', message: `Cannot close with "1005": ${CODES}` }],
  ['.close 2000', { kind: 'mistake', message: `Cannot close with "2000": ${CODES}` }],
  ['.close now', { kind: 'mistake', message: `Cannot close with "now": ${CODES}` }],
  [`.close 1000 ${'ä'.repeat(62)}`, { kind: 'mistake', message: 'The reason is longer than 123 bytes' }],
  ['.route join', { kind: 'route', key: 'join' }],
  ['.route none', { kind: 'route' }],
  ['.route', { kind: 'mistake', message: 'Expected .route <key> or .route none' }],
  ['.quit', { kind: 'mistake', message: 'No such command: .quit; .help lists the commands' }],
])('readPromptCommand() reads %s', (line, command) => {
  expect(readPromptCommand(line)).toEqual(command);
});
