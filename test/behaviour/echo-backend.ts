import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** A backend that says what it was asked; some paths answer oddly. */
export class EchoBackend {
  private readonly server: Server = createServer((request, response) => void answer(request, response));

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  /** `host:port` */
  get address(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const path = (request.url ?? '').replace(/\?.*/, '');
  if (path === '/hang') return;
  if (path === '/slow') await pause(100);
  if (path === '/gone') {
    request.socket.destroy();
    return;
  }
  const odd = ODD[path];
  if (odd !== undefined) {
    response.writeHead(odd.status, [...odd.headers]);
    response.end(odd.body);
    return;
  }
  if (path === '/body' || path === '/body/') {
    response.writeHead(200, { 'Content-Type': 'text/plain' });
    response.end(printed(Buffer.concat(chunks)));
    return;
  }
  const body = JSON.stringify({
    method: request.method,
    url: request.url,
    headers: echoed(request),
    body: printed(Buffer.concat(chunks)),
  });
  response.writeHead(/^\/status\/\d+$/.test(path) ? Number(path.slice(8)) : 200, {
    'Content-Type': 'application/json',
    ETag: '"e"',
  });
  response.end(body);
}

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff]);

const ODD: Readonly<
  Record<string, { readonly status: number; readonly headers: readonly string[]; readonly body: string | Buffer }>
> = {
  '/png': { status: 200, headers: ['Content-Type', 'image/png'], body: PNG },
  '/base64': { status: 200, headers: ['Content-Type', 'text/plain'], body: PNG.toString('base64') },
  '/xml': { status: 200, headers: ['Content-Type', 'application/xml'], body: '<pet>Rex</pet>' },
  '/cookies': {
    status: 200,
    headers: [
      'Content-Type',
      'text/plain',
      'Set-Cookie',
      'a=1',
      'Set-Cookie',
      'b=2',
      'x-Odd-CASE',
      'kept',
      'Server',
      'mine',
      'WWW-Authenticate',
      'Basic',
      'X-Amzn-RequestId',
      'theirs',
    ],
    body: 'cookies',
  },
  '/pet': {
    status: 200,
    headers: ['Content-Type', 'application/json', 'X-Total', '3'],
    body: '{"name":"Rex","owner":{"id":7},"tags":["a","b"]}',
  },
  '/broken': { status: 200, headers: ['Content-Type', 'application/json'], body: '{"name":' },
  '/empty': { status: 204, headers: [], body: '' },
  '/moved': { status: 302, headers: ['Location', 'https://example.com/'], body: '' },
};

/** Names in lower case with their values, without what differs from run to run. */
function echoed({ rawHeaders }: IncomingMessage): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] ?? '').toLowerCase();
    if (name === 'host' || name === 'x-amzn-apigateway-api-id' || name === 'connection') continue;
    const value = (rawHeaders[index + 1] ?? '').replace(/^AmazonAPIGateway_[a-z0-9]{10}$/, 'AmazonAPIGateway');
    headers[name] = headers[name] === undefined ? value : `${headers[name]}|${value}`;
  }
  return headers;
}

function printed(body: Buffer): string {
  const text = body.toString('utf8');
  return Buffer.from(text).equals(body) ? text : `0x${body.toString('hex')}`;
}
