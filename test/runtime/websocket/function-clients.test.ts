import { Server } from 'node:net';
import { join } from 'node:path';
import { ApiGatewayManagementApiClient, PostToConnectionCommand } from '@aws-sdk/client-apigatewaymanagementapi';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { LocalGatewayOptions, RuntimeLog } from '../../../lib/testing/index.js';
import { lambdaProxy } from './chat-template.js';
import { TestClient } from './client.js';
import { serve } from './serve.js';

const SENDER = join(__dirname, '../../fixtures/websocket/sender');
const PYTHON = join(__dirname, '../../fixtures/websocket/python');

type Isolation = NonNullable<LocalGatewayOptions['lambdaIsolation']>;

/** The variables of the developer's shell that SDKs read. */
const SHELL = [
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_PROFILE',
  'AWS_REGION',
  'AWS_ENDPOINT_URL_APIGATEWAYMANAGEMENTAPI',
];

beforeEach(() => {
  for (const name of SHELL) vi.stubEnv(name, undefined);
});
afterEach(() => {
  vi.unstubAllEnvs();
});

/** A chat whose only function is that of a fixture. */
async function chat(
  handler: string,
  lambdaIsolation: Isolation,
  { code = SENDER, runtime = 'nodejs22.x', ...options }: LocalGatewayOptions & { code?: string; runtime?: string } = {},
): Promise<{ readonly url: string; readonly warnings: string[] }> {
  const warnings: string[] = [];
  const log: RuntimeLog = { warn: (message) => void warnings.push(message), functionOutput: () => undefined };
  const Sender = {
    Type: 'AWS::Lambda::Function',
    Properties: { FunctionName: 'sender', Runtime: runtime, Handler: handler, Timeout: 20, Role: 'role' },
    Metadata: { 'aws:asset:path': 'code', 'aws:asset:property': 'Code' },
  };
  const { url } = await serve(
    { $default: { respond: true, integration: lambdaProxy('sender') } },
    { lambdaIsolation, log, code, more: { resources: { Sender } }, ...options },
  );
  return { url, warnings };
}

async function connect(url: string): Promise<{ readonly client: TestClient; readonly id: string }> {
  const client = await TestClient.connect(url);
  client.send({});
  return { client, id: await client.receive() };
}

/** What a client is told that has a message sent to another one, which gets it. */
async function sendTo(url: string, message: object): Promise<readonly [told: string, received: string]> {
  const [ana, ben] = [await connect(url), await connect(url)];
  ana.client.send({ to: ben.id, text: 'hello', ...message });
  const told = await ana.client.receive();
  return [told, told === 'sent' ? await ben.client.receive() : ''];
}

describe('a function of its own SDK client reaches connections', () => {
  test.each<[isolation: Isolation, handler: string, endpoint: string]>([
    ['thread', 'index.handler', 'event'],
    ['thread', 'index.handler', 'variable'],
    ['thread', 'module.handler', 'event'],
    ['process', 'index.handler', 'event'],
    ['process', 'index.handler', 'variable'],
    ['process', 'module.handler', 'event'],
    ['inline', 'index.handler', 'event'],
    ['inline', 'index.handler', 'variable'],
    ['inline', 'module.handler', 'event'],
  ])('isolation %s, %s, endpoint of the %s', async (isolation, handler, endpoint) => {
    const { url } = await chat(handler, isolation);
    expect(await sendTo(url, { endpoint })).toEqual(['sent', 'hello']);
  });

  test('a function of the test, whose client is made before', async () => {
    const clients = new Map<string, ApiGatewayManagementApiClient>();
    interface Event {
      requestContext: { domainName: string; stage: string; connectionId: string };
      body: string;
    }
    const { url } = await serve(
      { $default: { respond: true } },
      {
        functions: {
          handler: async ({ requestContext, body }: Event) => {
            const { to } = JSON.parse(body) as { readonly to?: string };
            const endpoint = `https://${requestContext.domainName}/${requestContext.stage}`;
            if (to === undefined) {
              clients.set(endpoint, new ApiGatewayManagementApiClient({ endpoint }));
              return { body: requestContext.connectionId };
            }
            await clients.get(endpoint)?.send(new PostToConnectionCommand({ ConnectionId: to, Data: 'hello' }));
            return { body: 'sent' };
          },
        },
      },
    );
    expect(await sendTo(url, {})).toEqual(['sent', 'hello']);
  });

  test.each<[what: string, shell: Readonly<Record<string, string>>]>([
    ['a key', { AWS_ACCESS_KEY_ID: 'AKIASHELL', AWS_SECRET_ACCESS_KEY: 'secret', AWS_SESSION_TOKEN: 'session' }],
    ['a profile', { AWS_PROFILE: 'dev', AWS_SHARED_CREDENTIALS_FILE: join(SENDER, 'credentials') }],
  ])('with %s of the shell', async (_what, shell) => {
    for (const [name, value] of Object.entries(shell)) vi.stubEnv(name, value);
    const { url } = await chat('index.handler', 'thread');
    expect(await sendTo(url, {})).toEqual(['sent', 'hello']);
  });

  test('of two gateways in one process each gets the calls for its connections', async () => {
    const [first, second] = [await chat('index.handler', 'inline'), await chat('index.handler', 'inline')];
    expect(await sendTo(first.url, {})).toEqual(['sent', 'hello']);
    expect(await sendTo(second.url, {})).toEqual(['sent', 'hello']);
    expect(await sendTo(first.url, {})).toEqual(['sent', 'hello']);
  });
});

describe('calls of functions', () => {
  test('are trusted with one warning', async () => {
    const { url, warnings } = await chat('index.handler', 'thread');
    await sendTo(url, {});
    await sendTo(url, {});
    expect(warnings.filter((one) => one.includes('ManageConnections'))).toEqual([
      'Functions manage connections without a check of execute-api:ManageConnections: the policies of their roles are not read',
    ]);
  });

  test.each<[endpoint: string, isolation: Isolation, told: string]>([
    ['request', 'thread', '403'],
    ['request', 'inline', '403'],
    ['fetch', 'thread', '403 {"message":"Missing Authentication Token"}'],
    ['fetch', 'inline', '403 {"message":"Missing Authentication Token"}'],
  ])('by %s, isolation %s, that are not signed are refused', async (endpoint, isolation, told) => {
    const { url } = await chat('module.handler', isolation);
    expect(await sendTo(url, { endpoint })).toEqual([told, '']);
  });

  test('that botocore makes in a Python function are led here too', async () => {
    const { url } = await chat('app.handler', 'thread', { code: PYTHON, runtime: 'python3.12' });
    const { id: told } = await connect(url);
    expect(told).toBe('403 True False');
  });

  test('for a connection that is gone are a GoneException', async () => {
    const { url } = await chat('index.handler', 'thread');
    const { client } = await connect(url);
    for (const endpoint of ['event', 'variable']) {
      client.send({ to: 'R0oXAdfD0kwCH6w=', text: 'x', endpoint });
      expect(await client.receive()).toBe('GoneException');
    }
  });

  test('signed as a known identity are decided by its policies', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIASHELL');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
    const identity = { accessKeyId: 'AKIASHELL', secretAccessKey: 'secret', arn: 'arn:aws:iam::000000000000:user/ana' };
    const { url } = await chat('index.handler', 'thread', { identities: [identity] });
    expect(await sendTo(url, {})).toEqual(['AccessDeniedException', '']);
  });

  test('go elsewhere where the operator says so', async () => {
    const { url } = await chat('index.handler', 'thread', { awsEndpoints: { 'execute-api': 'http://127.0.0.1:9' } });
    expect(await sendTo(url, { endpoint: 'variable' })).toEqual(['Error', '']);
  });

  test('have no way here where the machine cannot listen for them; the function runs', async () => {
    const { url, warnings } = await chat('index.handler', 'thread');
    vi.spyOn(Server.prototype, 'listen').mockImplementationOnce(function (this: Server) {
      process.nextTick(() => this.emit('error', new Error('too many open files')));
      return this;
    });
    const { id } = await connect(url);
    expect(id).toMatch(/^.{15}=$/);
    expect(warnings).toEqual([
      'A function starts without a way to @connections: cannot listen for its calls: too many open files',
    ]);
  });

  test('strangers do not sign as functions do', async () => {
    const { url } = await chat('index.handler', 'thread');
    const { id } = await connect(url);
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local', sessionToken: 'local' };
    const stranger = new ApiGatewayManagementApiClient({ endpoint: url, region: 'us-east-1', credentials });
    const sent = stranger.send(new PostToConnectionCommand({ ConnectionId: id, Data: 'x' }));
    await expect(sent).rejects.toMatchObject({ name: 'InvalidSignatureException' });
  });
});
