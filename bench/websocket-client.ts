import { once } from 'node:events';
import { WebSocket } from 'ws';
import { replyWith } from './messages.js';

/** What the client is told to do. */
export type WebSocketLoad =
  | { readonly kind: 'messages'; readonly url: string; readonly message: string; readonly count: number }
  /** Opens connections and leaves them open; none closes those of before. */
  | { readonly kind: 'connections'; readonly url: string; readonly count: number };

const CONNECTIONS = 16;
const OPENING_AT_ONCE = 100;
let idle: WebSocket[] = [];

async function run(message: unknown): Promise<void> {
  const load = message as WebSocketLoad;
  if (load.kind === 'messages') {
    const state = { left: load.count };
    await Promise.all(Array.from({ length: CONNECTIONS }, () => drive(load, state)));
    return;
  }
  for (const socket of idle.splice(0)) {
    socket.terminate();
    await once(socket, 'close');
  }
  while (idle.length < load.count) {
    const next = Array.from({ length: Math.min(OPENING_AT_ONCE, load.count - idle.length) }, () => open(load.url));
    idle = [...idle, ...(await Promise.all(next))];
  }
}

async function open(url: string): Promise<WebSocket> {
  const socket = new WebSocket(url, { perMessageDeflate: false });
  await once(socket, 'open');
  return socket;
}

/** Each connection sends its next message when the response to the last is there. */
async function drive(
  { url, message }: Extract<WebSocketLoad, { readonly kind: 'messages' }>,
  state: { left: number },
): Promise<void> {
  const socket = await open(url);
  await new Promise<void>((resolve, reject) => {
    const next = (): void => {
      if (state.left === 0) socket.close();
      else {
        state.left--;
        socket.send(message);
      }
    };
    socket.on('message', (data: Buffer) => {
      if (data.toString() === message) next();
      else reject(new Error(`Expected the message, got ${data.toString().slice(0, 200)}`));
    });
    socket.once('close', () => resolve());
    socket.once('error', reject);
    next();
  });
}

if (require.main === module) replyWith(run);
