import { connect, type Socket } from 'node:net';
import { replyWith } from './messages.js';

/** What the client is told to send. */
export interface Load {
  readonly port: number;
  readonly request: string;
  readonly count: number;
  readonly status: number;
}

const CONNECTIONS = 16;

/** The load: 16 connections, each sending its next request when the response to the last is complete. */
async function run(message: unknown): Promise<void> {
  const load = message as Load;
  const state = { left: load.count };
  await Promise.all(Array.from({ length: CONNECTIONS }, () => drive(load, state)));
}

function drive({ port, request, status }: Load, state: { left: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect(port, '127.0.0.1');
    socket.setNoDelay(true);
    const expected = `HTTP/1.1 ${status}`;
    let received = '';
    const next = (): void => {
      if (state.left === 0) {
        socket.destroy();
        resolve();
        return;
      }
      state.left--;
      socket.write(request);
    };
    socket.on('connect', next);
    socket.on('error', reject);
    socket.on('data', (chunk: Buffer) => {
      received += chunk.toString('latin1');
      for (;;) {
        const end = received.indexOf('\r\n\r\n');
        if (end === -1) return;
        const length = Number(/\r\ncontent-length: (\d+)/i.exec(received.slice(0, end))?.[1] ?? 0);
        if (received.length < end + 4 + length) return;
        if (!received.startsWith(expected))
          reject(new Error(`Expected status ${status}, got ${received.slice(0, 200)}`));
        received = received.slice(end + 4 + length);
        next();
      }
    });
  });
}

if (require.main === module) replyWith(run);
