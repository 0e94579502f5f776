import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, expect, test } from 'vitest';

const ROOT = join(__dirname, '..', '..');
const SLUICE = `${join(ROOT, 'node_modules', '.bin', 'tsx')} ${join(ROOT, 'bin', 'sluice.ts')}`;
const TIMEOUT_MS = 180_000;
const run = promisify(execFile);

/** The status of each `curl` of a README, in order. */
const STATUSES: Readonly<Record<string, readonly number[]>> = {
  'dynamodb-without-lambda': [200, 200],
  'http-jwt': [200, 401, 200, 200, 200, 403],
  'migrate-from-aws-cdk-l2': [],
  'multi-region': [200, 200, 200],
  orders: [200, 401, 200, 200, 200, 201, 400],
  'private-api': [200, 403],
  rpc: [200, 200, 200],
  'soap-bridge': [200, 201],
  'websocket-chat': [],
};

const withCommands = readdirSync(join(ROOT, 'examples')).filter((name) => commandsOf(name).length > 0);

let servers: ChildProcess[] = [];
afterEach(async () => {
  await Promise.all(servers.filter(({ exitCode }) => exitCode === null).map(stop));
  servers = [];
});

function commandsOf(name: string): readonly string[] {
  const file = join(ROOT, 'examples', name, 'README.md');
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const blocks = [...text.matchAll(/^ *```sh\n(.*?)^ *```/gms)];
  return blocks.flatMap(([, block = '']) => block.trim().split(/\n */));
}

function isServer(command: string): boolean {
  return command.startsWith('node ') || command.startsWith('npx sluice serve ');
}

/** Starts a server of a README, in place of one on the same port. */
async function start(command: string): Promise<void> {
  const isSluice = command.startsWith('npx sluice');
  if (isSluice) {
    const before = servers.filter(({ spawnargs }) => spawnargs.join(' ').includes('sluice.ts'));
    await Promise.all(before.map(stop));
    servers = servers.filter((server) => !before.includes(server));
  }
  const [file = '', ...args] = command.replace('npx sluice', SLUICE).split(' ');
  const server = spawn(file, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
  servers.push(server);
  await new Promise<void>((resolve, reject) => {
    let printed = '';
    server.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      if (printed.includes(isSluice ? 'Ctrl-C stops the server' : 'http://')) resolve();
    });
    server.once('exit', () => reject(new Error(`${command} ended: ${printed}`)));
  });
}

function stop(server: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    server.once('exit', () => resolve());
    server.kill();
  });
}

/** Only the status of each response is printed. */
const CURL = `curl() { command curl -s -o /dev/null -w 'status %{http_code}\\n' "$@"; }`;

test('every README with commands is run', () => {
  expect(withCommands.filter((name) => !Object.hasOwn(STATUSES, name))).toEqual([]);
});

test.each(withCommands)(
  'the commands of examples/%s/README.md work word by word',
  async (name) => {
    const commands = commandsOf(name);
    const statuses: number[] = [];
    let script: string[] = [];
    const runScript = async (): Promise<void> => {
      const { stdout } = await run('bash', ['-c', ['set -e', CURL, ...script].join('\n')], { cwd: ROOT });
      statuses.push(...[...stdout.matchAll(/^status (\d+)$/gm)].map(([, status]) => Number(status)));
      script = [];
    };
    for (const command of commands) {
      if (!isServer(command)) {
        script.push(command.replaceAll('npx sluice', SLUICE));
        continue;
      }
      await runScript();
      await start(command);
    }
    await runScript();
    expect(statuses).toEqual(STATUSES[name]);
  },
  TIMEOUT_MS,
);
