import type { X509Certificate } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { createServer, STATUS_CODES, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer, type ServerOptions as TlsOptions } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { TLSSocket } from 'node:tls';
import { QUOTAS } from '../../model/quotas.js';
import { findHeader } from '../header-lines.js';
import type { WebSocketHandler } from '../client-socket.js';
import type { HeaderLine, HttpRequest, HttpResponse } from '../http-message.js';
import { BODIES_IN_FLIGHT, keepUntilSent, OVERLOADED } from './bodies-in-flight.js';
import { asksForWebSocket } from './handshake-request.js';
import { ignoreUpgrade } from './ignored-upgrade.js';
import { readRequestBody } from './request-body.js';
import { SilentConnections } from './silent-connections.js';
import { sendStream, type Answered } from './streamed-response.js';
import { WebSocketListener } from './websocket-server.js';

export interface ListenOptions {
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** 0: any that is free. */
  readonly port: number;
  /** Key and certificates; absent: plain HTTP. */
  readonly tls?: TlsOptions;
  /**
   * Whether a client that names a host must show a certificate. If given, every client is asked for one; whether it is
   * trusted is not decided here.
   */
  readonly requiresClientCertificate?: (serverName: string) => boolean;
  /** Takes the requests that open WebSockets; absent: they are requests like any other. */
  readonly webSockets?: WebSocketHandler;
}

/** A listening socket in front of a gateway. */
export interface HttpListener {
  readonly host: string;
  readonly port: number;
  readonly protocol: 'http' | 'https';
  /** Takes no new connection, lets running requests finish for `graceMs`, then ends what is left. */
  close(graceMs: number): Promise<void>;
}

/**
 * Listens and hands each request to `handle`, keeping order, spelling and repeats of headers both ways.
 *
 * @throws the listening error of `node:net`, such as EADDRINUSE
 */
export async function listen(
  handle: (request: HttpRequest) => Promise<HttpResponse>,
  options: ListenOptions,
): Promise<HttpListener> {
  const protocol = options.tls === undefined ? 'http' : 'https';
  const settings = { maxHeaderSize: MAX_HEADER_BYTES, keepAliveTimeout: KEEP_ALIVE_MS, insecureHTTPParser: false };
  const onRequest = (request: IncomingMessage, response: ServerResponse): void => {
    silent.asked(request.socket);
    void serve(request, response, { server, protocol, handle });
  };
  const server =
    options.tls === undefined
      ? createServer(settings, onRequest)
      : createTlsServer({ ...settings, ...options.tls, ...clientCertificateOptions(options) }, onRequest);
  cutWithoutCertificate(server, options);
  const silent = new SilentConnections(server, protocol);
  // What Node.js leaves out of a long list may be the length of the body; the list's size is bounded already.
  server.maxHeadersCount = 0;
  // A client may end its side once it has asked, as `nc -N` does, and still read the response.
  Object.assign(server, { httpAllowHalfOpen: true });
  server.on('clientError', answerBadRequest);
  server.on('connect', (_request, socket) => refuse(socket, BAD_REQUEST));
  const webSockets = options.webSockets && new WebSocketListener(options.webSockets);
  if (webSockets !== undefined)
    server.on('upgrade', (request, socket: Socket, head) => {
      silent.asked(socket);
      afterResponse(socket, () => {
        const received = new ReceivedRequest(request, headerLines(request.rawHeaders), NO_BODY, protocol);
        if (asksForWebSocket(received)) webSockets.upgrade(request, received, socket, head);
        else ignoreUpgrade(server, protocol, request, socket, head);
      });
    });
  const host = options.host ?? '127.0.0.1';
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, host, () => {
      server.removeListener('error', reject);
      // A connection that could not be taken, such as for lack of file descriptors.
      server.on('error', (error) => process.emitWarning(error));
      resolve();
    });
  });
  const { port } = server.address() as AddressInfo;
  return {
    host,
    port,
    protocol,
    close: async (graceMs) => {
      await Promise.all([closeServer(server, silent, graceMs), webSockets?.close(graceMs)]);
    },
  };
}

function clientCertificateOptions({ requiresClientCertificate }: ListenOptions): TlsOptions {
  return requiresClientCertificate === undefined ? {} : { requestCert: true, rejectUnauthorized: false };
}

/** Assumed: without a certificate the handshake fails, which a client of TLS 1.3 sees when it first reads. */
function cutWithoutCertificate(server: Server, { requiresClientCertificate }: ListenOptions): void {
  if (requiresClientCertificate === undefined) return;
  server.on('secureConnection', (socket: TLSSocket) => {
    if (typeof socket.servername !== 'string' || socket.getPeerX509Certificate() !== undefined) return;
    if (requiresClientCertificate(socket.servername.toLowerCase())) socket.destroy();
  });
}

const NO_BODY = Buffer.alloc(0);

/** Above API Gateway's own limit, so that the phase of that limit gives the answer. */
const MAX_HEADER_BYTES = 65_536;
const KEEP_ALIVE_MS = 60_000;
const LINGER_MS = 1_000;
const MAX_TEXT_BYTES = 16_384;

interface Serving {
  readonly server: Server;
  readonly protocol: 'http' | 'https';
  readonly handle: (request: HttpRequest) => Promise<HttpResponse>;
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  { server, protocol, handle }: Serving,
): Promise<void> {
  // Lines of our own: the table that Node.js makes on demand costs more than it would be read for.
  const headers = headerLines(request.rawHeaders);
  const reading = readRequestBody(request, headers);
  const body = reading instanceof Promise ? await reading : reading;
  if (body === 'gone') return;
  let answer: HttpResponse = OVERLOADED;
  if (body !== 'refused') {
    try {
      answer = await handle(new ReceivedRequest(request, headers, body, protocol));
    } catch (error) {
      giveUp(response, error);
      return;
    } finally {
      BODIES_IN_FLIGHT.give(body.length);
    }
  }
  const isUnread = body === 'refused' || body.length > QUOTAS.payload.value;
  writeSoon({ request, response, answer, close: isUnread || !server.listening || wantsClose(request, headers) });
  // The client may still be sending: it reads the answer only if its bytes are taken for a moment longer.
  if (isUnread) setTimeout(() => request.socket.destroy(), LINGER_MS).unref();
}

let answered: Answered[] = [];

/**
 * Writes when all that arrived in this round of the event loop is answered. Each write may have to wake its client, which
 * costs more than a mocked answer does; written together, the answers of one round mostly wake it once (bench scenario
 * mock).
 */
function writeSoon(item: Answered): void {
  if (answered.length === 0) setImmediate(writeAnswered);
  answered.push(item);
}

function writeAnswered(): void {
  const items = answered;
  answered = [];
  for (const item of items) {
    const { body } = item.answer;
    try {
      if (Buffer.isBuffer(body)) write(item, body);
      else sendStream(item, body, ['Date', httpDate()]);
    } catch (error) {
      giveUp(item.response, error); // Node.js refuses a status or header.
      if (!Buffer.isBuffer(body)) body.destroy();
    }
  }
}

/** After a defect of ours: it costs this connection and no other. */
function giveUp(response: ServerResponse, error: unknown): void {
  process.emitWarning(error instanceof Error ? error : String(error));
  response.destroy();
}

class ReceivedRequest implements HttpRequest {
  readonly method: string;
  readonly target: string;
  readonly sourceIp: string;
  readonly httpVersion: string;
  private readonly socket: Socket;

  constructor(
    incoming: IncomingMessage,
    readonly headers: readonly HeaderLine[],
    readonly body: Buffer,
    readonly protocol: 'http' | 'https',
  ) {
    this.method = incoming.method ?? 'GET';
    this.target = incoming.url ?? '/';
    this.socket = incoming.socket;
    const address = this.socket.remoteAddress ?? '127.0.0.1';
    this.sourceIp = address.startsWith('::ffff:') ? address.slice('::ffff:'.length) : address;
    this.httpVersion = incoming.httpVersion === '1.1' ? 'HTTP/1.1' : `HTTP/${incoming.httpVersion}`;
  }

  get clientCertificate(): X509Certificate | undefined {
    return this.socket instanceof TLSSocket ? this.socket.getPeerX509Certificate() : undefined;
  }

  get signal(): AbortSignal {
    return hangUpSignal(this.socket);
  }
}

const hangUps = new WeakMap<Socket, AbortSignal>();

/** One for all requests of a connection, made on first use: most answers never ask whether the client is still there. */
function hangUpSignal(socket: Socket): AbortSignal {
  let signal = hangUps.get(socket);
  if (signal === undefined) {
    const controller = new AbortController();
    // One listener for each request that waits: pipelined, they may be many.
    setMaxListeners(0, controller.signal);
    // One that stays: a table of listeners that is emptied again and again leaves memory for the full collections.
    controller.signal.addEventListener('abort', () => undefined);
    if (socket.destroyed) controller.abort();
    else socket.once('close', () => controller.abort());
    hangUps.set(socket, (signal = controller.signal));
  }
  return signal;
}

function headerLines(rawHeaders: readonly string[]): readonly HeaderLine[] {
  const lines: HeaderLine[] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    lines.push([rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '']);
  }
  return lines;
}

/** A flat list keeps order, spelling and repeats; Date and Connection are given, so that Node.js adds nothing. */
function write(item: Answered, body: Buffer): void {
  const { request, response, answer, close } = item;
  if (response.destroyed) return;
  const { status, headers } = answer;
  if (body.length > MAX_TEXT_BYTES && !keepUntilSent(response, body.length)) {
    write({ ...item, answer: OVERLOADED }, OVERLOADED.body);
    return;
  }
  const bodiless = status === 204 || status === 304;
  const flat: string[] = ['Date', httpDate()];
  for (const [name, value] of headers) flat.push(name, value);
  if (!bodiless) flat.push('Content-Length', String(body.length));
  flat.push('Connection', close ? 'close' : 'keep-alive');
  response.writeHead(status, STATUS_CODES[status] ?? '', flat);
  if (bodiless || request.method === 'HEAD') {
    response.end();
  } else if (body.length > MAX_TEXT_BYTES) {
    response.end(body);
  } else {
    // As one text to which `end` adds nothing, head and body leave in a plain write; a gathered one costs more (bench
    // scenario mock).
    response.write(body.toString('latin1'), 'latin1');
    response.socket?.uncork();
    response.end();
  }
}

function wantsClose({ httpVersion }: IncomingMessage, headers: readonly HeaderLine[]): boolean {
  const connection = findHeader(headers, 'connection')?.toLowerCase();
  if (connection === undefined) return httpVersion === '1.0';
  // Node.js drops what came together with a request for another protocol: whoever waits for an answer to it must know.
  if (findHeader(headers, 'upgrade') !== undefined) return true;
  const options = connection.split(',').map((option) => option.trim());
  return options.includes('close') || (httpVersion === '1.0' && !options.includes('keep-alive'));
}

let dateSecond = 0;
let dateText = '';

/** Of the wall clock, as HTTP wants it; printed once a second. */
function httpDate(): string {
  const second = Math.floor(Date.now() / 1000);
  if (second !== dateSecond) {
    dateSecond = second;
    dateText = new Date(second * 1000).toUTCString();
  }
  return dateText;
}

/** What is no HTTP gets the answer of a load balancer and an end; a flood of headers its own status. */
function answerBadRequest(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  refuse(socket, error.code === 'HPE_HEADER_OVERFLOW' ? '431 Request Header Fields Too Large' : BAD_REQUEST);
}

const BAD_REQUEST = '400 Bad Request';

/** A client may send a request for another protocol before it has the response to the request before. */
function afterResponse(socket: Socket, then: () => void): void {
  const { _httpMessage: asked } = socket as { readonly _httpMessage?: ServerResponse | null };
  if (asked === undefined || asked === null) then();
  else asked.once('finish', () => afterResponse(socket, then));
}

/** After the answers to what was asked before, or the client would take this one for theirs. */
function refuse(socket: Duplex, status: string): void {
  if (!socket.writable) return;
  const { _httpMessage: asked } = socket as { readonly _httpMessage?: ServerResponse | null };
  if (asked?.req.complete === true) {
    asked.once('finish', () => refuse(socket, status));
    return;
  }
  // A request that breaks off behind its answer, as a refused one may, has its only one.
  if (asked?.headersSent === true) socket.end();
  else socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  // A client that never ends its side would keep the connection.
  setTimeout(() => socket.destroy(), LINGER_MS).unref();
}

async function closeServer(server: Server, silent: SilentConnections, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  silent.destroy();
  const deadline = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearTimeout(deadline);
}
