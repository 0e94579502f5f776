import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TestClient } from '../runtime/websocket/client.js';
import { webSocketTemplate } from '../runtime/websocket/chat-template.js';

const ROOT = join(__dirname, '..', '..');
const TSX = pathToFileURL(join(ROOT, 'node_modules', 'tsx', 'dist', 'loader.mjs')).href;

let folder = '';
const children: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-websocket-process-'));
  writeFileSync(
    join(folder, 'handler.js'),
    `exports.handler = async ({ requestContext: { eventType, disconnectStatusCode } }) => {
      if (eventType !== 'DISCONNECT') return { statusCode: 200, body: 'one' };
      await new Promise((resolve) => setTimeout(resolve, 100));
      console.log('left with ' + disconnectStatusCode);
    };`,
  );
  writeFileSync(join(folder, 'sluice.json'), JSON.stringify({ lambdas: { handler: 'handler.js' } }));
  writeRoutes('first');
});

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

function writeRoutes(...keys: readonly string[]): void {
  const routes = Object.fromEntries(keys.map((key) => [key, { respond: true }]));
  writeFileSync(join(folder, 'chat.json'), JSON.stringify(webSocketTemplate({ ...routes, $disconnect: {} })));
}

interface Server {
  readonly child: ChildProcess;
  readonly url: string;
  readonly port: string;
  all(): string;
  readonly ended: Promise<number | null>;
}

/** `sluice serve` in a process of its own, once it is ready. */
async function serve(port = '0'): Promise<Server> {
  const argv = ['serve', 'chat.json', '--port', port, '--json', '--watch', '--state', 'state'];
  const child = spawn(process.execPath, ['--import', TSX, join(ROOT, 'bin', 'sluice.ts'), ...argv], { cwd: folder });
  children.push(child);
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', () => {
      const found = /"webSocketUrl":"([^"]+)"/.exec(text)?.[1];
      if (found !== undefined) resolve(found);
    });
    void ended.then((code) => reject(new Error(`serve ended with ${code ?? 'a signal'}: ${text}`)));
  });
  return { child, url, port: new URL(url).port, all: () => text, ended };
}

describe('a WebSocket API that is served by a process', () => {
  test('keeps connections over a reload of its source, and reports their ends before it ends', async () => {
    const server = await serve();
    const client = await TestClient.connect(server.url);
    const answerTo = async (action: string): Promise<string> => {
      client.send({ action });
      return client.receive();
    };
    expect(await answerTo('first')).toBe('one');
    expect(await answerTo('second')).toContain('Forbidden');
    writeRoutes('second');
    await expect.poll(() => answerTo('second'), { timeout: 20_000 }).toBe('one');
    expect(await answerTo('first')).toContain('Forbidden');
    server.child.kill('SIGINT');
    expect(await client.closed).toEqual({ code: 1012, reason: 'Service restart' });
    expect(await server.ended).toBe(130);
    expect(server.all()).toContain('left with 1012');
  });

  test('that is killed can be served again at once, where its clients look for it', async () => {
    const killed = await serve();
    const client = await TestClient.connect(killed.url);
    killed.child.kill('SIGKILL');
    expect(await client.closed).toEqual({ code: 1006, reason: '' });
    await killed.ended;
    const next = await serve(killed.port);
    expect(next.url).toBe(killed.url);
    const again = await TestClient.connect(next.url);
    again.send({ action: 'first' });
    expect(await again.receive()).toBe('one');
    await again.close();
    await expect.poll(() => next.all()).toContain('left with 1000');
    // Of the connection of before nobody is left to know.
    expect(next.all()).not.toContain('left with 1006');
  });
});
