import { afterEach } from 'vitest';
import { loadSource } from '../../../lib/import/source/load-source.js';
import { resolveCollection } from '../../../lib/import/source/resolve-values.js';
import type { InlineHandler } from '../../../lib/model/index.js';
import { LocalRuntime, type RuntimeOptions, type RuntimeSource } from '../../../lib/runtime/local-runtime.js';
import { listen, type HttpListener } from '../../../lib/runtime/server/http-server.js';
import { templateFile, webSocketTemplate, type TestRoute } from './chat-template.js';

const open: ChatRuntime[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((runtime) => runtime.close()));
});

/** A version of a test's API: routes, and the functions by name. */
export interface ChatVersion {
  readonly routes: Readonly<Record<string, TestRoute>>;
  readonly functions: Readonly<Record<string, InlineHandler>>;
  /** Properties of the stage. */
  readonly stage?: object;
}

/** A WebSocket API that is served with a clock that is moved by hand, and can be replaced; ends with the test. */
export class ChatRuntime {
  private constructor(
    readonly runtime: LocalRuntime,
    readonly listener: HttpListener,
    private readonly clock: { nowMs: number },
  ) {}

  static async serve(version: ChatVersion, options: RuntimeOptions = {}): Promise<ChatRuntime> {
    const clock = { nowMs: Date.UTC(2026, 10, 30) };
    const runtime = new LocalRuntime(await sourceOf(version), {
      lambdaIsolation: 'inline',
      clock: { now: () => clock.nowMs },
      ...options,
    });
    const apiId = runtime.gateway.apis[0]?.apiId ?? '';
    const listener = await listen((request) => runtime.gateway.handle(request, apiId), {
      port: 0,
      webSockets: runtime.gateway.webSocketsOf(apiId),
    });
    const served = new ChatRuntime(runtime, listener, clock);
    open.push(served);
    return served;
  }

  get url(): string {
    return `ws://127.0.0.1:${this.listener.port}/dev`;
  }

  async reload(version: ChatVersion): Promise<void> {
    this.runtime.reload(await sourceOf(version));
  }

  /** Moves the clock, and has the server look at it. */
  advance(ms: number): void {
    this.clock.nowMs += ms;
    this.runtime.gateway.closeExpired();
  }

  async close(graceMs = 0): Promise<void> {
    await this.listener.close(graceMs);
    await this.runtime.close();
  }
}

async function sourceOf({ routes, functions, stage = {} }: ChatVersion): Promise<RuntimeSource> {
  const source = await loadSource(templateFile(webSocketTemplate(routes, { stage })));
  return {
    collection: resolveCollection(source),
    functions: Object.entries(functions).map(([name, handler]) => ({
      name,
      handler: '',
      code: { kind: 'function', handler },
      environment: {},
      timeoutMs: 3_000,
      memoryMegabytes: 128,
    })),
  };
}
