import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request, type RequestOptions } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RestApi, Stage } from '../../lib/model/index.js';
import { createLocalAuthority } from '../../lib/runtime/server/self-signed-certificate.js';
import { renderTemplate } from '../../lib/synth/cloudformation/index.js';
import { runCommand, startCommand, type FinishedCommand, type RunningCommand } from '../support/command-line.js';
import { mockOperation, openApiDocument, runtimeSource } from '../support/runtime-source.js';

let folder = '';
const running: RunningCommand[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-cli-'));
  writeVersion('one');
  writeVersion('two');
});

afterEach(async () => {
  for (const command of running) command.interrupt();
  await Promise.all(running.splice(0).map(({ done }) => done));
  rmSync(folder, { recursive: true, force: true });
});

function writeVersion(name: string, answer = name): void {
  const document = openApiDocument({ '/version': { get: mockOperation(answer) } });
  writeFileSync(join(folder, `${name}.json`), JSON.stringify(document));
}

/** A template whose stage gives a new version all requests, and a variable another value. */
function writeControlledStage(name: string): void {
  const stage: Stage = {
    name: 'prod',
    variables: { release: 'stable' },
    release: { canary: { percentTraffic: 100, stageVariableOverrides: { release: 'next' } } },
  };
  const [api] = runtimeSource({
    paths: { '/version': { get: mockOperation(`${name} $stageVariables.release`) } },
    stages: [stage],
  }).collection.apis;
  const { template } = renderTemplate(api as RestApi);
  writeFileSync(join(folder, `${name}.template.json`), JSON.stringify(template));
}

interface ReadyLine {
  readonly url: string;
  readonly admin: { readonly url: string; readonly tokenFile: string };
  readonly authorityFile?: string;
}

async function serve(
  ...argv: readonly string[]
): Promise<{ readonly ready: ReadyLine; readonly command: RunningCommand }> {
  const options = ['--port', '0', '--state', 'state', '--lambda-isolation', 'inline', '--json'];
  const command = startCommand(['serve', ...argv, ...options], { cwd: folder });
  running.push(command);
  return { ready: JSON.parse(await command.firstLine) as ReadyLine, command };
}

const server = (...argv: readonly string[]): Promise<FinishedCommand> =>
  runCommand(['server', ...argv, '--state', 'state'], { cwd: folder });

const versionAt = async ({ url }: ReadyLine): Promise<string> => (await fetch(`${url}/version`)).text();

/** Which versions answer twenty requests. */
async function versionsAt(ready: ReadyLine): Promise<readonly string[]> {
  const answers = await Promise.all(Array.from({ length: 20 }, () => versionAt(ready)));
  return [...new Set(answers)].sort();
}

describe('sluice server', () => {
  test('promote, rollback, abort and reload a canary, each serving at once', async () => {
    const { ready } = await serve('two.json', '--stable', 'one.json', '--canary-percent', '100');
    expect(await versionsAt(ready)).toEqual(['two']);
    const promoted = await server('promote', '--json');
    expect(promoted.code).toBe(0);
    const { stages } = JSON.parse(promoted.stdout) as { stages: [{ deployment: string; earlier: [string] }] };
    expect(stages).toMatchObject([{ api: 'two.json', stage: 'dev' }]);
    await server('rollback');
    expect(await versionsAt(ready)).toEqual(['one']);
    writeVersion('two', 'three');
    expect((await server('reload')).stdout).toMatch(/dev +\w{6} +\w{6} at 100 % +-\n$/);
    expect(await versionsAt(ready)).toEqual(['three']);
    await server('abort', '--stage', 'dev', '--api', 'two.json');
    expect(await versionsAt(ready)).toEqual(['one']);
  });

  test('a canary is run as its stage says, where no percentage is given', async () => {
    for (const name of ['one', 'two']) writeControlledStage(name);
    const { ready } = await serve('two.template.json', '--stable', 'one.template.json');
    expect(await versionsAt(ready)).toEqual(['two next']);
    await server('abort');
    expect(await versionsAt(ready)).toEqual(['one stable']);
  });

  test('reload reads the source anew, and keeps what it served when it cannot', async () => {
    const { ready } = await serve('one.json');
    writeVersion('one', 'new');
    await expect(server('reload')).resolves.toMatchObject({ code: 0 });
    await expect(versionAt(ready)).resolves.toBe('new');
    writeFileSync(join(folder, 'one.json'), '{"openapi": "3.0.1", ');
    const refused = await server('reload', '--json');
    expect(refused.code).toBe(3);
    expect(JSON.parse(refused.stdout)).toHaveProperty('error.code');
    await expect(versionAt(ready)).resolves.toBe('new');
    await server('rollback');
    await expect(versionAt(ready)).resolves.toBe('one');
  });

  test('flush empties the caches of the chosen stages', async () => {
    writeVersion('one', '$context.requestId');
    const methodSettings = { '*/*': { cachingEnabled: true } };
    writeFileSync(
      join(folder, 'sluice.json'),
      JSON.stringify({ stages: { dev: { cacheClusterEnabled: true, methodSettings } } }),
    );
    const { ready } = await serve('one.json');
    const cached = await versionAt(ready);
    await expect(versionAt(ready)).resolves.toBe(cached);
    const { code, stdout } = await server('flush', '--stage', 'dev');
    expect([code, stdout.split('\n')[0]]).toEqual([0, `Flushed the caches of ${ready.url}`]);
    await expect(versionAt(ready)).resolves.not.toBe(cached);
  });

  test.each<[operation: string, exitCode: number, says: string]>([
    ['promote', 1, 'error refused-no-canary  Cannot promote: stage dev has no canary'],
    ['abort', 1, 'error refused-no-canary  Cannot abort: stage dev has no canary'],
    ['rollback', 1, 'error refused-no-earlier-deployment  Cannot roll back: stage dev has no earlier deployment'],
    ['usage --start-date now', 2, 'error usage-invalid  --start-date is "now"; expected a date such as 2026-11-30'],
    ['flush --stage prod', 1, 'error refused-not-found  Cannot find stage "prod"'],
    ['restart', 2, 'error usage-invalid  Cannot do "restart" with a server'],
    ['rollback --stage prod', 1, 'error refused-not-found  Cannot find stage "prod"'],
    ['abort --api x', 1, 'error refused-not-found  Cannot find a stage of API "x"'],
    [
      'reload --stage dev',
      2,
      'error usage-invalid  Cannot use --stage with reload: it is for promote, abort, rollback, flush',
    ],
  ])('%s is refused with %i where it cannot be done', async (operation, exitCode, says) => {
    await serve('one.json');
    const { code, stderr } = await server(...operation.split(' '));
    expect(stderr.split('\n')[0]).toBe(says);
    expect(code).toBe(exitCode);
  });

  test('finds the newest server, or the one that is named by any of its addresses', async () => {
    const first = (await serve('one.json')).ready;
    const second = (await serve('two.json')).ready;
    const reloaded = async (...argv: readonly string[]): Promise<unknown> =>
      (JSON.parse((await server('reload', '--json', ...argv)).stdout) as { server: unknown }).server;
    await expect(reloaded()).resolves.toBe(second.url);
    await expect(reloaded('--server', first.url)).resolves.toBe(first.url);
    await expect(reloaded('--server', new URL(first.url).origin)).resolves.toBe(first.url);
    await expect(reloaded('--server', `${first.admin.url}/`)).resolves.toBe(first.url);
    const { code, stderr } = await server('reload', '--server', 'http://127.0.0.1:1');
    expect(code).toBe(4);
    expect(stderr).toContain(`Running servers: ${second.url}, ${first.url}`);
  });

  test('says so when none runs, as after the last one ended', async () => {
    const { ready, command } = await serve('one.json');
    command.interrupt();
    await expect(command.done).resolves.toMatchObject({ code: 130 });
    expect(existsSync(ready.admin.tokenFile)).toBe(false);
    const { code, stderr } = await server('reload');
    expect(stderr).toContain('Cannot find a server of yours that runs');
    expect(code).toBe(4);
  });
});

describe('sluice serve', () => {
  test.each<[argv: readonly string[], says: string]>([
    [['--stable', 'two.json'], 'Cannot start a canary with --stable alone: --canary-percent is required too'],
    [['--canary-percent', '5'], 'Cannot start a canary with --canary-percent alone: --stable is required too'],
    [
      ['--stable', 'two.json', '--canary-percent', '101'],
      'Cannot read --canary-percent "101": expected a number from 0 to 100',
    ],
    [
      ['--stable', 'two.json', '--canary-percent', ''],
      'Cannot read --canary-percent "": expected a number from 0 to 100',
    ],
    [
      ['--tls-cert', 'a.pem'],
      'Cannot serve https with 1 --tls-cert and 0 --tls-key: each certificate requires its key',
    ],
    [['--trust-store', 'api.example.com=a.pem'], 'Cannot use --trust-store without TLS: add --tls'],
  ])('%j is wrong usage', async (argv, says) => {
    const { code, stderr } = await runCommand(['serve', 'one.json', ...argv, '--port', '0'], { cwd: folder });
    expect(stderr).toContain(says);
    expect(code).toBe(2);
  });

  test('--tls serves https, and leaves the certificate to trust as long as it runs', async () => {
    const { ready, command } = await serve('one.json', '--tls');
    expect(ready.url).toMatch(/^https:/);
    const authority = readFileSync(ready.authorityFile ?? '', 'utf8');
    await expect(getSecurely(`${ready.url}/version`, authority)).resolves.toBe('one');
    await expect(server('reload')).resolves.toMatchObject({ code: 0 });
    command.interrupt();
    await command.done;
    expect(readdirSync(join(folder, 'state'))).toEqual([]);
  });

  test('--tls-cert and --tls-key serve https with what is given', async () => {
    const authority = createLocalAuthority(Date.now());
    const { key, cert } = authority.issue(['127.0.0.1']);
    writeFileSync(join(folder, 'cert.pem'), cert);
    writeFileSync(join(folder, 'key.pem'), key);
    const { ready } = await serve('one.json', '--tls-cert', 'cert.pem', '--tls-key', 'key.pem');
    expect(ready.authorityFile).toBeUndefined();
    await expect(getSecurely(`${ready.url}/version`, authority.certificate)).resolves.toBe('one');
  });

  test('--trust-store serves a domain with mutual TLS to its clients, and belongs to such a domain', async () => {
    const authority = createLocalAuthority(Date.now());
    writeFileSync(join(folder, 'trusted.pem'), authority.certificate);
    writeFileSync(join(folder, 'guarded.json'), JSON.stringify(GUARDED));
    const { ready } = await serve('guarded.json', '--tls', '--trust-store', 'api.example.com=trusted.pem');
    const ca = readFileSync(ready.authorityFile ?? '', 'utf8');
    const guarded = { servername: 'api.example.com', headers: { Host: 'api.example.com' } };
    const { origin } = new URL(ready.url);
    await expect(getSecurely(`${origin}/who`, ca, { ...guarded, ...authority.issue(['ana']) })).resolves.toBe('CN=ana');
    await expect(getSecurely(`${origin}/who`, ca, guarded)).rejects.toThrow();
    const argv = ['serve', 'guarded.json', '--port', '0', '--tls', '--trust-store', 'no.example.com=trusted.pem'];
    const { code, stderr } = await runCommand(argv, { cwd: folder });
    expect(stderr).toContain('Cannot use --trust-store for "no.example.com": no such domain asks for mutual TLS');
    expect(code).toBe(2);
  });

  test('a certificate that is not there cannot be served with', async () => {
    const argv = ['serve', 'one.json', '--port', '0', '--tls-cert', 'none.pem', '--tls-key', 'none.pem', '--json'];
    const { code, stdout } = await runCommand(argv, { cwd: folder });
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'certificate-missing', place: 'none.pem' } });
    expect(code).toBe(3);
  });

  test('a folder for its files that cannot be written ends it, with nothing left open', async () => {
    writeFileSync(join(folder, 'file'), '');
    const argv = ['serve', 'one.json', '--port', '0', '--state', 'file', '--json'];
    const { code, stdout } = await runCommand(argv, { cwd: folder });
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'permission-denied' } });
    expect(code).toBe(4);
  });
});

function getSecurely(url: string, ca: string, options: RequestOptions = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { ca, agent: false, ...options }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.once('end', () => resolve(text));
    });
    asked.once('error', reject).end();
  });
}

/** A template of an API behind a domain with mutual TLS. */
const GUARDED = {
  Resources: {
    Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'Api' } },
    Who: {
      Type: 'AWS::ApiGateway::Resource',
      Properties: { RestApiId: { Ref: 'Api' }, ParentId: { 'Fn::GetAtt': ['Api', 'RootResourceId'] }, PathPart: 'who' },
    },
    GetWho: {
      Type: 'AWS::ApiGateway::Method',
      Properties: {
        RestApiId: { Ref: 'Api' },
        ResourceId: { Ref: 'Who' },
        HttpMethod: 'GET',
        AuthorizationType: 'NONE',
        Integration: {
          Type: 'MOCK',
          RequestTemplates: { 'application/json': '{"statusCode":200}' },
          IntegrationResponses: [
            {
              StatusCode: '200',
              ResponseTemplates: { 'application/json': '$context.identity.clientCert.subjectDN' },
            },
          ],
        },
        MethodResponses: [{ StatusCode: '200' }],
      },
    },
    Deployment: {
      Type: 'AWS::ApiGateway::Deployment',
      Properties: { RestApiId: { Ref: 'Api' }, StageName: 'prod' },
    },
    Domain: {
      Type: 'AWS::ApiGateway::DomainName',
      Properties: {
        DomainName: 'api.example.com',
        MutualTlsAuthentication: { TruststoreUri: 's3://bucket/authorities.pem' },
      },
    },
    Mapping: {
      Type: 'AWS::ApiGateway::BasePathMapping',
      Properties: { DomainName: { Ref: 'Domain' }, RestApiId: { Ref: 'Api' }, Stage: 'prod' },
    },
  },
};
