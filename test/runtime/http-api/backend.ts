import * as http from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request that a stand-in received. */
export interface ReceivedRequest {
  readonly method: string;
  readonly target: string;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** A server on this machine in place of a backend, which keeps what it receives. */
export class Backend {
  readonly received: ReceivedRequest[] = [];
  respond: (request: ReceivedRequest, response: http.ServerResponse) => void = (_request, response) =>
    void response.end('ok');

  private constructor(private readonly server: http.Server) {}

  static async start(): Promise<Backend> {
    const server = http.createServer();
    const backend = new Backend(server);
    server.on('request', (request: http.IncomingMessage, response: http.ServerResponse) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const received = {
          method: request.method ?? '',
          target: request.url ?? '',
          headers: request.headers,
          body: Buffer.concat(chunks).toString(),
        };
        backend.received.push(received);
        backend.respond(received, response);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return backend;
  }

  /** `127.0.0.1:port`. */
  get address(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get last(): ReceivedRequest {
    const last = this.received.at(-1);
    if (last === undefined) throw new Error('The backend received nothing');
    return last;
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => void this.server.close(() => resolve()));
  }
}
