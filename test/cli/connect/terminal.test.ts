import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startCommand, type RunningCommand } from '../../support/command-line.js';
import { ManualTiming, plainServer, type PlainServer } from '../../support/websocket-server.js';

const NOW = new Date(2026, 10, 21, 11, 22, 33, 44).getTime();

let server: PlainServer;
let received: string[] = [];
let closedWith: readonly [code: number, reason: string] | undefined;
let stdin = new PassThrough();
let send = (_text: string): void => undefined;

beforeEach(async () => {
  received = [];
  closedWith = undefined;
  stdin = new PassThrough();
  server = await plainServer((socket) => {
    send = (text) => socket.send(text);
    socket.on('message', (data: Buffer) => {
      received.push(String(data));
      socket.send(`echo ${String(data)}`);
    });
    socket.on('close', (code, reason) => (closedWith = [code, reason.toString()]));
  });
});

afterEach(() => server.close());

async function open(...options: readonly string[]): Promise<RunningCommand> {
  const timing = new ManualTiming(NOW);
  const world = { cwd: process.cwd(), stdin, isTerminal: true, timing };
  const command = startCommand(['connect', server.url, ...options], world);
  await command.firstLine;
  return command;
}

describe('at a terminal', () => {
  test('lines are sent as they are typed, below what came', async () => {
    const command = await open();
    stdin.write('Hel');
    send('news');
    await command.said('← news');
    stdin.write('lo\r');
    await command.said('← echo Hello');
    stdin.write('\u0004');
    const { code, stdout } = await command.done;
    expect(received).toEqual(['Hello']);
    expect(stripVTControlCharacters(stdout)).toMatch(/> Hel.*← news\n> Hel/s);
    expect(stdout).toContain('\u001b[2m11:22:33.044\u001b[0m ← echo Hello\n');
    expect([code, closedWith]).toEqual([0, [1000, '']]);
  });

  test('.route chooses where lines go, and is shown in the prompt', async () => {
    const command = await open('--route', 'join');
    for (const line of ['one', '.route leave', 'two', '.route $connect', '.route none', 'three'])
      stdin.write(`${line}\r`);
    await command.said('← echo three');
    stdin.end();
    const { stdout } = await command.done;
    expect(received).toEqual(['{"action":"join","message":"one"}', '{"action":"leave","message":"two"}', 'three']);
    for (const prompt of ['join> ', 'leave> ', 'error usage-invalid  Cannot choose the route "$connect"'])
      expect(stdout).toContain(prompt);
  });

  test('.help, .ping and a slip', async () => {
    const command = await open();
    stdin.write('.help\r.ping\r.quit\r\r');
    await command.said('← pong');
    await command.said('No such command: .quit; .help lists the commands');
    stdin.write('.close\r');
    const { stdout } = await command.done;
    expect(stdout).toContain('.close [code] [reason]  Close the connection; default: 1000');
    expect(received).toEqual([]);
  });

  test.each<[line: string, closed: readonly [number, string], exit: number]>([
    ['.close', [1000, ''], 0],
    ['.close 1000 see you', [1000, 'see you'], 0],
    ['.close 4001', [4001, ''], 1],
  ])('%s closes', async (line, closed, exit) => {
    const command = await open();
    stdin.write(`${line}\r`);
    expect((await command.done).code).toBe(exit);
    expect(closedWith).toEqual(closed);
  });

  test('Ctrl-C closes with 1000 and ends with 130', async () => {
    const command = await open();
    stdin.write('\u0003');
    expect((await command.done).code).toBe(130);
    expect(closedWith).toEqual([1000, '']);
  });

  test('frames do not move the cursor', async () => {
    const command = await open();
    send('a\u001b[2Jb');
    await command.said('← a\\u001b[2Jb');
    stdin.end();
    await command.done;
  });
});
