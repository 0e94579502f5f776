import { STATUS_CODES } from 'node:http';
import { SluiceError } from '../../support/sluice-error.js';

/** The HTTP response to a request for a connection that is not opened. */
export interface RefusedHandshake {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** The error of a refused connection, with the server's own hint if it gives one. */
export class HandshakeError extends SluiceError {
  constructor(
    address: string,
    readonly response: RefusedHandshake,
  ) {
    const { status, headers, body } = response;
    const said = body.trim() === '' ? '' : `: ${printable(body.trim())}`;
    const name = STATUS_CODES[status] === undefined ? '' : ` ${STATUS_CODES[status]}`;
    const own = headers['x-sluice-hint'];
    super('refused-handshake', `${address} refuses the connection with ${status}${name}${said}`, {
      hint: typeof own === 'string' ? own : hintFor(response),
    });
  }
}

/** Documented and observed: docs/aws/websocket-api.md sections 1 and 5. */
function hintFor({ status, headers }: RefusedHandshake): string {
  if (status >= 300 && status < 400) return `It redirects to ${String(headers.location)}; connect there`;
  return HINTS[status] ?? `A status other than those of success is that of the $connect integration`;
}

const HINTS: Readonly<Record<number, string>> = {
  200: 'No WebSocket API is there; sluice serve shows the address of each stage',
  400: 'The $connect integration refuses the request, or the server requires other headers',
  401: 'The authorizer of $connect requires a value: give it with --token, --header or in the query; or the integration refuses',
  403: 'No such stage, or access is denied: check --token, --header and --api-key, or sign with --as and --identities',
  404: 'No WebSocket API is there; sluice serve shows the address of each stage',
  426: 'The server does not take this version of the protocol',
  429: 'More connections than the limits allow: try again later',
  500: 'The authorizer of $connect failed, or its result has no policy: see the log of the server',
  501: '$connect uses a feature that is not simulated; sluice serve --lenient serves it without',
  502: 'The $connect integration failed, or its response has no status: see the log of the server',
  504: 'The $connect integration did not respond in time',
};

/** Control characters could move the cursor of a terminal. */
export function printable(text: string): string {
  return text.replace(
    /[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/g,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
