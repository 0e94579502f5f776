import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * The connections of a server that have not asked for anything yet, as browsers open them in advance. For Node.js they are
 * no idle ones, and those within a TLS handshake none at all, so that a server would wait for them when it closes.
 */
export class SilentConnections {
  private readonly sockets = new Set<Socket>();

  constructor(server: Server, protocol: 'http' | 'https') {
    server.on('connection', (socket: Socket) => this.add(socket));
    if (protocol === 'http') return;
    // The socket of a session is another object than that of its connection: the same client tells which.
    server.on('secureConnection', (session: Socket) => {
      for (const socket of this.sockets) {
        if (socket.remotePort !== session.remotePort || socket.remoteAddress !== session.remoteAddress) continue;
        this.sockets.delete(socket);
        break;
      }
      this.add(session);
    });
  }

  /** The connection has a request. */
  asked(socket: Socket): void {
    this.sockets.delete(socket);
  }

  destroy(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  private add(socket: Socket): void {
    this.sockets.add(socket);
    socket.once('close', () => this.sockets.delete(socket));
  }
}
