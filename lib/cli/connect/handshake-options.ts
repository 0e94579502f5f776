import type { Options } from 'yargs';
import type { HeaderLine } from '../../runtime/http-message.js';
import { findHeader } from '../../runtime/header-lines.js';
import { SluiceError } from '../../support/sluice-error.js';
import { withCaller, type CallerContext } from '../caller-options.js';
import type { Arguments } from '../command.js';
import { headerOptions } from '../header-options.js';
import type { Handshake } from './open-connection.js';

/** What a client says when it asks for a connection. */
export const HANDSHAKE_OPTIONS = {
  header: { type: 'string', array: true, describe: 'Header of the request that opens the connection: "Name: value"' },
  subprotocol: { type: 'string', array: true, describe: 'Subprotocol to offer; the first one is preferred' },
} as const satisfies Record<string, Options>;

/**
 * The request for a connection that a command line describes, with the token, key and signature of its caller.
 *
 * @throws {SluiceError} usage-invalid
 */
export function readHandshake(args: Arguments, address: URL, caller: CallerContext): Handshake {
  const given = headerOptions(args.header);
  checkHeaders(given);
  const subprotocols = readSubprotocols(args.subprotocol);
  const url = new URL(address);
  const host = findHeader(given, 'host') === undefined ? [['Host', url.host] as const] : [];
  const { target, headers } = withCaller(
    { method: 'GET', target: url.pathname + url.search, headers: [...host, ...given], body: Buffer.alloc(0) },
    args,
    caller,
  );
  url.search = target.slice(url.pathname.length);
  return { url, headers, subprotocols };
}

/** What every client sets itself. */
function checkHeaders(headers: readonly HeaderLine[]): void {
  for (const [name] of headers) {
    if (!/^(?:connection|upgrade|sec-websocket-.+)$/i.test(name)) continue;
    throw new SluiceError('usage-invalid', `Cannot set the header ${name}: the handshake has its own`, {
      ...(/^sec-websocket-protocol$/i.test(name) && { hint: 'Offer subprotocols with --subprotocol' }),
    });
  }
}

function readSubprotocols(given: unknown): readonly string[] {
  const names = Array.isArray(given) ? given.map(String) : [];
  for (const [index, name] of names.entries()) {
    if (!/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(name))
      throw new SluiceError('usage-invalid', `Cannot offer the subprotocol "${name}": expected a name such as chat.v1`);
    if (names.indexOf(name) !== index)
      throw new SluiceError('usage-invalid', `Cannot offer the subprotocol "${name}" twice`);
  }
  return names;
}
