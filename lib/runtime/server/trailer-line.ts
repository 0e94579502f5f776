import type { ClientRequest } from 'node:http';
import type { Socket } from 'node:net';

/** Goes as far as the socket in place of `Trailer`. */
const STAND_IN = 'X-Sluice-Trailer';

/**
 * Sets a `Trailer` line on a request that is not chunked: Node.js refuses that, and API Gateway sends it.
 *
 * Observed: a mapped `Trailer` reaches an HTTP backend beside `Content-Length`.
 */
export function setTrailerLine(request: ClientRequest, name: string, values: readonly string[]): void {
  request.setHeader(STAND_IN, values);
  request.once('socket', (socket: Socket) => {
    const write = socket.write.bind(socket) as (...args: unknown[]) => boolean;
    // The head of the request is the first thing that is written after the request has its socket.
    socket.write = (head: unknown, ...rest: unknown[]) => {
      Reflect.deleteProperty(socket, 'write');
      return write(typeof head === 'string' ? head.replace(`\r\n${STAND_IN}:`, `\r\n${name}:`) : head, ...rest);
    };
  });
}
