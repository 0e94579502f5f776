import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BehaviourCase } from '../support/behaviour.js';

const REQUESTS = Number(process.env.SLUICE_STEADY ?? 1_000_000);
/** Fills the caches, and has the engine compile what is hot. */
const FIRST_REQUESTS = 10_000;
const CONNECTIONS = 16;
const ROUNDS = 10;
const GROWTH = 1.1;
const IDLE_LIMIT_BYTES = 80 * 1024 * 1024;
const SETTLE_MS = 1_000;

const ROOT = join(__dirname, '..', '..');
const EXAMPLE = join(ROOT, 'examples', 'openapi-first');
const BIN = join(ROOT, 'dist', 'bin', 'sluice.js');
const CASES = JSON.parse(readFileSync(join(EXAMPLE, 'requests.json'), 'utf8')) as readonly BehaviourCase[];

const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
const children: ChildProcess[] = [];
let state = '';
let server = { pid: 0, url: '' };

beforeAll(async () => {
  if (!existsSync(BIN)) throw new Error(`Cannot measure the build: there is no ${BIN}; run "npm run build" first`);
  state = mkdtempSync(join(tmpdir(), 'sluice-steady-'));
  const sayings = await start([join(EXAMPLE, 'sayings.mjs')], /http:\/\/([^/]+)\//);
  const served = await start(
    [
      ...[BIN, 'serve', join(EXAMPLE, 'openapi.yaml'), '--port', '0', '--state', state, '--json'],
      ...['--stage-variable', `sayings=${sayings.said}`],
    ],
    /"url":"([^"]+)"/,
  );
  server = { pid: served.pid, url: served.said };
});

afterAll(async () => {
  agent.destroy();
  await Promise.all(children.map(end));
  rmSync(state, { recursive: true, force: true });
});

/** Starts a program of Node.js; resolves with what `pattern` captures of its output. */
function start(argv: readonly string[], pattern: RegExp): Promise<{ readonly pid: number; readonly said: string }> {
  const child = spawn(process.execPath, argv, {
    env: { ...process.env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  children.push(child);
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => {
      if (text.length < 10_000) text += chunk.toString();
      const said = pattern.exec(text)?.[1];
      if (said !== undefined) resolve({ pid: child.pid ?? 0, said });
    });
    child.once('exit', (code) => reject(new Error(`${argv[0] ?? ''} ended with ${code ?? 'a signal'}: ${text}`)));
  });
}

async function end(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  if (child.kill()) await ended;
}

/** Resident memory of the server with all its threads, from the kernel. */
function residentBytes(): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) * 1024;
}

function send({ method, path, headers, body, expect: { status } }: BehaviourCase): Promise<void> {
  return new Promise((resolve, reject) => {
    const given = headers as Readonly<Record<string, string>> | undefined;
    const asked = request(`${server.url}${path}`, { method, agent, ...(given !== undefined && { headers: given }) });
    asked.once('error', reject);
    asked.once('response', (response) => {
      response.once('end', resolve).resume();
      if (response.statusCode !== status) reject(new Error(`${method} ${path} answered ${response.statusCode ?? ''}`));
    });
    asked.end(body);
  });
}

/** All routes in turns. */
async function sendAll(count: number): Promise<void> {
  let sent = 0;
  const drive = async (): Promise<void> => {
    while (sent < count) {
      const next = CASES[sent++ % CASES.length];
      if (next !== undefined) await send(next);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, drive));
  await delay(SETTLE_MS);
}

const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MB`;

describe('memory of a server that runs', () => {
  test('is small before the first request', async () => {
    await delay(SETTLE_MS);
    const idle = residentBytes();
    console.log(`idle: ${megabytes(idle)}`);
    expect(idle).toBeLessThanOrEqual(IDLE_LIMIT_BYTES);
  });

  test(`after ${REQUESTS} requests is what it was after ${FIRST_REQUESTS}`, async () => {
    await sendAll(FIRST_REQUESTS);
    const first = residentBytes();
    const later: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      await sendAll((REQUESTS - FIRST_REQUESTS) / ROUNDS);
      later.push(residentBytes());
    }
    // All of them are told: growth that ends is another thing than growth that does not.
    console.log(`after ${FIRST_REQUESTS}: ${megabytes(first)}, then ${later.map(megabytes).join(', ')}`);
    expect(later.at(-1)).toBeLessThanOrEqual(first * GROWTH);
  });
});
