import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { main } from '../../lib/cli/main.js';
import { runCommand } from '../support/command-line.js';
import { template } from './template.js';

let folder = '';
let said = '';
let interrupt = (): void => undefined;
let done: Promise<number> = Promise.resolve(0);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-versions-'));
  said = '';
});

afterEach(async () => {
  interrupt();
  await done;
  rmSync(folder, { recursive: true, force: true });
});

function write(name: string, content: unknown): void {
  writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
}

/** Serves `api.json`, or another source, with `--watch` and gives the address of its first stage. */
async function serve(port: number, source = 'api.json', options: readonly string[] = []): Promise<string> {
  const argv = ['serve', source, '--watch', '--json', '--port', String(port), '--state', folder, ...options];
  const stdout = collect();
  const stderr = collect();
  const interrupted = new Promise<'SIGINT'>((resolve) => (interrupt = () => resolve('SIGINT')));
  done = main(argv, { stdin: Readable.from([]), stdout, stderr, cwd: folder, env: {}, interrupted });
  return await logged(/"url":"([^"]+)"/);
}

function collect(): PassThrough {
  return new PassThrough().on('data', (chunk: Buffer) => (said += chunk.toString()));
}

/** Waits until something like this is said, and gives what stands in its brackets. */
async function logged(line: RegExp): Promise<string> {
  for (let waited = 0; waited < 500; waited++) {
    const found = line.exec(said);
    if (found !== null) return found[1] ?? '';
    await pause(20);
  }
  throw new Error(`nothing like ${line.source} in: ${said}`);
}

const where = async (url: string): Promise<string> => (await fetch(`${url}/where`)).text();

async function listen(port: number): Promise<Server> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  return server;
}

/** A port that is free, with a server on the next one. */
async function freeBefore(): Promise<{ readonly port: number; readonly next: Server }> {
  for (;;) {
    const server = await listen(0);
    const { port } = server.address() as AddressInfo;
    const next = await listen(port + 1).catch(() => undefined);
    await new Promise((resolve) => server.close(resolve));
    if (next !== undefined) return { port, next };
  }
}

const close = (server: Server): Promise<unknown> => new Promise((resolve) => server.close(resolve));

/** An app that says in `begun` each time that it begins, and waits for `go` from the second time on. */
const GATED_APP = `
  const { appendFileSync, existsSync, readFileSync, mkdirSync, writeFileSync } = require('fs');
  appendFileSync('../begun', process.pid + ' ');
  const isFirst = readFileSync('../begun', 'utf8').trim().split(' ').length === 1;
  const synthesize = () => {
    if (!isFirst && !existsSync('../go')) return;
    const out = process.env.CDK_OUTDIR;
    mkdirSync(out, { recursive: true });
    const stack = { type: 'aws:cloudformation:stack', properties: { templateFile: 'S.json' } };
    writeFileSync(out + '/S.json', readFileSync('template.json'));
    writeFileSync(out + '/manifest.json', JSON.stringify({ artifacts: { S: stack } }));
    clearInterval(waiting);
  };
  const waiting = setInterval(synthesize, 20);`;

/** Serves an app in a folder of its own, so that nothing else in it changes. */
async function serveApp(options: readonly string[] = []): Promise<string> {
  mkdirSync(join(folder, 'app'));
  write('app/cdk.json', { app: 'node app.js' });
  write('app/app.js', GATED_APP);
  write('app/template.json', template({ A: ['one'] }));
  return await serve(0, 'app', options);
}

const begun = (): readonly string[] => readFileSync(join(folder, 'begun'), 'utf8').trim().split(' ');

describe('serve --watch of an app', () => {
  test('synthesizes once more for all that is saved meanwhile', async () => {
    await serveApp();
    for (let save = 0; save < 8; save++) {
      write('app/saved.js', String(save));
      await (save === 0 ? expect.poll(begun, { timeout: 10_000 }).toHaveLength(2) : pause(30));
    }
    write('go', '');
    expect((await runCommand(['server', 'reload', '--state', folder], { cwd: folder })).code).toBe(0);
    // The first, the one that was running, one for the seven saves, and the reload.
    expect(begun()).toHaveLength(4);
  });

  test('takes no line of its own log in the folder for a change of the app', async () => {
    write('go', '');
    const url = await serveApp(['--access-log', 'app/access.log']);
    await where(url);
    await expect.poll(() => readFileSync(join(folder, 'app/access.log'), 'utf8')).not.toBe('');
    await pause(100);
    expect((await runCommand(['server', 'reload', '--state', folder], { cwd: folder })).code).toBe(0);
    expect(begun()).toHaveLength(2); // The first, and the reload.
  });

  test('leaves no app behind when it ends', async () => {
    await serveApp();
    write('app/saved.js', '');
    await expect.poll(begun, { timeout: 10_000 }).toHaveLength(2);
    interrupt();
    expect(await done).toBe(130);
    await expect.poll(() => isAlive(Number(begun()[1]))).toBe(false);
  });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe('serve --watch', () => {
  test('opens a port for an API that is added and says where, and closes that of one that is removed', async () => {
    write('api.json', template({ A: ['one'] }));
    const first = await serve(0);
    write('api.json', template({ A: ['one'], B: ['one'] }));
    const added = await logged(/^Serving B, stage one at (\S+)$/m);
    expect(await where(added)).toBe('B one');
    write('api.json', template({ B: ['one'] }));
    await logged(new RegExp(`^No longer serving A, stage one at (${first})$`, 'm'));
    await expect(fetch(first)).rejects.toThrow('fetch failed');
    expect(await where(added)).toBe('B one');
  });

  test('gives a new API the next port that none has, and names a stage that is added', async () => {
    const { port, next } = await freeBefore();
    await close(next);
    write('api.json', template({ A: ['one'] }));
    await serve(port);
    write('api.json', template({ A: ['one', 'two'], B: ['one'] }));
    expect(await logged(/^Serving B, stage one at (\S+)$/m)).toBe(`http://127.0.0.1:${port + 1}/one`);
    expect(await where(await logged(/^Serving A, stage two at (\S+)$/m))).toBe('A two');
  });

  test('says that the port of a new API is in use, serves the others, and a reload tries again', async () => {
    const { port, next } = await freeBefore();
    write('api.json', template({ A: ['one'] }));
    const first = await serve(port);
    write('api.json', template({ A: ['one'], B: ['one'] }));
    await logged(/^error port-in-use /m);
    const refused = await runCommand(['server', 'reload', '--state', folder], { cwd: folder });
    expect([refused.code, refused.stderr]).toEqual([
      4,
      expect.stringContaining(`Cannot listen on 127.0.0.1:${port + 1}`),
    ]);
    expect(await where(first)).toBe('A one');
    await close(next);
    expect((await runCommand(['server', 'reload', '--state', folder], { cwd: folder })).code).toBe(0);
    expect(await where(await logged(/^Serving B, stage one at (\S+)$/m))).toBe('B one');
  });

  test('goes on with what it serves while a file is broken, and serves it once it is repaired', async () => {
    write('api.json', template({ A: ['one'] }));
    const first = await serve(0);
    write('api.json', '{"Resources": {,}}');
    await logged(/^error source-syntax {2}api\.json:1:16 /m);
    expect(await where(first)).toBe('A one');
    write('api.json', template({ A: ['one', 'two'] }));
    await logged(/^Serving A, stage two at /m);
  });

  test('tells the findings of a version that the one before had not', async () => {
    const { Resources } = template({ A: ['one'] });
    write('api.json', { Resources });
    await serve(0);
    const method = {
      Type: 'AWS::ApiGateway::Method',
      Properties: {
        RestApiId: { Ref: 'A' },
        ResourceId: { 'Fn::GetAtt': ['A', 'RootResourceId'] },
        HttpMethod: 'GET',
        AuthorizationType: 'AWS_IAM',
        Integration: { Type: 'MOCK' },
      },
    };
    write('api.json', { Resources: { ...Resources, Method: method } });
    await logged(/^warning not-simulated {2}.*IAM/m);
  });

  test('says that settings with which it was started want a restart, and reads the others', async () => {
    write('api.json', template({ A: ['one'] }));
    write('sluice.json', { stages: { one: { variables: { a: '1' } } } });
    await serve(0);
    write('sluice.json', { stages: { one: { variables: { a: '2' } } } });
    await logged(/^Restart to use the new (stages) of .*sluice\.json$/m);
  });
});
