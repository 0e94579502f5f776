import { spawn, type ChildProcess } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { template } from './template.js';

const ROOT = join(__dirname, '..', '..');
const TSX = pathToFileURL(join(ROOT, 'node_modules', 'tsx', 'dist', 'loader.mjs')).href;

let folder = '';
const children: ChildProcess[] = [];

const SLOW = `exports.handler = async () => {
  console.log('started');
  await new Promise((resolve) => setTimeout(resolve, 1000));
  return { statusCode: 200, body: 'slow' };
};`;

/** An API whose function's code stands in the template: it answers at once, or with a query parameter much later. */
function inlineTemplate(): object {
  const InlineCode = `exports.handler = async ({ queryStringParameters }) => {
    if (queryStringParameters === null) return { statusCode: 200, body: 'inline' };
    require('fs').writeFileSync(${JSON.stringify(join(folder, 'begun'))}, 'yes');
    await new Promise((resolve) => setTimeout(resolve, 25000));
  };`;
  const Events = { Get: { Type: 'Api', Properties: { Path: '/inline', Method: 'get' } } };
  const Properties = { InlineCode, Handler: 'index.handler', Runtime: 'nodejs22.x', Timeout: 30, Events };
  return {
    Transform: 'AWS::Serverless-2016-10-31',
    Resources: { F: { Type: 'AWS::Serverless::Function', Properties } },
  };
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-signals-'));
  writeFileSync(join(folder, 'api.json'), JSON.stringify(template({ A: ['one'] })));
  writeFileSync(join(folder, 'slow.js'), SLOW);
  const integration = {
    type: 'aws_proxy',
    httpMethod: 'POST',
    uri: 'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:slow/invocations',
  };
  const get = { responses: {}, 'x-amazon-apigateway-integration': integration };
  const document = { openapi: '3.0.1', info: { title: 'Slow', version: '1' }, paths: { '/slow': { get } } };
  writeFileSync(join(folder, 'slow.json'), JSON.stringify(document));
  writeFileSync(join(folder, 'inline.json'), JSON.stringify(inlineTemplate()));
  // An app that never ends; it says who it is by a file.
  writeFileSync(
    join(folder, 'app.js'),
    `require('fs').writeFileSync('begun', String(process.pid)); setInterval(() => {}, 1000);`,
  );
  // More than a pipe holds.
  const paths = Object.fromEntries(Array.from({ length: 2000 }, (_item, index) => [`/pets/${index}`, { get }]));
  writeFileSync(join(folder, 'large.json'), JSON.stringify({ ...document, paths }));
});

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Started {
  readonly child: ChildProcess;
  /** Resolves when this is said on stdout or stderr. */
  said(text: string): Promise<void>;
  all(): string;
  readonly ended: Promise<{ readonly code: number | null; readonly signal: string | null }>;
}

function start(...argv: readonly string[]): Started {
  return follow(spawn(process.execPath, [...COMMAND, ...argv], { cwd: folder, stdio: 'pipe' }));
}

const COMMAND = ['--import', TSX, join(ROOT, 'bin', 'sluice.ts')];

function follow(child: ChildProcess): Started {
  children.push(child);
  let text = '';
  const waiting = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      for (const look of waiting) look();
    });
  }
  const ended = new Promise<{ code: number | null; signal: string | null }>((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
  const said = (wanted: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (text.includes(wanted)) resolve();
      };
      waiting.add(look);
      look();
      void ended.then(() => reject(new Error(`it ended without "${wanted}": ${text}`)));
    });
  return { child, said, all: () => text, ended };
}

const SIGNALS = [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const;

describe('a server that waits', () => {
  test.each([...SIGNALS, ['SIGHUP', 129] as const])('ends with %s, without leaving a token file', async (...end) => {
    const [signal, exitCode] = end;
    const state = join(folder, `state-${signal}`);
    const server = start('serve', 'api.json', '--port', '0', '--json', '--state', state);
    await server.said('"url"');
    server.child.kill(signal);
    expect(await server.ended).toEqual({ code: exitCode, signal: null });
    expect(server.all()).toContain(`Received ${signal}: finishing what is in flight`);
    expect(readdirSync(state)).toEqual([]);
  });
});

describe.each(SIGNALS)('%s', (signal, exitCode) => {
  test('lets what is in flight finish', async () => {
    const server = start('serve', 'slow.json', '--port', '0', '--json', '--state', folder, '--lambda', 'slow=slow.js');
    await server.said('"url"');
    const url = /"url":"([^"]+)"/.exec(server.all())?.[1] ?? '';
    const answer = fetch(`${url}/slow`).then((response) => response.text());
    await server.said('started');
    server.child.kill(signal);
    expect(await answer).toBe('slow');
    expect(await server.ended).toEqual({ code: exitCode, signal: null });
  });

  test('a second time ends it at once', async () => {
    const server = start('serve', 'slow.json', '--port', '0', '--json', '--state', folder, '--lambda', 'slow=slow.js');
    await server.said('"url"');
    const url = /"url":"([^"]+)"/.exec(server.all())?.[1] ?? '';
    const answer = fetch(`${url}/slow`);
    answer.catch(() => undefined);
    await server.said('started');
    server.child.kill(signal);
    await server.said(`Received ${signal}`);
    server.child.kill(signal);
    await expect(answer).rejects.toThrow('fetch failed');
    expect(await server.ended).toEqual({ code: null, signal });
  });

  test('ends a command that reads its source or standard input', async () => {
    for (const argv of [
      ['serve', '--app', 'node app.js'],
      ['render', '--jsonl'],
    ]) {
      const command = start(...argv);
      command.child.stdin?.write('{"template":"ready"}\n');
      if (argv[0] === 'render') await command.said('ready');
      const app = argv[0] === 'render' ? undefined : Number(await contentOf('begun'));
      command.child.kill(signal);
      expect(await command.ended).toEqual({ code: exitCode, signal: null });
      // The app does not outlive the command.
      while (app !== undefined && isAlive(app)) await pause(20);
    }
  });
});

/** Waits until a file has been written. */
async function contentOf(name: string): Promise<string> {
  const file = join(folder, name);
  for (;;) {
    const content = existsSync(file) ? readFileSync(file, 'utf8') : '';
    if (content !== '') {
      rmSync(file);
      return content;
    }
    await pause(20);
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe.each(['thread', 'process'])('functions in %s isolation', (isolation) => {
  test('leave nothing behind when a server or a command ends', async () => {
    const temporary = join(folder, isolation);
    mkdirSync(temporary);
    const env = { ...process.env, TMPDIR: temporary };
    const started = (...argv: readonly string[]): Started => {
      const command = [...COMMAND, ...argv, '--lambda-isolation', isolation];
      return follow(spawn(process.execPath, command, { cwd: folder, stdio: 'pipe', env }));
    };
    const server = started('serve', 'inline.json', '--port', '0', '--json', '--state', folder);
    const command = started('invoke', 'inline.json', 'GET', '/inline?wait=yes');
    await Promise.all([server.said('"url"'), contentOf('begun')]);
    const url = /"url":"([^"]+)"/.exec(server.all())?.[1] ?? '';
    expect(await (await fetch(`${url}/inline`)).text()).toBe('inline');
    for (const { child, ended } of [server, command]) {
      child.kill('SIGTERM');
      expect(await ended).toEqual({ code: 143, signal: null });
    }
    // The loader of TypeScript leaves files of its own.
    expect(readdirSync(temporary).filter((name) => name.startsWith('sluice-'))).toEqual([]);
  });
});

describe('a disk without room', () => {
  /** No file may grow beyond so many blocks of 512 bytes. */
  const startWithoutRoom = (blocks: number, ...argv: readonly string[]): Started => {
    const script = ['-c', `ulimit -f ${blocks} && exec "$@"`, 'sh', process.execPath];
    return follow(spawn('sh', [...script, ...COMMAND, ...argv], { cwd: folder, stdio: 'pipe' }));
  };

  test.each<[what: string, blocks: number, options: readonly string[], says: RegExp]>([
    ['the token file', 0, [], /^error permission-denied .*Cannot write the admin token: EFBIG/m],
    ['the certificate', 1, ['--tls'], /^error permission-denied .*Cannot write the certificate of .*: EFBIG/m],
  ])('for %s ends a server, and no file is left', async (_what, blocks, options, says) => {
    const state = join(folder, `full-${blocks}`);
    const server = startWithoutRoom(blocks, 'serve', 'api.json', '--port', '0', '--state', state, ...options);
    expect(await server.ended).toEqual({ code: 4, signal: null });
    expect(server.all()).toMatch(says);
    expect(readdirSync(state)).toEqual([]);
  });

  test('for what is printed is told in a sentence', async () => {
    const stdio = ['pipe' as const, openSync('/dev/full', 'w'), 'pipe' as const];
    const command = follow(spawn(process.execPath, [...COMMAND, 'synth', 'api.json'], { cwd: folder, stdio }));
    expect(await command.ended).toEqual({ code: 4, signal: null });
    expect(command.all()).toMatch(/^error permission-denied {2}Cannot write to standard output: ENOSPC.*\n$/);
  });
});

describe('a reader that closes its end', () => {
  test('ends a command without a word', async () => {
    const command = start('synth', 'large.json');
    command.child.stdout?.once('data', () => command.child.stdout?.destroy());
    expect((await command.ended).code).toBe(0);
    expect(command.all()).not.toContain('EPIPE');
  });
});
