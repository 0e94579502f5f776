import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { afterEach, describe, expect, test } from 'vitest';
import { WrittenFiles } from '../../support/behaviour.js';
import { runCommand, startCommand, type CommandWorld, type FinishedCommand } from '../../support/command-line.js';
import {
  ManualTiming,
  plainServer,
  rawServer,
  type OnConnection,
  type PlainServer,
} from '../../support/websocket-server.js';

const files = new WrittenFiles();
const servers: PlainServer[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

/** 11:22:33.044 where the test runs. */
const NOW = new Date(2026, 10, 21, 11, 22, 33, 44).getTime();

async function serve(onConnection: OnConnection, options?: Parameters<typeof plainServer>[1]): Promise<string> {
  const server = await plainServer(onConnection, options);
  servers.push(server);
  return server.url;
}

function run(line: string, world: Partial<CommandWorld> = {}): Promise<FinishedCommand> {
  return runCommand(['connect', ...line.split(' ')], { cwd: files.folder, timing: new ManualTiming(NOW), ...world });
}

const echo: OnConnection = (socket) =>
  socket.on('message', (data: Buffer, isBinary) => {
    if (String(data) === 'end') socket.close(1000, 'bye');
    else socket.send(isBinary ? data : `echo ${String(data)}`);
  });

describe('lines through a pipe', () => {
  test('are sent one after the other, and frames come out with their time', async () => {
    const url = await serve(echo);
    const { code, stdout, stderr } = await run(url, { stdin: 'one\n\n{"two":2}\nend\n' });
    expect(stdout.split('\n').sort()).toEqual(
      [
        '',
        `11:22:33.044 connected to ${url}`,
        '11:22:33.044 → one',
        '11:22:33.044 → {"two":2}',
        '11:22:33.044 → end',
        '11:22:33.044 ← echo one',
        '11:22:33.044 ← echo {"two":2}',
        '11:22:33.044 closed 1000 (normal): bye',
      ].sort(),
    );
    expect([code, stderr]).toEqual([0, '']);
  });

  test('with --json are JSON lines, binary frames in base64', async () => {
    const url = await serve((socket) => {
      socket.send(Buffer.from([0, 1, 255]));
      echo(socket, undefined as never);
    });
    const { code, stdout } = await run(`${url} --json`, { stdin: 'end' });
    const events = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string; time: string });
    const time = new Date(NOW).toISOString();
    expect(events.sort((a, b) => a.type.localeCompare(b.type))).toEqual([
      { type: 'closed', time, code: 1000, reason: 'bye' },
      { type: 'message', time, bodyBase64: 'AAH/' },
      { type: 'open', time, url },
      { type: 'sent', time, body: 'end' },
    ]);
    expect(code).toBe(0);
  });

  test('become messages of the route that is chosen', async () => {
    const received: string[] = [];
    const url = await serve((socket) => {
      socket.on('message', (data: Buffer) => {
        received.push(String(data));
        if (received.length === 2) socket.close();
      });
    });
    await run(`${url} --route sendMessage`, { stdin: 'Hello\n{"to":"ana"}\n' });
    expect(received).toEqual(['{"action":"sendMessage","message":"Hello"}', '{"action":"sendMessage","to":"ana"}']);
  });

  test('are followed by a close when no frame comes for as long as --wait says', async () => {
    const timing = new ManualTiming(NOW);
    let send = (_text: string): void => undefined;
    const url = await serve((socket) => (send = (text) => socket.send(text)));
    const command = startCommand(['connect', url, '--wait', '2'], { cwd: files.folder, timing });
    await timing.running(2);
    timing.advance(1_500);
    send('a frame');
    await command.said('← a frame');
    timing.advance(1_500);
    send('another');
    await command.said('← another');
    timing.advance(2_000);
    const { code, stdout } = await command.done;
    expect(stdout).toMatch(/11:22:36\.044 ← another\n11:22:38\.044 closed 1000 \(normal\)\n$/);
    expect(code).toBe(0);
  });

  test('and a server that sends without end is closed after sixty times as long', async () => {
    const timing = new ManualTiming(NOW);
    let send = (_text: string): void => undefined;
    const url = await serve((socket) => (send = (text) => socket.send(text)));
    const command = startCommand(['connect', url, '--wait', '1'], { cwd: files.folder, timing });
    await timing.running(2);
    for (let second = 1; second < 80; second++) {
      timing.advance(750);
      send(`frame ${second}.`);
      await command.said(`← frame ${second}.`);
    }
    timing.advance(750);
    expect((await command.done).stdout).toMatch(/11:23:33\.044 closed 1000/);
  });

  test('that come after the end are reported', async () => {
    const stdin = new PassThrough();
    const timing = new ManualTiming(NOW);
    const url = await serve((socket) => socket.pause());
    const command = startCommand(['connect', url], { cwd: files.folder, stdin, timing });
    await command.firstLine;
    command.interrupt();
    await timing.running(1);
    stdin.end('late\n');
    await once(stdin, 'end');
    timing.advance(5_000);
    expect((await command.done).stderr).toBe('Not sent, for the connection is closed: late\n');
  });
});

describe('a close', () => {
  test.each<[code: number | undefined, exit: number, says: string]>([
    [1000, 0, 'closed 1000 (normal)'],
    [1001, 0, 'closed 1001 (going away; by API Gateway after 10 idle minutes or 2 hours)'],
    [undefined, 0, 'closed 1005 (no code)'],
    [1003, 1, 'closed 1003 (binary frames are not supported)'],
    [1008, 1, 'closed 1008 (too many messages)'],
    [1009, 1, 'closed 1009 (message or frame too large)'],
    [1011, 1, 'closed 1011 (internal server error)'],
    [1012, 1, 'closed 1012 (service restart)'],
    [4000, 1, 'closed 4000'],
  ])('of the server with %s ends with %i', async (code, exit, says) => {
    const finished = await run(await serve((socket) => (code === undefined ? socket.close() : socket.close(code))));
    expect(finished.stdout).toMatch(/\n$/);
    expect(finished.stdout.trim().split('\n').at(-1)).toBe(`11:22:33.044 ${says}`);
    expect(finished.code).toBe(exit);
  });

  test('of the server leaves nothing to wait for, whatever input is still to come', async () => {
    const timing = new ManualTiming(NOW);
    const stdin = new PassThrough();
    const url = await serve((socket) => socket.close(1000));
    await startCommand(['connect', url], { cwd: files.folder, stdin, timing }).done;
    await new Promise((resolve) => setImmediate(resolve));
    expect([timing.count, stdin.isPaused(), stdin.listenerCount('data')]).toEqual([0, true, 0]);
  });

  test('without a frame ends with 1', async () => {
    const { code, stdout } = await run(await serve((socket) => socket.terminate()));
    expect(stdout).toContain('closed 1006 (connection lost without a close frame)');
    expect(code).toBe(1);
  });

  test('by Ctrl-C is one with 1000, and ends with 130', async () => {
    let closedWith = 0;
    const url = await serve((socket) => socket.on('close', (code) => (closedWith = code)));
    const command = startCommand(['connect', url], { cwd: files.folder, stdin: new PassThrough() });
    await command.firstLine;
    command.interrupt();
    expect((await command.done).code).toBe(130);
    expect(closedWith).toBe(1000);
  });

  test('that the server does not confirm ends all the same', async () => {
    const timing = new ManualTiming(NOW);
    const url = await serve((socket) => socket.pause());
    const command = startCommand(['connect', url], { cwd: files.folder, stdin: new PassThrough(), timing });
    await command.firstLine;
    command.interrupt();
    await timing.running(1);
    timing.advance(5_000);
    const { code, stdout } = await command.done;
    expect(stdout).toContain('11:22:38.044 closed 1006');
    expect(code).toBe(130);
  });
});

describe('the handshake', () => {
  test('has the headers, token, key and subprotocols that are given', async () => {
    let seen: readonly string[] = [];
    const url = await serve(
      (socket, { rawHeaders, url: target = '' }) => {
        seen = [target, ...rawHeaders];
        socket.close();
      },
      { handleProtocols: (offered) => [...offered][1] ?? false },
    );
    const options = '--token secret --api-key key --subprotocol v1 --subprotocol v2';
    const { stdout } = await runCommand(
      ['connect', `${url}?room=1`, ...options.split(' '), '--header', 'X-Who: ana', '--header', 'x-who: bob'],
      { cwd: files.folder, timing: new ManualTiming(NOW) },
    );
    expect(stdout).toMatch(/^11:22:33\.044 connected to ws:\/\/127\.0\.0\.1:\d+\/dev, subprotocol v2\n/);
    const host = url.slice('ws://'.length, -'/dev'.length);
    expect(seen.slice(0, 11)).toEqual([
      '/dev?room=1',
      'Host',
      host,
      'X-Who',
      'ana',
      'X-Who',
      'bob',
      'Authorization',
      'secret',
      'x-api-key',
      'key',
    ]);
    expect(seen).toContain('v1,v2');
    expect(seen.map((word) => word.toLowerCase())).not.toContain('sec-websocket-extensions');
  });

  test('is signed by the identity that --as names', async () => {
    const arn = 'arn:aws:iam::000000000000:user/ana';
    const identities = files.json('identities.json', [
      { accessKeyId: 'AKIAANA', secretAccessKey: 'secret', arn, policies: [] },
    ]);
    let authorization = '';
    const url = await serve((socket, { headers }) => {
      authorization = headers.authorization ?? '';
      socket.close();
    });
    const { code } = await run(`${url} --as ana --identities ${identities} --region eu-west-1`);
    expect(authorization).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKIAANA\/\d{8}\/eu-west-1\/execute-api\/aws4_request, /,
    );
    expect(code).toBe(0);
  });

  test.each<[response: string, says: RegExp]>([
    [
      '403 Forbidden\r\nx-sluice-hint: no stage dev\r\n\r\n{"message":"Forbidden"}',
      /refuses the connection with 403 Forbidden: \{"message":"Forbidden"\}\n {2}no stage dev\n$/,
    ],
    ['401 Unauthorized\r\n\r\n', /with 401 Unauthorized\n {2}The authorizer of \$connect requires a value/],
    ['429 Too Many Requests\r\n\r\n{}', /with 429 Too Many Requests: \{\}\n {2}More connections than/],
    ['502 Bad Gateway\r\n\r\n', /with 502 Bad Gateway\n {2}The \$connect integration failed/],
    ['301 Moved\r\nLocation: ws://a/b\r\n\r\n', /\n {2}It redirects to ws:\/\/a\/b; connect there\n$/],
    [
      '418 \r\n\r\n\u001b[2J',
      /: \\u001b\[2J\n {2}A status other than those of success is that of the \$connect integration/,
    ],
  ])('refused with %j says so', async (response, says) => {
    const server = await rawServer(`HTTP/1.1 ${response}`);
    servers.push(server);
    const { code, stdout, stderr } = await run(server.url);
    expect(stderr).toMatch(/^error refused-handshake {2}ws:/);
    expect(stderr).toMatch(says);
    expect([code, stdout]).toEqual([1, '']);
  });

  test('refused with --json is a line with the response and one with the error', async () => {
    const server = await rawServer('HTTP/1.1 403 Forbidden\r\nX-A: 1\r\n\r\n{"message":"Forbidden"}');
    servers.push(server);
    const { code, stdout } = await run(`${server.url} --json`);
    const [refused, error] = stdout
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as object);
    expect(refused).toEqual({ type: 'refused', status: 403, headers: { 'x-a': '1' }, body: '{"message":"Forbidden"}' });
    expect(error).toMatchObject({ error: { code: 'refused-handshake' } });
    expect(code).toBe(1);
  });

  test('of a server that chooses no subprotocol is refused', async () => {
    const url = await serve(() => undefined, { handleProtocols: () => false });
    const { code, stderr } = await run(`${url} --subprotocol v1`);
    expect(stderr).toMatch(/^error refused-subprotocol {2}ws:\S+ chooses no subprotocol; offered: v1\n/);
    expect(code).toBe(1);
  });

  test('with what speaks another protocol is no defect of ours', async () => {
    const server = await rawServer('SSH-2.0-OpenSSH\r\n');
    servers.push(server);
    const { code, stderr } = await run(server.url);
    expect(stderr).toMatch(/^error service-unreachable {2}Cannot connect to ws:\S+: Parse Error.*\n.*try wss:/);
    expect(code).toBe(4);
  });

  test('ends with Ctrl-C', async () => {
    const url = await serve(() => undefined, { verifyClient: () => undefined });
    const command = startCommand(['connect', url, '--json'], { cwd: files.folder });
    command.interrupt();
    expect(await command.done).toMatchObject({ code: 130, stdout: '', stderr: '' });
  });
});

describe('a mistake', () => {
  test.each<[argv: string, code: number, says: RegExp]>([
    ['ftp://localhost/dev', 2, /^error usage-invalid .*"ftp:\/\/localhost\/dev": expected ws:\/\/… or wss:\/\/…/],
    ['ws://a:99999/', 2, /^error usage-invalid .*not a URL/],
    ['ws://localhost/dev#x', 2, /^error usage-invalid .*has no fragment\n {2}Write # as %23/],
    ['localhost:3000/dev', 2, /^error usage-invalid .*\n {2}Did you mean ws:\/\/localhost:3000\/dev\?/],
    [
      'ws://127.0.0.1:1/dev?token=secret',
      4,
      /^error service-unreachable .*ws:\/\/127\.0\.0\.1:1\/dev: nothing listens there\n {2}Start a server/,
    ],
    ['http://127.0.0.1:1/dev', 4, /^error service-unreachable .*ws:\/\/127\.0\.0\.1:1\/dev: /],
    ['ws://no-such-host.invalid/', 4, /^error service-unreachable .*(no host has this name|no name server answers)/],
    ['ws://127.0.0.1:1 --header Accept', 2, /^error usage-invalid .*"Name: value"/],
    ['ws://127.0.0.1:1 --header Upgrade:x', 2, /^error usage-invalid .*Upgrade: the handshake has its own\n$/],
    ['ws://127.0.0.1:1 --header Sec-WebSocket-Protocol:x', 2, /the handshake has its own\n {2}.*--subprotocol/],
    ['ws://127.0.0.1:1 --subprotocol a,b', 2, /^error usage-invalid .*"a,b": expected a name/],
    ['ws://127.0.0.1:1 --subprotocol a --subprotocol a', 2, /^error usage-invalid .*"a" twice/],
    ['ws://127.0.0.1:1 --route $default', 2, /^error usage-invalid .*"\$default": a message does not name it/],
    ['ws://127.0.0.1:1 --wait soon', 2, /^error usage-invalid .*--wait is "soon"; expected seconds from 0 to 7200/],
    ['ws://127.0.0.1:1 --wait 7201', 2, /^error usage-invalid .*"7201"/],
    ['ws://127.0.0.1:1 --stage dev', 2, /^error usage-invalid .*--stage applies to a source, and a URL is given/],
    ['ws://127.0.0.1:1 --mock', 2, /^error usage-invalid .*--mock applies to a source/],
    ['ws://127.0.0.1:1 --as ana', 2, /^error usage-invalid .*Cannot find the identity "ana"\n.*--identities/],
  ])('sluice connect %s: %i', async (line, code, says) => {
    const plain = await run(line);
    expect(plain.stderr).toMatch(says);
    expect(plain.stderr).not.toContain('secret');
    expect([plain.code, plain.stdout]).toEqual([code, '']);
    const json = await run(`${line} --json`);
    expect(JSON.parse(json.stdout)).toHaveProperty('error.code');
    expect(json.code).toBe(code);
  });
});
