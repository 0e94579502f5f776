import type { ClientSocket } from '../../../lib/runtime/client-socket.js';

/** A client that takes whatever it is sent. */
export function silentSocket(): ClientSocket {
  return { send: () => undefined, close: () => undefined, bufferedBytes: 0, isOpen: true };
}
