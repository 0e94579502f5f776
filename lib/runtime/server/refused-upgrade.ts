import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { HttpResponse } from '../http-message.js';

/** How long a client may go on sending before its connection is cut. */
const LINGER_MS = 1_000;

/**
 * Answers a request for another protocol and ends its connection. Node.js has let go of the socket: the response is
 * written by hand.
 */
export function refuseUpgrade(socket: Socket, { status, headers, body }: HttpResponse): void {
  if (!Buffer.isBuffer(body)) {
    body.destroy();
    socket.destroy();
    return;
  }
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    `Date: ${new Date().toUTCString()}`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
    `Content-Length: ${body.length}`,
    'Connection: close',
  ];
  socket.end(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), body]));
  // With bytes unread, the end would be a reset, and the client might lose the response.
  socket.resume();
  setTimeout(() => socket.destroy(), LINGER_MS).unref();
}
