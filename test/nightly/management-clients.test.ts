import { execFile, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test, vi } from 'vitest';
import type { IdentitySettings } from '../../lib/testing/index.js';
import { lambdaProxy } from '../runtime/websocket/chat-template.js';
import { TestClient } from '../runtime/websocket/client.js';
import { serve } from '../runtime/websocket/serve.js';

/** The server that a program calls is in this process: nothing may block it. */
const run = promisify(execFile);

const SENDER = join(__dirname, '../fixtures/websocket/sender');

const OPERATOR: IdentitySettings = {
  accessKeyId: 'AKIANIGHTLY',
  secretAccessKey: 'nightly/secret+key',
  arn: 'arn:aws:iam::000000000000:user/operator',
  policies: [{ Statement: [{ Effect: 'Allow', Action: 'execute-api:ManageConnections', Resource: '*' }] }],
};

function isInstalled(program: string, ...args: readonly string[]): boolean {
  const found = spawnSync(program, args).status === 0;
  if (!found) process.stdout.write(`management-clients: ${program} ${args.join(' ')} does not run and is not tested\n`);
  return found;
}

const hasCommandLine = isInstalled('aws', '--version');
const hasBoto3 = isInstalled('python3', '-c', 'import boto3');

async function connection(): Promise<{ readonly url: string; readonly id: string; readonly client: TestClient }> {
  const { url, gateway } = await serve({ $connect: {} }, { identities: [OPERATOR], functions: { handler: accept } });
  let id = '';
  function accept({ requestContext }: { readonly requestContext: { readonly connectionId: string } }): object {
    id = requestContext.connectionId;
    return { statusCode: 200 };
  }
  expect(gateway.diagnostics).toEqual([]);
  const client = await TestClient.connect(url);
  return { url, id, client };
}

describe.runIf(hasCommandLine)('aws apigatewaymanagementapi', () => {
  const env = {
    ...process.env,
    AWS_ACCESS_KEY_ID: OPERATOR.accessKeyId,
    AWS_SECRET_ACCESS_KEY: OPERATOR.secretAccessKey,
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_MAX_ATTEMPTS: '1',
  };
  const aws = async (url: string, ...args: readonly string[]): Promise<string> => {
    const command = ['apigatewaymanagementapi', ...args, '--endpoint-url', url, '--output', 'json'];
    return (await run('aws', command, { env, cwd: tmpdir() })).stdout;
  };

  test('posts, reads, closes, and finds a connection gone', async () => {
    const { url, id, client } = await connection();
    await aws(url, 'post-to-connection', '--connection-id', id, '--data', 'fileb://' + join(SENDER, 'app.py'));
    expect(await client.receive()).toBe(readFileSync(join(SENDER, 'app.py'), 'utf8'));
    expect(JSON.parse(await aws(url, 'get-connection', '--connection-id', id))).toMatchObject({
      Identity: { SourceIp: '127.0.0.1' },
    });
    await aws(url, 'delete-connection', '--connection-id', id);
    expect(await client.closed).toMatchObject({ code: 1000 });
    await expect(aws(url, 'get-connection', '--connection-id', id)).rejects.toThrow(/GoneException/);
  });
});

describe.runIf(hasBoto3)('boto3 in a Python function', () => {
  test.each<[endpoint: string, shell: Readonly<Record<string, string>>]>([
    ['event', {}],
    ['variable', {}],
    ['event', { AWS_PROFILE: 'dev', AWS_SHARED_CREDENTIALS_FILE: join(SENDER, 'credentials') }],
  ])('sends to connections with the endpoint of the %s and %o', async (endpoint, shell) => {
    for (const [name, value] of Object.entries(shell)) vi.stubEnv(name, value);
    const Sender = {
      Type: 'AWS::Lambda::Function',
      Properties: { FunctionName: 'sender', Runtime: 'python3.12', Handler: 'app.handler', Timeout: 60, Role: 'role' },
      Metadata: { 'aws:asset:path': 'code', 'aws:asset:property': 'Code' },
    };
    const routes = { $default: { respond: true, integration: lambdaProxy('sender') } };
    const { url } = await serve(routes, { code: SENDER, more: { resources: { Sender } } });
    const [ana, ben] = [await TestClient.connect(url), await TestClient.connect(url)];
    ben.send({});
    const to = await ben.receive();
    ana.send({ to, text: 'hello', endpoint });
    expect(await ana.receive()).toBe('sent');
    expect(await ben.receive()).toBe('hello');
    ana.send({ to: 'R0oXAdfD0kwCH6w=', text: 'hello', endpoint });
    expect(await ana.receive()).toBe('GoneException');
    vi.unstubAllEnvs();
  });
});
