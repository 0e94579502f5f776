import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Gives a request for a protocol that is not spoken here, such as the h2c that some HTTP clients offer with every request,
 * back to its server as a request without the offer: Node.js takes the request's body for bytes of the other protocol.
 *
 * A server may ignore an offer: RFC 9110, section 7.8.
 */
export function ignoreUpgrade(
  server: Server,
  protocol: 'http' | 'https',
  request: IncomingMessage,
  socket: Socket,
  head: Buffer,
): void {
  const { method = 'GET', url = '/', httpVersion, rawHeaders } = request;
  const lines = [`${method} ${url} HTTP/${httpVersion}`];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const [name = '', value = ''] = rawHeaders.slice(index, index + 2);
    const kept = withoutUpgrade(name.toLowerCase(), value);
    if (kept !== undefined) lines.push(`${name}: ${kept}`);
  }
  socket.unshift(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), head]));
  server.emit(protocol === 'http' ? 'connection' : 'secureConnection', socket);
}

/** The value of a header line that stays; undefined: the line goes. */
function withoutUpgrade(lowerName: string, value: string): string | undefined {
  if (lowerName === 'upgrade' || lowerName === 'http2-settings') return undefined;
  if (lowerName !== 'connection') return value;
  const options = value.split(',').map((option) => option.trim());
  const kept = options.filter((option) => !['upgrade', 'http2-settings'].includes(option.toLowerCase()));
  return kept.length === 0 ? undefined : kept.join(', ');
}
