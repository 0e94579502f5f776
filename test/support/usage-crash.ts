import { spawn, type ChildProcess } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockOperation, openApiDocument } from './runtime-source.js';

const ROOT = join(__dirname, '..', '..');
const TSX = require.resolve('tsx');
const CONNECTIONS = 8;
const FILE = 'sluice-usage.txt';

/** What a server had answered when it was killed, and what the next one says was used. */
export interface CrashRound {
  readonly answered: number;
  readonly sent: number;
  readonly used: number;
}

/**
 * Kills a server under load with SIGKILL, as often as asked, with one folder of state; each time the next server finds a
 * line that was not finished. Counts go on from round to round.
 */
export async function crashUnderLoad(rounds: number): Promise<readonly CrashRound[]> {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-crash-'));
  writeSource(folder);
  const found: CrashRound[] = [];
  const load = new Load();
  try {
    for (let round = 0; round < rounds; round++) {
      const server = await start(folder);
      await load.run(server.url, 40 + ((round * 67) % 300));
      await kill(server.child);
      await load.ended();
      appendFileSync(join(folder, FILE), '2026-11-30 00000000000000');
      const next = await start(folder);
      found.push({ answered: load.answered, sent: load.sent, used: await usedOf(next.adminUrl, next.token) });
      await kill(next.child);
    }
    return found;
  } finally {
    load.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const KEY = 'the-key-of-the-crash-test';

function writeSource(folder: string): void {
  const keyed = mockOperation('ok', { security: [{ key: [] }] });
  const components = { securitySchemes: { key: { type: 'apiKey', name: 'x-api-key', in: 'header' } } };
  const Body = openApiDocument({ '/pets': { get: keyed } }, { components });
  const resource = (Type: string, Properties: object): object => ({ Type: `AWS::ApiGateway::${Type}`, Properties });
  const RestApiId = { Ref: 'Pets' };
  const template = {
    Resources: {
      Pets: resource('RestApi', { Body }),
      Deployment: resource('Deployment', { RestApiId }),
      Dev: resource('Stage', { RestApiId, DeploymentId: { Ref: 'Deployment' }, StageName: 'dev' }),
      Key: resource('ApiKey', { Enabled: true, Value: KEY }),
      Plan: resource('UsagePlan', {
        ApiStages: [{ ApiId: RestApiId, Stage: 'dev' }],
        Quota: { Limit: 1_000_000, Period: 'MONTH' },
      }),
      PlanKey: resource('UsagePlanKey', {
        KeyId: { Ref: 'Key' },
        KeyType: 'API_KEY',
        UsagePlanId: { Ref: 'Plan' },
      }),
    },
  };
  writeFileSync(join(folder, 'template.json'), JSON.stringify(template));
}

interface StartedServer {
  readonly child: ChildProcess;
  readonly url: string;
  readonly adminUrl: string;
  readonly token: string;
}

function start(folder: string): Promise<StartedServer> {
  const argv = ['serve', 'template.json', '--port', '0', '--json', '--state', '.'];
  const child = spawn(process.execPath, ['--import', TSX, join(ROOT, 'bin', 'sluice.ts'), ...argv], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return new Promise((resolve, reject) => {
    let text = '';
    const listen = (chunk: Buffer): void => {
      text += chunk.toString();
      const line = /^\{"url".*\}$/m.exec(text)?.[0];
      if (line === undefined) return;
      const { url, admin } = JSON.parse(line) as { url: string; admin: { url: string; tokenFile: string } };
      const { token } = JSON.parse(readFileSync(admin.tokenFile, 'utf8')) as { token: string };
      resolve({ child, url, adminUrl: admin.url, token });
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
    child.once('exit', (code) => reject(new Error(`The server ended with ${String(code)}: ${text}`)));
  });
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
}

async function usedOf(adminUrl: string, token: string): Promise<number> {
  const response = await fetch(`${adminUrl}/usage`, { method: 'POST', headers: { Authorization: `Bearer ${token}` } });
  const { usage } = (await response.json()) as { usage: readonly { items: Record<string, [number, number][]> }[] };
  return usage.flatMap(({ items }) => Object.values(items).flat()).reduce((sum, [used]) => sum + used, 0);
}

/** Requests on several connections, until the server is gone. */
class Load {
  answered = 0;
  sent = 0;
  private readonly agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  private running: Promise<unknown> = Promise.resolve();

  /** Resolves when so many more requests are answered; the load goes on. */
  run(url: string, count: number): Promise<void> {
    const goal = this.answered + count;
    return new Promise((resolve) => {
      const drive = async (): Promise<void> => {
        while (await this.send(url)) if (this.answered >= goal) resolve();
      };
      this.running = Promise.all(Array.from({ length: CONNECTIONS }, drive));
    });
  }

  async ended(): Promise<void> {
    await this.running;
  }

  close(): void {
    this.agent.destroy();
  }

  /** @returns whether the server is there */
  private send(url: string): Promise<boolean> {
    this.sent += 1;
    return new Promise((resolve) => {
      const asked = request(`${url}/pets`, { agent: this.agent, headers: { 'x-api-key': KEY } });
      asked.once('error', () => resolve(false));
      asked.once('response', (response) => {
        response.once('error', () => resolve(false));
        response.once('end', () => {
          this.answered += response.statusCode === 200 ? 1 : 0;
          resolve(true);
        });
        response.resume();
      });
      asked.end();
    });
  }
}
