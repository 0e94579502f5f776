import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runCommand, startCommand, type FinishedCommand, type RunningCommand } from '../support/command-line.js';

const ROOT = join(__dirname, '..', '..');
const TSX = pathToFileURL(join(ROOT, 'node_modules', 'tsx', 'dist', 'loader.mjs')).href;

let folder = '';
const ending: (() => unknown)[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-logs-'));
  write('api.json', template());
});

afterEach(async () => {
  for (const end of ending.splice(0)) await end();
  rmSync(folder, { recursive: true, force: true });
});

function write(name: string, content: unknown): void {
  writeFileSync(join(folder, name), JSON.stringify(content));
}

const read = (name: string): string => readFileSync(join(folder, name), 'utf8');

const linesOf = (name: string): readonly string[] => read(name).trimEnd().split('\n');

/** An API whose stage `prod` asks for all there is. Its function answers with what it was called with. */
function template(): object {
  const InlineCode =
    'exports.handler = async (event) => ({ statusCode: 200, headers: { "Set-Cookie": "sid=" + event.queryStringParameters?.token }, body: JSON.stringify(event) })';
  return {
    Transform: 'AWS::Serverless-2016-10-31',
    Resources: {
      Pets: {
        Type: 'AWS::Serverless::Api',
        Properties: {
          Name: 'Pets',
          StageName: 'prod',
          AccessLogSetting: {
            DestinationArn: 'arn:aws:logs:us-east-1:1:log-group:a',
            Format: '$context.requestId $context.status $context.resourcePath',
          },
          MethodSettings: [
            { ResourcePath: '/*', HttpMethod: '*', LoggingLevel: 'INFO', DataTraceEnabled: true, MetricsEnabled: true },
          ],
        },
      },
      F: {
        Type: 'AWS::Serverless::Function',
        Properties: {
          InlineCode,
          Handler: 'index.handler',
          Runtime: 'nodejs22.x',
          Events: { Get: { Type: 'Api', Properties: { Path: '/pets', Method: 'post', RestApiId: { Ref: 'Pets' } } } },
        },
      },
    },
  };
}

async function serve(...argv: readonly string[]): Promise<{ readonly url: string; readonly command: RunningCommand }> {
  const command = startCommand(
    ['serve', 'api.json', '--port', '0', '--state', 'state', '--json', '--lambda-isolation', 'process', ...argv],
    { cwd: folder },
  );
  ending.push(() => {
    command.interrupt();
    return command.done;
  });
  const { url } = JSON.parse(await command.firstLine) as { url: string };
  return { url, command };
}

const server = (...argv: readonly string[]): Promise<FinishedCommand> =>
  runCommand(['server', ...argv, '--state', 'state'], { cwd: folder });

async function ended({ command }: { readonly command: RunningCommand }): Promise<FinishedCommand> {
  command.interrupt();
  return command.done;
}

describe('sluice serve', () => {
  test('writes access and execution logs where it is told to, and warns of none', async () => {
    const run = await serve('--access-log', 'access.log', '--execution-log', 'execution.log');
    await fetch(`${run.url}/pets`, { method: 'POST' });
    await fetch(`${run.url}/none`);
    const { stderr } = await ended(run);
    expect(stderr).not.toContain('served without');
    expect(linesOf('access.log')).toEqual([
      expect.stringMatching(/^[0-9a-f-]{36} 200 \/pets$/),
      expect.stringMatching(/^[0-9a-f-]{36} 403 -$/),
    ]);
    expect(linesOf('execution.log').at(-2)).toMatch(/^\S+Z \([0-9a-f-]{36}\) Method completed with status: 200$/);
    expect(statSync(join(folder, 'access.log')).mode & 0o777).toBe(0o600);
  });

  test('warns of logs that go nowhere, by the options that write them', async () => {
    const { stderr } = await ended(await serve());
    expect(stderr).toContain(
      'without execution logs (--execution-log writes them), access logs (--access-log writes them)',
    );
  });

  test('reads files and formats of stages from sluice.json, the flag first', async () => {
    write('sluice.json', {
      accessLogs: { 'Pets/prod': { file: 'configured.log', format: 'CLF' }, 'Pets/none': 'x.log', '*': 'others.log' },
      executionLogs: 'execution.log',
    });
    const first = await serve();
    await fetch(`${first.url}/pets`, { method: 'POST' });
    const { stderr } = await ended(first);
    expect(stderr).toContain('Cannot find "Pets/none" in the source: it has no effect');
    expect(linesOf('configured.log')).toEqual([
      expect.stringMatching(/^127\.0\.0\.1 - - \[.*\] "POST \/pets HTTP\/1\.1" 200 \d+ /),
    ]);
    const second = await serve('--access-log', 'flag.log');
    await fetch(`${second.url}/pets`, { method: 'POST' });
    await ended(second);
    expect(linesOf('flag.log')).toEqual([expect.stringContaining('"POST /pets HTTP/1.1" 200')]);
    expect(readdirSync(folder).sort()).toEqual([
      'api.json',
      'configured.log',
      'execution.log',
      'flag.log',
      'others.log',
      'sluice.json',
      'state',
    ]);
  });

  test.each<[argv: readonly string[], code: number, says: string]>([
    [['--access-log', '-', '--json'], 2, 'Cannot write a log to standard output with --json'],
    [['--execution-log', 'no/such/folder/x.log'], 4, 'Cannot write the log: ENOENT'],
    [['--access-log', '.'], 4, 'Cannot write the log: EISDIR'],
  ])('refuses %j', async (argv, code, says) => {
    const { stdout, stderr, ...finished } = await runCommand(['serve', 'api.json', ...argv], { cwd: folder });
    expect([finished.code, stdout + stderr]).toEqual([code, expect.stringContaining(says)]);
  });
});

test('sluice server metrics prints them for people, as JSON and for Prometheus', async () => {
  const { url } = await serve();
  await fetch(`${url}/pets`, { method: 'POST' });
  await fetch(`${url}/none`);
  expect((await server('metrics')).stdout).toMatch(
    /^API +stage +method +resource +metric +sum +average\nPets +Count +2 +1\n/,
  );
  const { namespace, metrics } = JSON.parse((await server('metrics', '--format', 'json')).stdout) as Record<
    string,
    unknown
  >;
  expect([namespace, metrics]).toEqual([
    'AWS/ApiGateway',
    expect.arrayContaining([
      { name: '4XXError', dimensions: { ApiName: 'Pets', Stage: 'prod' }, unit: 'Count', sampleCount: 2, sum: 1 },
      expect.objectContaining({
        name: 'Latency',
        dimensions: { ApiName: 'Pets', Stage: 'prod', Method: 'POST', Resource: '/pets' },
        sampleCount: 1,
      }),
    ]),
  ]);
  expect((await server('metrics', '--format', 'prometheus')).stdout).toContain(
    'aws_apigateway_method_count_total{api_name="Pets",stage="prod",method="POST",resource="/pets"} 1\n',
  );
  expect(await server('metrics', '--format', 'csv')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('Cannot print the metrics as csv: expected json, prometheus') as string,
  });
});

test('no secret that a client sends, nor the value of a cookie, is in anything that a server writes', async () => {
  const run = await serve('--access-log', 'access.log', '--execution-log', 'execution.log');
  const secrets = ['s3cret-bearer', 's3cret-key', 's3cret-cookie', 's3cret-proxy', 's3cret-session', 's3cret-query'];
  const [bearer = '', key = '', cookie = '', proxy = '', session = '', query = ''] = secrets;
  const headers = {
    Authorization: `Bearer ${bearer}`,
    'x-api-key': key,
    Cookie: `a=1; sid=${cookie}`,
    'Proxy-Authorization': `Basic ${proxy}`,
    'X-Amz-Security-Token': session,
  };
  const response = await fetch(`${run.url}/pets?token=${query}`, { method: 'POST', headers, body: 'shown' });
  expect(await response.text()).toContain(bearer);
  await fetch(`${run.url}/none?token=${query}`, { headers });
  const metrics = (await server('metrics', '--format', 'json')).stdout;
  const { stdout, stderr } = await ended(run);
  const all = [stdout, stderr, metrics, read('access.log'), read('execution.log')].join('\n');
  expect(secrets.filter((secret) => all.includes(secret))).toEqual([]);
  expect(all).toContain('Method request body before transformations: shown');
  expect(all).toContain('Authorization=****');
});

test('a server that is asked by SIGUSR2 opens its logs anew, and ends as before', async () => {
  const argv = ['serve', 'api.json', '--port', '0', '--json', '--state', 'state', '--access-log', 'logs/access.log'];
  mkdirSync(join(folder, 'logs'));
  const child = spawn(process.execPath, ['--import', TSX, join(ROOT, 'bin', 'sluice.ts'), ...argv], { cwd: folder });
  const closed = new Promise<number | null>((resolve) => child.once('close', resolve));
  ending.push(() => child.kill('SIGKILL'));
  const ready = await new Promise<string>((resolve) =>
    child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString())),
  );
  const { url } = JSON.parse(ready) as { url: string };
  await fetch(`${url}/one`);
  renameSync(join(folder, 'logs/access.log'), join(folder, 'logs/access.log.1'));
  child.kill('SIGUSR2');
  while (!existsSync(join(folder, 'logs/access.log'))) await pause(10);
  await fetch(`${url}/two`);
  child.kill('SIGTERM');
  expect(await closed).toBe(143);
  expect([linesOf('logs/access.log.1').length, linesOf('logs/access.log').length]).toEqual([1, 1]);
});
