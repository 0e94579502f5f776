import { once } from 'node:events';
import { chmodSync } from 'node:fs';
import { createServer, request, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { EMPTY_COLLECTION, type LambdaFunction } from '../../../lib/model/index.js';
import { LocalRuntime } from '../../../lib/runtime/index.js';
import { listen } from '../../../lib/runtime/server/http-server.js';
import { WrittenFiles } from '../../support/behaviour.js';
import { restApi } from '../../support/rest-request.js';

const files = new WrittenFiles();
const closing: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});
afterAll(() => files.remove());

async function serve(answer: RequestListener): Promise<number> {
  const server = createServer(answer);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

/** Where a function says how far it is, and waits until the test lets it go on. */
class Gate {
  port = 0;
  private readonly waiting = new Map<string, () => void>();
  private readonly awaited = new Map<string, () => void>();

  async open(): Promise<this> {
    this.port = await serve(({ url = '' }, response) => {
      this.waiting.set(url.slice(1), () => response.end());
      this.awaited.get(url.slice(1))?.();
    });
    return this;
  }

  has(step: string): boolean {
    return this.waiting.has(step);
  }

  /** Resolves when the function is there, and lets it go on. */
  async pass(step: string): Promise<void> {
    if (!this.has(step)) await new Promise<void>((resolve) => this.awaited.set(step, resolve));
    this.waiting.get(step)?.();
  }
}

const STEPS = `
const reach = (gate, step) => fetch('http://127.0.0.1:' + gate + '/' + step).then((response) => response.text()).catch(() => '');
const metadata = { statusCode: 201, headers: { 'X-Own': 'yes' } };
`;

const HANDLER = files.text(
  'index.js',
  `${STEPS}
const { once } = require('node:events');
exports.handler = awslambda.streamifyResponse(async (event, stream) => {
  const { gate, then } = event.queryStringParameters;
  const out = awslambda.HttpResponseStream.from(stream, metadata);
  out.once('close', () => void reach(gate, 'closed'));
  out.write('one');
  await reach(gate, 'one');
  if (then === 'throws') throw new Error('in the middle');
  if (then === 'exits') process.exit(3);
  if (then === 'hangs') await new Promise(() => {});
  if (then === 'floods') {
    for (let left = 16; left > 0; left -= 1) if (!out.write(Buffer.alloc(1024 * 1024))) await once(out, 'drain');
    await reach(gate, 'flooded');
  }
  out.end('two');
});`,
);

/** The same over the Runtime API. */
const BOOTSTRAP = files.text(
  'bootstrap',
  `#!${process.execPath}
${STEPS}
const http = require('node:http');
(async () => {
  const api = 'http://' + process.env.AWS_LAMBDA_RUNTIME_API + '/2018-06-01/runtime/invocation/';
  for (;;) {
    const next = await fetch(api + 'next');
    const { gate, then } = (await next.json()).queryStringParameters;
    const out = http.request(api + next.headers.get('lambda-runtime-aws-request-id') + '/response', {
      method: 'POST',
      headers: { 'Lambda-Runtime-Function-Response-Mode': 'streaming', Trailer: 'Lambda-Runtime-Function-Error-Body' },
    });
    out.on('response', (response) => response.resume());
    out.write(JSON.stringify(metadata) + '\\0'.repeat(8) + 'one');
    await reach(gate, 'one');
    if (then === 'exits') process.exit(3);
    if (then === 'throws') out.addTrailers({ 'Lambda-Runtime-Function-Error-Body': btoa('{"errorMessage":"in the middle"}') });
    else out.write('two');
    out.end();
  }
})();`,
);
chmodSync(BOOTSTRAP, 0o755);

type Kind = 'thread' | 'process' | 'inline' | 'custom runtime' | 'url';

async function codeOf(kind: Kind, gate: Gate): Promise<Pick<LambdaFunction, 'code' | 'runtime'>> {
  if (kind === 'custom runtime') return { runtime: 'provided.al2023', code: { kind: 'folder', path: files.folder } };
  if (kind !== 'url') return { runtime: 'nodejs22.x', code: { kind: 'file', path: HANDLER } };
  const port = await serve((_request, response) => {
    response.write(`{"statusCode":201,"headers":{"X-Own":"yes"}}${'\0'.repeat(8)}one`);
    response.once('close', () => void fetch(`http://127.0.0.1:${gate.port}/closed`).catch(() => undefined));
    void fetch(`http://127.0.0.1:${gate.port}/one`).then(
      () => {
        if (exitsAtOnce.has(gate)) response.destroy();
        else response.end('two');
      },
      () => undefined,
    );
  });
  return { code: { kind: 'url', url: `http://127.0.0.1:${port}` } };
}

const exitsAtOnce = new WeakSet<Gate>();

/** The response as soon as its head is there, and the gate that the function meets behind its first chunk. */
async function invoke(
  kind: Kind,
  then = '',
  settings: { readonly timeoutMs?: number; readonly responseTransferMode?: 'BUFFERED' } = {},
): Promise<{ readonly response: IncomingMessage; readonly gate: Gate }> {
  const gate = await new Gate().open();
  if (then === 'exits') exitsAtOnce.add(gate);
  const streams = settings.responseTransferMode === undefined;
  const uri = `arn:aws:apigateway:us-east-1:lambda:path/${streams ? '2021-11-15' : '2015-03-31'}/functions/arn:aws:lambda:us-east-1:123456789012:function:web/${streams ? 'response-streaming-' : ''}invocations`;
  const integration = {
    type: 'AWS_PROXY',
    httpMethod: 'POST',
    uri,
    responseTransferMode: 'STREAM',
    // Longer than a test may take: what ends sooner has another reason.
    timeoutMs: 600_000,
    ...settings,
  } as const;
  const api = restApi({ 'GET /': { integration } });
  const web: LambdaFunction = {
    name: 'web',
    handler: kind === 'custom runtime' ? 'any' : 'handler',
    environment: {},
    timeoutMs: 60_000,
    memoryMegabytes: 256,
    ...(await codeOf(kind, gate)),
  };
  const lambdaIsolation = kind === 'process' || kind === 'inline' ? kind : 'thread';
  const log = { warn: () => undefined, functionOutput: () => undefined };
  const content = { collection: { ...EMPTY_COLLECTION, apis: [api] }, functions: [web] };
  const runtime = new LocalRuntime(content, { lambdaIsolation, exact: true, log });
  closing.push(() => runtime.close());
  const apiId = runtime.gateway.apis[0]?.apiId ?? '';
  const listener = await listen((message) => runtime.gateway.handle(message, apiId), { port: 0 });
  closing.push(() => listener.close(0));
  const { port } = listener;
  const sent = request({
    port,
    host: '127.0.0.1',
    path: `/dev/?gate=${gate.port}&then=${then}`,
    agent: false,
  });
  sent.end();
  if (!streams) await gate.pass('one');
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  return { response, gate };
}

async function rest(response: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of response) text += String(chunk);
  return text;
}

describe.each<Kind>(['thread', 'process', 'inline', 'custom runtime', 'url'])('a function that streams: %s', (kind) => {
  test('reaches the client chunk by chunk', async () => {
    const { response, gate } = await invoke(kind);
    expect([response.statusCode, response.headers['x-own']]).toEqual([201, 'yes']);
    expect(response.headers).toMatchObject({ 'transfer-encoding': 'chunked', 'content-type': 'application/json' });
    expect(String((await once(response, 'data'))[0])).toBe('one');
    await gate.pass('one');
    expect(await rest(response)).toBe('two');
  });

  const ends = { inline: ['throws'], url: ['exits'] }[kind as string] ?? ['throws', 'exits'];
  test.each(ends)('cuts the connection when it %s in the middle', async (then) => {
    const { response, gate } = await invoke(kind, then);
    await gate.pass('one');
    await expect(rest(response)).rejects.toMatchObject({ code: 'ECONNRESET' });
  });
});

describe.each<Kind>(['thread', 'process', 'inline', 'url'])('a stream that nobody reads on: %s', (kind) => {
  test('is closed', async () => {
    const { response, gate } = await invoke(kind, 'hangs');
    await once(response, 'data');
    response.destroy();
    await gate.pass('closed');
  });
});

describe.each<Kind>(['thread', 'process', 'inline'])('a function that floods its client: %s', (kind) => {
  test('waits until the client reads', async () => {
    const { response, gate } = await invoke(kind, 'floods');
    await gate.pass('one');
    await pause(200);
    expect(gate.has('flooded')).toBe(false);
    let bytes = 0;
    response.on('data', (chunk: Buffer) => (bytes += chunk.length));
    await gate.pass('flooded');
    await once(response, 'end');
    expect(bytes).toBe('onetwo'.length + 16 * 1024 * 1024);
  });
});

describe('the response transfer mode', () => {
  test('STREAM ends after the integration timeout, with a cut', async () => {
    const { response } = await invoke('inline', 'hangs', { timeoutMs: 50 });
    await expect(rest(response)).rejects.toMatchObject({ code: 'ECONNRESET' });
  });

  test('BUFFERED takes status and headers of a response in the streaming format, and no body', async () => {
    const { response } = await invoke('inline', '', { responseTransferMode: 'BUFFERED' });
    expect([response.statusCode, response.headers['x-own'], await rest(response)]).toEqual([201, 'yes', '']);
  });
});
