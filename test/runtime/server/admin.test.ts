import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startAdmin, type AdminServer, type RunAdminOperation } from '../../../lib/runtime/server/admin.js';
import { findRunningServers, writeTokenFile, type RunningServer } from '../../../lib/runtime/server/token-file.js';
import { SluiceError } from '../../../lib/support/sluice-error.js';

let folder = '';
const running: AdminServer[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-admin-'));
});

afterEach(async () => {
  await Promise.all(running.splice(0).map((admin) => admin.close()));
  rmSync(folder, { recursive: true, force: true });
});

async function start(run: RunAdminOperation): Promise<{ readonly admin: AdminServer; readonly token: string }> {
  const admin = await startAdmin(run, { folder, serves: ['http://127.0.0.1:3000/prod'] });
  running.push(admin);
  return { admin, token: findRunningServers(folder).find(({ url }) => url === admin.url)?.token ?? '' };
}

describe('startAdmin()', () => {
  test('tells where else it serves now, and survives that its folder is gone', async () => {
    const { admin, token } = await start(() => undefined);
    admin.tell(['http://127.0.0.1:3000/prod', 'http://127.0.0.1:3001/prod']);
    expect(findRunningServers(folder)).toEqual([
      {
        url: admin.url,
        token,
        pid: process.pid,
        serves: ['http://127.0.0.1:3000/prod', 'http://127.0.0.1:3001/prod'],
      },
    ]);
    expect(statSync(admin.tokenFile).mode & 0o777).toBe(0o600);
    rmSync(folder, { recursive: true });
    admin.tell([]);
  });

  const run: RunAdminOperation = (operation, query) => {
    switch (operation) {
      case 'reload':
        return Promise.resolve({ did: operation });
      case 'promote':
        throw new SluiceError('refused-no-canary', 'Cannot promote', { hint: 'Start one' });
      case 'abort':
        return Promise.reject(new TypeError('x is not a function'));
      default:
        return { did: operation, stage: query.get('stage') };
    }
  };

  test.each<
    [method: string, path: string, authorization: (token: string) => string | undefined, status: number, body: unknown]
  >([
    ['POST', '/reload', (token) => `Bearer ${token}`, 200, { did: 'reload' }],
    ['POST', '/rollback', (token) => `Bearer ${token}`, 200, { did: 'rollback', stage: null }],
    ['POST', '/rollback?stage=prod', (token) => `Bearer ${token}`, 200, { did: 'rollback', stage: 'prod' }],
    ['POST', '/rollback', () => undefined, 401, { error: { code: 'permission-denied' } }],
    ['POST', '/rollback', () => 'Bearer ', 401, { error: { code: 'permission-denied' } }],
    ['POST', '/rollback', (token) => `Bearer ${token.slice(1)}`, 401, { error: { code: 'permission-denied' } }],
    ['POST', '/rollback', (token) => `Basic ${token}`, 401, { error: { code: 'permission-denied' } }],
    ['POST', '/nothing', () => undefined, 401, { error: { code: 'permission-denied' } }],
    ['GET', '/rollback', (token) => `Bearer ${token}`, 404, { error: { code: 'refused-not-found' } }],
    ['POST', '/nothing', (token) => `Bearer ${token}`, 404, { error: { code: 'refused-not-found' } }],
    [
      'POST',
      '/promote',
      (token) => `Bearer ${token}`,
      409,
      { error: { code: 'refused-no-canary', message: 'Cannot promote', hint: 'Start one' } },
    ],
    ['POST', '/abort', (token) => `Bearer ${token}`, 500, { error: { code: 'internal-error' } }],
  ])('%s %s answers as its token and its operation deserve', async (method, path, authorization, status, body) => {
    const { admin, token } = await start(run);
    const given = authorization(token);
    const headers = new Headers(given === undefined ? [] : [['Authorization', given]]);
    const response = await fetch(`${admin.url}${path}`, { method, headers });
    expect(response.status).toBe(status);
    await expect(response.json()).resolves.toMatchObject(body as object);
  });

  test('listens on loopback only, with a token of its own each time', async () => {
    const first = await start(run);
    const second = await start(run);
    expect(first.admin.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(first.token).toMatch(/^[\w-]{43}$/);
    expect(second.token).not.toBe(first.token);
  });

  test('keeps the token from others on the machine, and takes it away at the end', async () => {
    const { admin } = await start(run);
    expect(statSync(admin.tokenFile).mode & 0o777).toBe(0o600);
    await admin.close();
    expect(existsSync(admin.tokenFile)).toBe(false);
  });

  test('makes the folder and those above it', async () => {
    const deep = join(folder, 'a', 'b');
    const admin = await startAdmin(run, { folder: deep, serves: [] });
    running.push(admin);
    expect(findRunningServers(deep)).toHaveLength(1);
  });

  test('gives up where no folder can be made', async () => {
    const place = '/proc/sluice/state';
    await expect(startAdmin(run, { folder: place, serves: [] })).rejects.toMatchObject({
      code: 'permission-denied',
      details: { place },
    });
  });

  test('says where the token could not be written', async () => {
    const taken = join(folder, 'taken');
    writeFileSync(taken, '');
    await expect(startAdmin(run, { folder: taken, serves: [] })).rejects.toMatchObject({
      code: 'permission-denied',
      details: { place: taken },
    });
  });
});

describe('findRunningServers()', () => {
  const server = (url: string, pid = process.pid): RunningServer => ({ url, token: 't', pid, serves: [] });

  test('gives the newest first', () => {
    const older = writeTokenFile(folder, server('http://older'));
    writeTokenFile(folder, server('http://newer'));
    utimesSync(older, new Date(0), new Date(0));
    expect(findRunningServers(folder).map(({ url }) => url)).toEqual(['http://newer', 'http://older']);
  });

  test('leaves out and removes what a server left that ended without cleaning up', () => {
    const dead = 0x7f_ff_ff_ff; // No system has so many processes.
    const file = writeTokenFile(folder, server('http://dead', dead));
    expect(findRunningServers(folder)).toEqual([]);
    expect(existsSync(file)).toBe(false);
  });

  test('follows no link, and reads no other file', () => {
    const elsewhere = join(folder, 'elsewhere.json');
    writeFileSync(elsewhere, JSON.stringify(server('http://planted')));
    symlinkSync(elsewhere, join(folder, 'sluice-server-1-link.json'));
    writeFileSync(join(folder, 'sluice-server-1-half.json'), '{"url":');
    writeFileSync(join(folder, 'sluice-server-1-other.json'), '{"url":1}');
    expect(findRunningServers(folder)).toEqual([]);
  });

  test('waits for no pipe', () => {
    execFileSync('mkfifo', ['-m', '600', join(folder, 'sluice-server-1-pipe.json')]);
    expect(findRunningServers(folder)).toEqual([]);
  });

  test('takes no file that others could have written', () => {
    const file = writeTokenFile(folder, server('http://loose'));
    chmodSync(file, 0o666);
    expect(findRunningServers(folder)).toEqual([]);
  });
});
