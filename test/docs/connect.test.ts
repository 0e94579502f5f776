import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { LONGEST_WAIT } from '../../lib/cli/connect/conversation.js';
import { PROMPT_HELP } from '../../lib/cli/connect/prompt-command.js';
import { webSocketTemplate } from '../runtime/websocket/chat-template.js';
import { WrittenFiles } from '../support/behaviour.js';
import { startCommand } from '../support/command-line.js';
import { ManualTiming } from '../support/websocket-server.js';

const PAGE = readFileSync(join(__dirname, '..', '..', 'docs', 'connect.md'), 'utf8');
const files = new WrittenFiles();
afterAll(() => files.remove());

test('the session of docs/connect.md runs as it is written', async () => {
  files.json('chat.json', webSocketTemplate({ join: { respond: true } }));
  files.json('sluice.json', { lambdas: { handler: 'handler.js' } });
  files.text('handler.js', "exports.handler = async ({ body }) => ({ statusCode: 200, body: 'join got ' + body });");
  const [, session = ''] = /```text\n(\$ sluice connect .*?)```/s.exec(PAGE) ?? [];
  const [line = '', ...lines] = session.trim().split('\n');
  const stdin = new PassThrough();
  const timing = new ManualTiming(new Date(2026, 10, 21, 11, 22, 33, 44).getTime());
  const argv = line.split(' ').slice(2);
  const command = startCommand(argv, { cwd: files.folder, stdin, isTerminal: true, timing });
  await command.firstLine;
  for (const [index, written] of lines.entries()) {
    const [, prompt = '', typed] = /^(\w*> )(.*)$/.exec(written) ?? [];
    if (typed === undefined) continue;
    await command.said(prompt);
    stdin.write(`${typed}\r`);
    const reply = lines.slice(index + 1).find((one) => one.includes('←'));
    if (!typed.startsWith('.') && reply !== undefined) await command.said(reply.slice(reply.indexOf('←')));
  }
  const { stdout } = await command.done;
  const shown = stripVTControlCharacters(stdout)
    .replaceAll('\r', '')
    .split('\n')
    .map((one) => one.replace(/^(?:\w*> )+(\w*> |\d\d:)/, '$1').replace(/:\d{4,5}\//, ':3000/'));
  for (const written of lines) expect(shown).toContain(written);
});

test('docs/connect.md has the commands of the prompt, and the limit of a wait', () => {
  for (const [command] of PROMPT_HELP) expect(PAGE).toContain(`| \`${command}\` |`);
  expect(PAGE).toContain(`${LONGEST_WAIT} times as long`);
});
