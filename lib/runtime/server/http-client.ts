import * as http from 'node:http';
import * as https from 'node:https';
import { isIP, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { ChunkBuffer } from '../../support/chunk-buffer.js';
import { own } from '../../support/own.js';
import { Linked, LinkedList } from '../../support/linked-list.js';
import type { ByteStream } from '../byte-stream.js';
import type { HttpClient, OutgoingRequest, OutgoingResult } from '../http-client.js';
import type { KeyAndCertificate } from '../key-and-certificate.js';
import { isFinalStatus } from '../http-message.js';
import { BODIES_IN_FLIGHT, TOO_MANY_BODIES } from './bodies-in-flight.js';
import { certificateFault } from './certificate-fault.js';
import { outgoingLines, toHeaderLines } from './outgoing-lines.js';
import { setTrailerLine } from './trailer-line.js';

export interface HttpClientOptions {
  /**
   * Largest body of an answer that is taken.
   *
   * @default 10 MB, API Gateway's own limit
   */
  readonly maxBodyBytes?: number;
  /** What servers that ask are shown, by the ids that requests name. */
  readonly clientCertificates?: Readonly<Record<string, KeyAndCertificate>>;
}

const DEFAULT_MAX_BODY_BYTES = 10 * 1024 * 1024;

/** Servers drop idle connections after 5 seconds and more; one that goes first meets no connection that is going away. */
const IDLE_CONNECTION_MS = 4000;

/** Methods whose requests may be sent again when nobody knows whether the first was processed (RFC 9110, 9.2.2). */
const IDEMPOTENT_METHODS = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'TRACE']);

/**
 * Makes a client that keeps connections, sends the headers that it is given and no others but `Host` and
 * `Content-Length`, follows no redirect and decodes nothing. It never throws.
 *
 * Lines of the same name are sent together, in the place of the first. A body is sent with its length, whatever
 * `Content-Length` and `Transfer-Encoding` say.
 *
 * A request that may be repeated is sent once more when its connection was kept from an earlier one and breaks before
 * any answer.
 */
export function createHttpClient(options: HttpClientOptions = {}): HttpClient {
  return new KeepAliveClient(options.maxBodyBytes ?? DEFAULT_MAX_BODY_BYTES, options.clientCertificates ?? {});
}

class KeepAliveClient implements HttpClient {
  private readonly plain = new http.Agent({ keepAlive: true, timeout: IDLE_CONNECTION_MS });
  private readonly secure = new https.Agent({ keepAlive: true, timeout: IDLE_CONNECTION_MS });
  private readonly exchanges = new LinkedList<Exchange>();
  private readonly streams = new Set<ByteStream>();
  private closed = false;

  constructor(
    private readonly maxBodyBytes: number,
    private readonly clientCertificates: NonNullable<HttpClientOptions['clientCertificates']>,
  ) {}

  send(request: OutgoingRequest): Promise<OutgoingResult> {
    if (this.closed) return Promise.resolve(unreachable('the client is closed'));
    return new Promise((resolve) => {
      const exchange = new Exchange(request, this.startRequest, this.maxBodyBytes, (result) => {
        this.exchanges.remove(exchange);
        if (result.kind === 'stream') this.keep(result.body);
        resolve(result);
      });
      this.exchanges.add(exchange);
      exchange.begin();
    });
  }

  close(): Promise<void> {
    this.closed = true;
    for (const exchange of this.exchanges.list()) exchange.abort();
    for (const stream of this.streams) stream.destroy();
    this.plain.destroy();
    this.secure.destroy();
    return Promise.resolve();
  }

  private keep(stream: ByteStream): void {
    this.streams.add(stream);
    stream.once('close', () => this.streams.delete(stream));
    // Its receiver meets the error too.
    stream.on('error', () => undefined);
  }

  /** @throws {TypeError} for a URL, method or header that cannot be sent */
  private readonly startRequest = (request: OutgoingRequest): http.ClientRequest => {
    const url = new URL(request.url);
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const common: http.RequestOptions = {
      method: request.method,
      host,
      port: url.port,
      ...(request.connectTo !== undefined && connection(url, request.connectTo)),
      path: requestTarget(request.url),
      setHost: false,
    };
    if (url.protocol === 'http:') return this.withHeaders(http.request({ ...common, agent: this.plain }), request, url);
    if (url.protocol !== 'https:') throw new TypeError(`Cannot send to "${request.url}": expected http or https`);
    const skipsIssuer = request.tls?.insecureSkipVerification === true;
    // Connections with one certificate are not used for requests with another.
    const shown = own(this.clientCertificates, request.tls?.clientCertificateId ?? '');
    const sent = https.request({ ...common, ...shown, agent: this.secure, rejectUnauthorized: !skipsIssuer });
    if (skipsIssuer) sent.on('socket', (socket) => refuseFaultyCertificate(socket, host));
    return this.withHeaders(sent, request, url);
  };

  private withHeaders(sent: http.ClientRequest, request: OutgoingRequest, url: URL): http.ClientRequest {
    try {
      for (const { name, values } of outgoingLines(request, url.host)) {
        if (name.toLowerCase() === 'trailer') setTrailerLine(sent, name, values);
        else sent.setHeader(name, values);
      }
    } catch (error) {
      sent.on('error', () => undefined);
      sent.destroy();
      throw error;
    }
    // Node's own line; HTTP/1.1 keeps connections without it.
    if (!sent.hasHeader('connection')) sent.removeHeader('connection');
    return sent;
  }
}

/** One request and its answer, within its time. */
class Exchange extends Linked {
  private sent: http.ClientRequest | undefined;
  private timer: NodeJS.Timeout | undefined;
  /** What it has among the bodies in flight. */
  private heldBytes = 0;

  /** @param settle is called once */
  constructor(
    private readonly request: OutgoingRequest,
    private readonly start: (request: OutgoingRequest) => http.ClientRequest,
    private readonly maxBodyBytes: number,
    private settle: ((result: OutgoingResult) => void) | undefined,
  ) {
    super();
  }

  begin(): void {
    this.timer = setTimeout(() => this.end({ kind: 'timeout' }), this.request.timeoutMs);
    this.request.signal?.addEventListener('abort', this.abort);
    if (this.request.signal?.aborted === true) this.abort();
    else this.attempt(true);
  }

  readonly abort = (): void => this.end(unreachable('the request was aborted'));

  private attempt(mayRepeat: boolean): void {
    try {
      const sent = this.start(this.request);
      this.sent = sent;
      let answered = false;
      sent.on('response', (response) => {
        answered = true;
        this.receive(response);
      });
      sent.on('error', (error) => {
        if (mayRepeat && !answered && this.isStale(sent, error)) this.attempt(false);
        else this.end(unreachable(error.message));
      });
      // Node hands over the connection with these answers; nobody here goes on with it.
      for (const event of ['upgrade', 'connect']) {
        sent.on(event, () => this.end(unreachable('the server switched to another protocol')));
      }
      // Even an empty buffer would cost a second write.
      sent.end(this.request.body.length === 0 ? undefined : this.request.body);
    } catch (error) {
      this.end(unreachable(error instanceof Error ? error.message : String(error)));
    }
  }

  /** Whether the server had dropped a kept connection by the time it was used again. */
  private isStale(sent: http.ClientRequest, error: NodeJS.ErrnoException): boolean {
    return (
      this.sent === sent &&
      sent.reusedSocket &&
      (error.code === 'ECONNRESET' || error.code === 'EPIPE') &&
      IDEMPOTENT_METHODS.has(this.request.method)
    );
  }

  private receive(response: http.IncomingMessage): void {
    const { statusCode: status = 0 } = response;
    // Node.js takes any three digits, and 101 without a protocol to switch to.
    if (!isFinalStatus(status)) {
      this.end(unreachable(`the answer has the status ${status}`));
      return;
    }
    const head = { status, statusText: response.statusMessage ?? '', headers: toHeaderLines(response.rawHeaders) };
    if (this.request.streams === true) {
      this.end({ kind: 'stream', ...head, body: response });
      return;
    }
    const body = new ChunkBuffer();
    response.on('data', (chunk: Buffer) => {
      if (this.settle === undefined) return;
      if (body.length + chunk.length > this.maxBodyBytes) {
        this.end(unreachable(`the answer has more than ${this.maxBodyBytes} bytes`));
      } else if (BODIES_IN_FLIGHT.take(chunk.length)) {
        this.heldBytes += chunk.length;
        body.add(chunk);
      } else {
        this.end(unreachable(TOO_MANY_BODIES));
      }
    });
    response.on('error', (error) => this.end(unreachable(`the answer broke off: ${error.message}`)));
    response.on('end', () => {
      this.end({ kind: 'answer', ...head, body: body.take() });
    });
  }

  /** The first call decides. A connection whose answer is not read to its end is closed. */
  private end(result: OutgoingResult): void {
    clearTimeout(this.timer);
    BODIES_IN_FLIGHT.give(this.heldBytes);
    this.heldBytes = 0;
    this.request.signal?.removeEventListener('abort', this.abort);
    const { sent } = this;
    this.sent = undefined;
    if (result.kind !== 'answer' && result.kind !== 'stream') sent?.destroy();
    this.settle?.(result);
    this.settle = undefined;
  }
}

function refuseFaultyCertificate(socket: Socket, host: string): void {
  // Of a kept connection the certificate was looked at when it was new.
  if (!(socket instanceof TLSSocket) || !socket.connecting) return;
  socket.once('secureConnect', () => {
    // So it was of a session that is taken up again, which has none to show.
    const fault = socket.isSessionReused() ? undefined : certificateFault(socket, host);
    if (fault !== undefined) socket.destroy(fault);
  });
}

/** Another address for the URL's host, whose name TLS still asks for. */
function connection(url: URL, address: string): http.RequestOptions & { readonly servername?: string } {
  const { hostname, port } = new URL(`${url.protocol}//${address}`);
  const name = url.hostname.replace(/^\[|\]$/g, '');
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port,
    ...(url.protocol === 'https:' && isIP(name) === 0 && { servername: name }),
  };
}

/** Path and query as written: `URL` would resolve `..` and change escapes. */
function requestTarget(url: string): string {
  const target = /^[^:]*:\/\/[^/?#]*([^#]*)/.exec(url)?.[1] ?? '';
  return target.startsWith('/') ? target : `/${target}`;
}

function unreachable(message: string): OutgoingResult {
  return { kind: 'unreachable', message };
}
