import type { HttpRequest, HttpResponse } from '../http-message.js';
import { listen, type HttpListener } from './http-server.js';

/** A listening socket for the calls of functions, opened with the first function that may make some. */
export class FunctionListener {
  private opening: Promise<HttpListener> | undefined;

  constructor(private readonly handle: (request: HttpRequest) => Promise<HttpResponse>) {}

  /** @throws the listening error of `node:net`; the next function tries again */
  async address(): Promise<{ readonly host: string; readonly port: number }> {
    try {
      const { host, port } = await (this.opening ??= listen(this.handle, { port: 0 }));
      return { host, port };
    } catch (error) {
      this.opening = undefined;
      throw error;
    }
  }

  async close(): Promise<void> {
    const listener = await this.opening?.catch(() => undefined);
    await listener?.close(0);
  }
}
