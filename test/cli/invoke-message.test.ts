import { afterAll, describe, expect, test } from 'vitest';
import { webSocketTemplate } from '../runtime/websocket/chat-template.js';
import { WrittenFiles } from '../support/behaviour.js';
import { runCommand, type FinishedCommand } from '../support/command-line.js';
import { httpApiTemplate } from '../support/http-api-template.js';

const files = new WrittenFiles();
afterAll(() => files.remove());

const routes = { $connect: {}, $disconnect: {}, sendMessage: { respond: true }, silent: {}, fails: {} };
const chat = webSocketTemplate(routes) as { readonly Resources: object };
files.json('chat.json', chat);
const http = httpApiTemplate(['dev']) as { readonly Resources: Readonly<Record<string, object>> };
const { Stage0, Route, Integration, ...others } = http.Resources;
files.json('both.json', {
  Resources: { ...chat.Resources, ...others, HttpStage: Stage0, HttpRoute: Route, Integration },
});
files.json('http.json', http);
files.text(
  'handler.js',
  `exports.handler = async ({ requestContext: { routeKey }, body, headers = {}, queryStringParameters }) => {
    if (routeKey === 'fails') throw new Error('not today');
    if (routeKey === '$connect' && headers['X-Room'] !== 'blue') return { statusCode: 403, body: 'no' };
    return { statusCode: 200, body: routeKey + ' got ' + body };
  };`,
);
files.json('sluice.json', { lambdas: { handler: 'handler.js' } });

function run(...argv: readonly string[]): Promise<FinishedCommand> {
  const options = ['--lambda-isolation', 'inline'];
  return runCommand(['invoke', ...argv, ...options], { cwd: files.folder });
}

interface Document {
  readonly status: number;
  readonly frames?: readonly string[];
  readonly body?: string;
  readonly events: readonly { readonly failure?: string; readonly trace: readonly { readonly output: object }[] }[];
}

const BLUE = ['--header', 'X-Room: blue'];

describe('invoke MESSAGE', () => {
  test('shows the phases of the connection, the message and the end, and the frames', async () => {
    const { code, stdout, stderr } = await run('chat.json', 'MESSAGE', '{"action":"sendMessage"}', ...BLUE);
    expect(stdout).toMatch(
      /^accept +\d+\.\d{3} ms {2}\{"type":"CONNECT",.*\nselect-route .*\{"routeKey":"\$connect"\}\n/,
    );
    expect(stdout).toMatch(/\n\naccept .*\{"type":"MESSAGE",.*\nselect-route .*\{"routeKey":"sendMessage"\}\n/);
    expect(stdout).toMatch(/\n\naccept .*\{"type":"DISCONNECT","statusCode":1000,/);
    expect(stdout).toMatch(/\n\nHTTP\/1\.1 101\n\n← sendMessage got \{"action":"sendMessage"\}\n$/);
    expect([code, stderr]).toEqual([0, '']);
  });

  test.each<[message: string, frames: readonly (string | RegExp)[], failure: string | undefined]>([
    ['{"action":"sendMessage"}', ['sendMessage got {"action":"sendMessage"}'], undefined],
    ['{"action":"silent"}', [], undefined],
    ['{"action":"fails"}', [/^\{"message": "Internal server error"/], 'Lambda execution failed'],
    ['https://a', [/^\{"message": "Forbidden"/], ''],
  ])('%s with --json', async (message, frames, failure) => {
    const { code, stdout } = await run('chat.json', 'message', message, ...BLUE, '--json');
    const document = JSON.parse(stdout) as Document;
    expect(document.status).toBe(101);
    expect(document.frames).toEqual(
      frames.map((frame) => (typeof frame === 'string' ? frame : (expect.stringMatching(frame) as string))),
    );
    expect(document.events.map(({ trace }) => trace[0]?.output)).toMatchObject([
      { type: 'CONNECT' },
      { type: 'MESSAGE', body: message },
      { type: 'DISCONNECT' },
    ]);
    if (failure === undefined) expect(document.events[1]).not.toHaveProperty('failure');
    else expect(document.events[1]?.failure).toContain(failure);
    expect(code).toBe(0);
  });

  test('says which routes there are', async () => {
    const { stdout } = await run('chat.json', 'MESSAGE', 'x', ...BLUE);
    expect(stdout).toMatch(/^hint +No \$default; routes by \$request\.body\.action: sendMessage, silent, fails$/m);
  });

  test('shows the response to a connection that is refused', async () => {
    const { code, stdout } = await run('chat.json', 'MESSAGE', 'x');
    expect(stdout).toMatch(/\n\nHTTP\/1\.1 403\n(?:[\w-]+: .*\n)*\nno\n$/);
    expect(code).toBe(0);
    const document = JSON.parse((await run('chat.json', 'MESSAGE', 'x', '--json')).stdout) as Document;
    expect(document).toMatchObject({ status: 403, body: 'no' });
    expect(document.events).toHaveLength(1);
  });

  test('chooses the API by the kind of request', async () => {
    const message = JSON.parse((await run('both.json', 'MESSAGE', 'x', ...BLUE, '--json')).stdout) as Document;
    expect(message.status).toBe(101);
    const request = JSON.parse((await run('both.json', 'GET', '/pets/1', '--json')).stdout) as Document;
    expect(request).toMatchObject({ status: 200, body: '/dev/pets/1' });
  });

  test.each<[argv: readonly string[], code: number, says: RegExp]>([
    [['chat.json', 'MESSAGE', 'x', '--body', 'y'], 2, /^error usage-invalid .*--body with MESSAGE/],
    [['http.json', 'MESSAGE', 'x'], 1, /error finding-nothing-to-serve .*the source has no WebSocket API/],
    [['chat.json', 'MESAGE', '{"action":"silent"}'], 2, /^error usage-invalid .*"MESAGE".*\n.*Did you mean MESSAGE\?/],
    [
      ['ws://localhost:3000/dev?token=secret', 'MESSAGE', 'x'],
      2,
      /^error usage-invalid .*expected a source.*\n.*sluice connect/,
    ],
    [['MESSAGE'], 2, /^error usage-invalid .*\[source\] METHOD PATH, or \[source\] MESSAGE message/],
  ])('%j: %i', async (argv, exitCode, says) => {
    const { code, stderr } = await run(...argv);
    expect(stderr).toMatch(says);
    expect(code).toBe(exitCode);
  });
});
