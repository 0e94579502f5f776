import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { Load } from './client.js';
import { ask } from './messages.js';
import { serveRaw } from './raw-server.js';
import type { Settings, Subject } from './scenario.js';

const WARM_UP_MS = 2_000;
const WARM_UP_REQUESTS = 2_000;

/** Starts a server in this process and returns its port. */
export type Serve = (settings: Settings) => Promise<number>;

/** CPU time of a server for one request, in microseconds; the client is a process of its own. */
export function requests(serve: Serve, request: string, status = 200): Subject {
  return async (settings) => {
    const port = await serve(settings);
    const client = fork(join(__dirname, 'client.js'));
    const measure = async (count: number): Promise<number> => {
      const before = process.cpuUsage();
      await ask(client, { port, request, count, status } satisfies Load);
      const { user, system } = process.cpuUsage(before);
      return (user + system) / count;
    };
    for (const until = Date.now() + WARM_UP_MS; Date.now() < until;) await measure(WARM_UP_REQUESTS);
    return () => measure(settings.requests);
  };
}

export const get = (path: string): string =>
  `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: bench\r\nAccept: */*\r\n\r\n`;

/** @param body - JSON in ASCII */
export const post = (path: string, body: string): string =>
  `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: bench\r\nAccept: */*\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;

/** The floor of everything that serves requests. */
export const RAW = requests(serveRaw, get('/'));
