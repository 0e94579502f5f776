import type { WebSocket } from 'ws';

interface Outgoing {
  readonly webSocket: WebSocket;
  readonly message: string | Buffer;
  /** Called when the client has taken the message, or never will. */
  readonly done: () => void;
}

let waiting: Outgoing[] = [];

/**
 * Sends a text message when all that arrived in this round of the event loop is worked on. Each write may have to wake its
 * client, which costs more than a message does; written together, the messages of one round mostly wake it once (bench
 * scenario websocket-inline).
 */
export function sendSoon(webSocket: WebSocket, message: string | Buffer, done: () => void): void {
  if (waiting.length === 0) setImmediate(sendWaiting);
  waiting.push({ webSocket, message, done });
}

/** Sends what waits now, so that a close frame comes behind it. */
export function sendWaiting(): void {
  const messages = waiting;
  waiting = [];
  for (const { webSocket, message, done } of messages) webSocket.send(message, TEXT, done);
}

const TEXT = { binary: false };
