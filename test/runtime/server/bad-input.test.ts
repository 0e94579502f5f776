import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadSource } from '../../../lib/import/source/load-source.js';
import type { LambdaFunction } from '../../../lib/model/index.js';
import { listen, LocalRuntime, type HttpListener } from '../../../lib/runtime/index.js';
import { WrittenFiles } from '../../support/behaviour.js';

const PAYLOAD_LIMIT = 10 * 1024 * 1024;

const CODE: Readonly<Record<string, string>> = {
  ok: `exports.handler = async () => ({ statusCode: 200, body: 'ok' });`,
  never: `exports.handler = () => new Promise(() => setInterval(() => undefined, 100));`,
  // Node.js has nothing left to wait for: Lambda answers null then.
  abandons: `exports.handler = () => new Promise(() => undefined);`,
  spins: `exports.handler = async () => { for (;;); };`,
  exits: `exports.handler = async () => process.exit(3);`,
  throws: `throw new Error('not today');`,
  rejects: `exports.handler = async () => { void Promise.reject(new Error('nobody cares')); await new Promise((r) => setTimeout(r, 50)); return { statusCode: 200, body: 'late' }; };`,
  slow: `exports.handler = async () => { await new Promise((r) => setTimeout(r, 300)); return { statusCode: 200, body: 'slow' }; };`,
};

const files = new WrittenFiles();
let runtime: LocalRuntime;
let listener: HttpListener;

/** `/mock` takes anything; each function has a path of its own name. The one that never ends is waited for 600 ms. */
function document(): object {
  const integration = (name: string): object => ({
    get: {
      responses: {},
      'x-amazon-apigateway-integration': {
        type: 'aws_proxy',
        httpMethod: 'POST',
        timeoutInMillis: name === 'never' ? 600 : 20_000,
        uri: `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:${name}/invocations`,
      },
    },
  });
  const mock = {
    type: 'mock',
    requestTemplates: { 'application/json': '{"statusCode":200}' },
    responses: { default: { statusCode: '200', responseTemplates: { 'application/json': '{"mocked":true}' } } },
  };
  return {
    openapi: '3.0.1',
    info: { title: 'Bad', version: '1' },
    paths: {
      '/mock': { post: { responses: {}, 'x-amazon-apigateway-integration': mock } },
      ...Object.fromEntries([...Object.keys(CODE), 'missing'].map((name) => [`/${name}`, integration(name)])),
    },
  };
}

function functions(): readonly LambdaFunction[] {
  const named = { handler: 'handler', runtime: 'nodejs22.x', environment: {}, memoryMegabytes: 128 };
  return [...Object.keys(CODE), 'missing'].map((name) => ({
    ...named,
    name,
    code: { kind: 'file', path: join(files.folder, `${name}.js`) },
    timeoutMs: name === 'spins' ? 300 : 3000,
  }));
}

beforeAll(async () => {
  for (const [name, code] of Object.entries(CODE)) files.text(`${name}.js`, code);
  const { collection } = await loadSource(files.json('api.json', document()));
  runtime = new LocalRuntime({ collection, functions: functions() });
  const apiId = runtime.gateway.apis[0]?.apiId ?? '';
  listener = await listen((request) => runtime.gateway.handle(request, apiId), { port: 0 });
});

afterAll(async () => {
  await listener.close(0);
  await runtime.close();
  files.remove();
});

function ask(path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`http://127.0.0.1:${listener.port}/dev${path}`, init);
}

async function expectAlive(): Promise<void> {
  expect(await (await ask('/ok')).text()).toBe('ok');
}

describe('a function that misbehaves is answered as on AWS, and the gateway goes on', () => {
  test.each<[name: string, status: number, message: string]>([
    ['never', 504, 'Endpoint request timed out'],
    ['abandons', 502, 'Internal server error'],
    ['spins', 502, 'Internal server error'],
    ['exits', 502, 'Internal server error'],
    ['throws', 502, 'Internal server error'],
    ['rejects', 502, 'Internal server error'],
    ['missing', 500, 'Internal server error'],
  ])('%s: %i', async (name, status, message) => {
    for (let round = 0; round < 2; round++) {
      const response = await ask(`/${name}`);
      expect([response.status, await response.json()]).toEqual([status, { message }]);
    }
    await expectAlive();
  });
});

describe('a body', () => {
  test.each([
    ['of 10 MB is taken', PAYLOAD_LIMIT, 200, { mocked: true }],
    ['of a byte more is refused, and the connection closed', PAYLOAD_LIMIT + 1, 413, { message: 'Request Too Long' }],
    ['of three times that too', PAYLOAD_LIMIT * 3, 413, { message: 'Request Too Long' }],
  ])('%s', async (_what, bytes, status, answer) => {
    const response = await ask('/mock', { method: 'POST', body: new Uint8Array(bytes) });
    expect([response.status, await response.json()]).toEqual([status, answer]);
    expect(response.headers.get('connection')).toBe(status === 200 ? 'keep-alive' : 'close');
    await expectAlive();
  });
});

describe('a client', () => {
  test('that hangs up while it waits leaves the gateway alone', async () => {
    for (const ms of [0, 20, 100]) {
      const controller = new AbortController();
      const pending = ask('/slow', { signal: controller.signal });
      setTimeout(() => controller.abort(), ms);
      await expect(pending).rejects.toThrow();
    }
    await expectAlive();
  });

  test.each<[what: string, bytes: string, answer: RegExp]>([
    ['that speaks no HTTP', 'hello\r\n\r\n', /^HTTP\/1\.1 400 Bad Request\r\n/],
    [
      'that sends two lengths',
      'POST /dev/mock HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab',
      /^HTTP\/1\.1 400 /,
    ],
    [
      'that sends a length and chunks',
      'POST /dev/mock HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      /^HTTP\/1\.1 400 /,
    ],
    [
      'that breaks a chunk',
      'POST /dev/mock HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
      /^HTTP\/1\.1 400 /,
    ],
    [
      'that sends 70 kB of headers',
      `GET /dev/ok HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(70_000)}\r\n\r\n`,
      /^HTTP\/1\.1 431 /,
    ],
    [
      'that sends 11 kB of headers',
      `GET /dev/ok HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Long: ${'x'.repeat(11_000)}\r\n\r\n`,
      /^HTTP\/1\.1 413 [^]*Request Too Long/,
    ],
    [
      'that asks for another server',
      'GET http://other.example/dev/ok HTTP/1.1\r\nHost: other.example\r\nConnection: close\r\n\r\n',
      /^HTTP\/1\.1 200 /,
    ],
  ])('%s', async (_what, bytes, answer) => {
    expect(await exchange(bytes)).toMatch(answer);
    await expectAlive();
  });

  test.each([
    ['in the middle of a header', 'GET /dev/ok HTTP/1.1\r\nHos'],
    ['in the middle of a body', 'POST /dev/mock HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc'],
    ['before it reads', 'GET /dev/slow HTTP/1.1\r\nHost: x\r\n\r\n'],
  ])('that goes %s leaves the gateway alone', async (_where, bytes) => {
    const socket = connect(listener.port, '127.0.0.1');
    socket.write(bytes);
    await pause(20);
    socket.destroy();
    await pause(20);
    await expectAlive();
  });
});

/** Sends bytes and gives what comes until the server ends. */
async function exchange(bytes: string): Promise<string> {
  const socket = connect(listener.port, '127.0.0.1');
  socket.write(bytes);
  let said = '';
  socket.on('data', (chunk: Buffer) => (said += chunk.toString('latin1')));
  socket.on('error', () => undefined);
  await once(socket, 'close');
  return said;
}

describe('Ctrl-C under load', () => {
  test('lets requests in flight finish, takes no new one, and ends with 130', async () => {
    const root = join(__dirname, '..', '..', '..');
    const argv = [
      'serve',
      join(files.folder, 'api.json'),
      '--port',
      '0',
      '--json',
      '--lambda',
      `slow=${join(files.folder, 'slow.js')}`,
    ];
    const child = spawn(process.execPath, ['--import', 'tsx', join(root, 'bin', 'sluice.ts'), ...argv], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ended = once(child, 'exit') as Promise<[number | null]>;
    let stdout = '';
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    const url = await new Promise<string>((resolve, reject) => {
      child.stdout.on('data', (chunk: Buffer) => {
        stdout += chunk.toString();
        if (stdout.includes('\n')) resolve((JSON.parse(stdout) as { url: string }).url);
      });
      child.once('exit', () => reject(new Error(`serve ended: ${stderr}`)));
    });
    expect(await (await fetch(`${url}/slow`)).text()).toBe('slow');
    const answers = Array.from({ length: 16 }, () => fetch(`${url}/slow`).then((response) => response.text()));
    await pause(150);
    child.kill('SIGINT');
    expect(await Promise.all(answers)).toEqual(answers.map(() => 'slow'));
    expect(await ended).toEqual([130, null]);
    await expect(fetch(`${url}/slow`)).rejects.toThrow();
    expect(stderr).toContain('Received SIGINT: finishing what is in flight');
    expect(stdout.trim().split('\n')).toHaveLength(1);
  });
});
