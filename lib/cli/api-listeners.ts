import { stagePath } from '../model/stage-path.js';
import type { Gateway } from '../runtime/gateway.js';
import type { ServedApi } from '../runtime/served-api.js';
import { listen, type HttpListener, type ListenOptions } from '../runtime/server/http-server.js';
import { SluiceError } from '../support/sluice-error.js';

/** A stage, and where it is served. */
export interface ListeningStage {
  readonly api: ServedApi;
  readonly stage: ServedApi['stages'][number];
  readonly url: string;
  /** Where clients connect, for a WebSocket API. */
  readonly webSocketUrl?: string;
}

export interface ApiListenersOptions extends Pick<ListenOptions, 'tls' | 'requiresClientCertificate'> {
  readonly host: string;
  /** The first API's; each further one gets the next that none of them has. 0: any that are free. */
  readonly firstPort: number;
  /** How long requests in flight may go on when an API is no longer served. */
  readonly drainMs: number;
}

/** A port for each API of a gateway, however often what it serves is replaced. */
export class ApiListeners {
  private readonly listeners = new Map<string, HttpListener>();
  private readonly closing: Promise<void>[] = [];
  private following: Promise<void> = Promise.resolve();

  constructor(
    private readonly gateway: Gateway,
    private readonly options: ApiListenersOptions,
  ) {}

  /**
   * Opens a port for each API that is new, and closes those of APIs that are gone.
   *
   * @throws {SluiceError} port-*, permission-denied, usage-invalid for the first API that cannot be listened for; the others are
   */
  follow(): Promise<void> {
    const next = this.following.then(() => this.openAndClose());
    this.following = next.catch(() => undefined);
    return next;
  }

  private async openAndClose(): Promise<void> {
    const { apis } = this.gateway;
    for (const [apiId, listener] of this.listeners) {
      if (apis.some((api) => api.apiId === apiId)) continue;
      this.listeners.delete(apiId);
      this.closing.push(listener.close(this.options.drainMs));
    }
    const failures: unknown[] = [];
    for (const api of apis) {
      if (this.listeners.has(api.apiId)) continue;
      try {
        this.listeners.set(api.apiId, await this.open(api));
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }

  stages(): readonly ListeningStage[] {
    return this.gateway.apis.flatMap((api) => {
      const listener = this.listeners.get(api.apiId);
      if (listener === undefined) return [];
      const host = listener.host.includes(':') ? `[${listener.host}]` : listener.host;
      return api.stages.map((stage) => {
        const address = `://${host}:${listener.port}${stagePath(stage.name)}`;
        return {
          api,
          stage,
          url: `${listener.protocol}${address}`,
          ...(api.protocol === 'WEBSOCKET' && {
            webSocketUrl: `${listener.protocol === 'https' ? 'wss' : 'ws'}${address}`,
          }),
        };
      });
    });
  }

  /** Lets running requests finish for `graceMs`. */
  async close(graceMs: number): Promise<void> {
    const open = [...this.listeners.values()];
    await Promise.all([...this.closing, ...open.map((listener) => listener.close(graceMs))]);
  }

  private async open({ id, apiId, protocol }: ServedApi): Promise<HttpListener> {
    const { host, tls, requiresClientCertificate } = this.options;
    const port = this.nextPort();
    if (port > MAX_PORT) {
      throw new SluiceError('usage-invalid', `Cannot listen for ${id}: ports end at ${MAX_PORT}`, {
        hint: 'Name a lower --port, from which each API gets the next, or --port 0 for any that are free',
      });
    }
    const secure = {
      ...(tls !== undefined && { tls }),
      ...(requiresClientCertificate !== undefined && { requiresClientCertificate }),
    };
    try {
      return await listen((request) => this.gateway.handle(request, apiId), {
        host,
        port,
        ...secure,
        ...(protocol === 'WEBSOCKET' && { webSockets: this.gateway.webSocketsOf(apiId) }),
      });
    } catch (error) {
      throw listeningError(error, host, port);
    }
  }

  private nextPort(): number {
    const { firstPort } = this.options;
    if (firstPort === 0) return 0;
    const taken = new Set([...this.listeners.values()].map(({ port }) => port));
    let port = firstPort;
    while (taken.has(port)) port++;
    return port;
  }
}

export const MAX_PORT = 65_535;

function listeningError(error: unknown, host: string, port: number): unknown {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE':
      return new SluiceError('port-in-use', `Cannot listen on ${host}:${port}: another program does`, {
        hint: 'Try --port 0 for one that is free',
      });
    case 'EACCES':
      return new SluiceError('permission-denied', `Cannot listen on ${host}:${port}: the system does not permit it`, {
        hint: 'Try a port above 1023',
      });
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new SluiceError(
        'port-address-unknown',
        `Cannot listen on ${host}:${port}: this machine has no such address`,
      );
    default:
      return error;
  }
}
