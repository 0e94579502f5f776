import type { IncomingMessage } from 'node:http';
import type * as Ws from 'ws';
import type { WebSocket } from 'ws';
import type { HeaderLine } from '../../runtime/http-message.js';
import { SluiceError } from '../../support/sluice-error.js';
import { shownAddress } from './address.js';
import { HandshakeError } from './refused-handshake.js';

/** A connection to ask for. */
export interface Handshake {
  readonly url: URL;
  readonly headers: readonly HeaderLine[];
  /** In the order of preference. */
  readonly subprotocols: readonly string[];
}

/**
 * Opens a connection, which is paused until its listeners are there; undefined when it is aborted.
 *
 * @throws {SluiceError} refused-handshake, refused-subprotocol, service-unreachable
 */
export function openConnection(handshake: Handshake, signal: AbortSignal): Promise<WebSocket | undefined> {
  const { WebSocket: Client } = require('ws') as typeof Ws;
  const { url, headers, subprotocols } = handshake;
  return new Promise((resolve, reject) => {
    const socket = new Client(url, [...subprotocols], {
      headers: headerTable(headers),
      handshakeTimeout: HANDSHAKE_TIMEOUT_MS,
      // API Gateway compresses no frames.
      perMessageDeflate: false,
    });
    const abort = (): void => {
      resolve(undefined);
      socket.terminate();
    };
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    socket.once('unexpected-response', (request, response) => {
      readBody(response, (body) => {
        const { statusCode: status = 0, headers: given } = response;
        reject(new HandshakeError(shownAddress(url), { status, headers: given, body }));
        request.destroy();
      });
    });
    const fail = (error: NodeJS.ErrnoException): void => reject(openingError(error, handshake));
    socket.on('error', fail);
    socket.once('open', () => {
      socket.pause();
      socket.off('error', fail);
      signal.removeEventListener('abort', abort);
      resolve(socket);
    });
  });
}

/** Longer than an authorizer and the integration of `$connect` may take together. */
const HANDSHAKE_TIMEOUT_MS = 60_000;

const MAX_BODY_CHARACTERS = 4_096;

/** A name given several times has several values. */
function headerTable(lines: readonly HeaderLine[]): Record<string, string | string[]> {
  const table = new Map<string, { readonly name: string; readonly values: string[] }>();
  for (const [name, value] of lines) {
    const known = table.get(name.toLowerCase());
    if (known === undefined) table.set(name.toLowerCase(), { name, values: [value] });
    else known.values.push(value);
  }
  return Object.fromEntries(
    [...table.values()].map(({ name, values }) => [name, values[1] === undefined ? (values[0] ?? '') : values]),
  );
}

/** What there is of a body when it ends or breaks off, up to a limit. */
function readBody(response: IncomingMessage, done: (body: string) => void): void {
  let body = '';
  response.setEncoding('utf8');
  response.on('data', (chunk: string) => {
    body += chunk;
    if (body.length > MAX_BODY_CHARACTERS) response.destroy();
  });
  response.on('error', () => undefined);
  response.once('close', () => done(body.slice(0, MAX_BODY_CHARACTERS)));
}

function openingError(error: NodeJS.ErrnoException, { url, subprotocols }: Handshake): SluiceError {
  const address = shownAddress(url);
  const { code = '', message } = error;
  const problem = SUBPROTOCOL_PROBLEMS[message];
  if (problem !== undefined) {
    const offered = subprotocols.length === 0 ? 'none' : subprotocols.join(', ');
    return new SluiceError('refused-subprotocol', `${address} ${problem}; offered: ${offered}`, {
      hint: 'The $connect integration chooses an offered one by its header Sec-WebSocket-Protocol',
      cause: error,
    });
  }
  const reason = REASONS[code] ?? (message === '' ? code : message);
  return new SluiceError('service-unreachable', `Cannot connect to ${address}: ${reason}`, {
    ...hintFor(code, url),
    cause: error,
  });
}

/** By the message of the library. */
const SUBPROTOCOL_PROBLEMS: Readonly<Record<string, string>> = {
  'Server sent no subprotocol': 'chooses no subprotocol',
  'Server sent a subprotocol but none was requested': 'chooses a subprotocol that is not offered',
  'Server sent an invalid subprotocol': 'chooses a subprotocol that is not offered',
};

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the server ended the connection',
  ENOTFOUND: 'no host has this name',
  EAI_AGAIN: 'no name server answers',
  EPROTO: 'the server does not speak TLS',
};

function hintFor(code: string, { protocol }: URL): { readonly hint?: string } {
  if (code === 'ECONNREFUSED') return { hint: 'Start a server with sluice serve, or name its source instead' };
  if (code === 'EPROTO') return { hint: 'Try ws:// instead of wss://' };
  if (/CERT|SIGNATURE/.test(code)) {
    return { hint: 'NODE_EXTRA_CA_CERTS=<file> trusts the authority that sluice serve --tls prints' };
  }
  if (protocol === 'ws:' && (code === 'ECONNRESET' || code.startsWith('HPE_')))
    return { hint: 'If the server speaks TLS, try wss://' };
  return {};
}
