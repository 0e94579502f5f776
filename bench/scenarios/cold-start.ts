import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spread } from '../statistics.js';
import { MOCK_DOCUMENT } from './mock-document.js';

// From dist-bench/bench/scenarios.
const ROOT = join(__dirname, '..', '..', '..');
const BIN = join(ROOT, 'dist', 'bin', 'sluice.js');
const ROUNDS = 7;
const TICK_MS = 10;

/**
 * CPU time of `node <bin> serve` from start to the first 200, of the whole process with its children: of a document, of
 * the CDK example, and from a saved change of the example to the new answer. Needs the build, and Linux.
 */
export async function coldStart(): Promise<readonly string[]> {
  if (!existsSync(BIN)) throw new Error('The cold start is measured on the build: npm run build');
  const folder = mkdtempSync(join(tmpdir(), 'sluice-bench-'));
  const file = join(folder, 'openapi.json');
  writeFileSync(file, JSON.stringify(MOCK_DOCUMENT));
  const document: number[] = [];
  for (let round = 0; round < ROUNDS; round++) document.push(await firstAnswer([file], ROOT, '/pets/7'));
  const app = copyExample(folder);
  const fromCdk: number[] = [];
  for (let round = 0; round < ROUNDS; round++) fromCdk.push(await firstAnswer([], app, '/health'));
  const changes: number[] = [];
  for (let round = 0; round < 3; round++) changes.push(await changeToAnswer(app));
  return [
    print('document, to the first 200', document, 250, 250),
    print('CDK source, to the first 200', fromCdk, 1_000, 1_500),
    print('--watch, change to new answer', changes, 2_000, 2_000),
  ];
}

function print(what: string, figures: readonly number[], goal: number, limit: number): string {
  const { median, minimum, maximum } = spread(figures);
  return `${what}: ${median.toFixed(0)} ms CPU (${minimum.toFixed(0)}-${maximum.toFixed(0)}), goal ${goal}, limit ${limit}`;
}

/** The example beside the checkout's packages, so that it can be changed. */
function copyExample(folder: string): string {
  const app = join(folder, 'app');
  cpSync(join(ROOT, 'examples', 'petstore-rest'), app, { recursive: true });
  const source = readFileSync(join(app, 'app.ts'), 'utf8');
  writeFileSync(join(app, 'app.ts'), source.replace(/from '(?:\.\.\/)+lib\/index\.js'/, `from '${ROOT}/lib/index.js'`));
  writeFileSync(join(app, 'cdk.json'), JSON.stringify({ app: 'npx tsx app.ts' }));
  writeFileSync(join(app, 'tsconfig.json'), readFileSync(join(ROOT, 'tsconfig.json')));
  for (const name of ['node_modules'])
    cpSync(join(ROOT, name), join(app, name), {
      recursive: false,
      dereference: false,
      force: true,
      filter: () => false,
    });
  return app;
}

interface Served {
  readonly pid: number;
  readonly url: string;
  end(): Promise<void>;
}

async function start(args: readonly string[], cwd: string): Promise<Served> {
  const child = spawn(process.execPath, [BIN, 'serve', ...args, '--port', '0', '--json'], {
    cwd,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      NODE_PATH: join(ROOT, 'node_modules'),
      PATH: `${join(ROOT, 'node_modules', '.bin')}:${process.env.PATH ?? ''}`,
    },
  });
  const line = await new Promise<string>((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (text.includes('\n')) resolve(text);
    });
    child.once('exit', (code) => reject(new Error(`serve ended with ${code ?? 'a signal'}: ${text}`)));
  });
  const { url } = JSON.parse(line) as { url: string };
  return {
    pid: child.pid ?? 0,
    url,
    end: () =>
      new Promise((resolve) => {
        child.removeAllListeners('exit');
        child.once('exit', () => resolve());
        child.kill();
      }),
  };
}

async function firstAnswer(args: readonly string[], cwd: string, path: string): Promise<number> {
  const served = await start(args, cwd);
  const { status } = await fetch(served.url + path);
  if (status !== 200) throw new Error(`${served.url}${path} answered ${status}`);
  const cpu = cpuMs(served.pid);
  await served.end();
  return cpu;
}

async function changeToAnswer(app: string): Promise<number> {
  const served = await start(['--watch'], app);
  await fetch(`${served.url}/health`);
  const before = cpuMs(served.pid);
  const file = join(app, 'app.ts');
  const path = `/new-${Date.now()}`;
  const source = readFileSync(file, 'utf8');
  writeFileSync(file, source.replace(/\/(health|new-\d+)/, path));
  for (let attempt = 0; attempt < 400; attempt++) {
    const { status } = await fetch(served.url + path);
    if (status === 200) break;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  const cpu = cpuMs(served.pid) - before;
  writeFileSync(file, source);
  await served.end();
  return cpu;
}

/** User and system time of a process and of its children that ended, from the kernel's table (in ticks of 10 ms). */
function cpuMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) * TICK_MS;
}
