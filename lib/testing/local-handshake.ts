import { randomBytes } from 'node:crypto';
import type { HeaderLine, HttpResponse } from '../runtime/http-message.js';
import type { Gateway } from '../runtime/gateway.js';
import { SluiceError } from '../support/sluice-error.js';
import { InProcessConnection } from './local-connection.js';
import type { RequestTarget } from './request-target.js';

/** What a client sends with its handshake. */
export interface LocalConnectOptions {
  /** Headers beside those of every handshake. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Offered in `Sec-WebSocket-Protocol`. */
  readonly subprotocols?: readonly string[];
}

/** A handshake that is answered with another status than 101. */
export class HandshakeRefused extends SluiceError {
  constructor(
    /** Of the response: what `$connect` returns, or 401, 403, 429. */
    readonly status: number,
    /** Of the response. */
    readonly body: string,
  ) {
    super('handshake-refused', `Cannot connect: the response to the handshake is ${status} ${body}`.trimEnd());
  }
}

/**
 * Opens a connection without a socket.
 *
 * @throws {HandshakeRefused}
 */
export async function connectInProcess(
  gateway: Gateway,
  apiId: string,
  { target, host }: RequestTarget,
  { headers = {}, subprotocols = [] }: LocalConnectOptions,
): Promise<InProcessConnection> {
  const given = Object.entries(headers);
  const own: readonly HeaderLine[] = [
    ['Host', host],
    ['Connection', 'Upgrade'],
    ['Upgrade', 'websocket'],
    ['Sec-WebSocket-Version', '13'],
    ['Sec-WebSocket-Key', randomBytes(16).toString('base64')],
    ...(subprotocols.length === 0 ? [] : [['Sec-WebSocket-Protocol', subprotocols.join(', ')] as const]),
  ];
  const isGiven = (name: string): boolean => given.some((line) => line[0].toLowerCase() === name.toLowerCase());
  const handshake = await gateway.connect(
    {
      method: 'GET',
      target,
      headers: [...own.filter(([name]) => !isGiven(name)), ...given],
      body: Buffer.alloc(0),
      sourceIp: '127.0.0.1',
      protocol: 'https',
      httpVersion: 'HTTP/1.1',
    },
    apiId,
  );
  if (handshake.kind === 'accepted') return new InProcessConnection(handshake);
  throw new HandshakeRefused(handshake.response.status, bodyText(handshake.response));
}

function bodyText({ body }: HttpResponse): string {
  return Buffer.isBuffer(body) ? body.toString('utf8') : '';
}
