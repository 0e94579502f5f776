import { findHeader } from '../header-lines.js';
import type { HeaderLine } from '../http-message.js';
import type { AuthorizedInvocation } from './invocation.js';

/**
 * The headers that a backend receives: the client's, with `Forwarded` in place of `X-Forwarded-*`, and `Via`. `Host` is
 * left out, because it names the backend.
 *
 * Documented: `X-Forwarded-*` headers become a `Forwarded` header, to which egress IP, host and protocol are appended
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html).
 * Reported by users: `by=…;for=…;host=…;proto=https`, and `via: HTTP/1.1 AmazonAPIGateway`
 * (https://github.com/expressjs/session/issues/886).
 */
export function backendHeaders(invocation: AuthorizedInvocation): readonly HeaderLine[] {
  const { request } = invocation;
  const lines = request.headers.filter(([name]) => !REPLACED.has(name.toLowerCase()));
  const added: readonly HeaderLine[] = [
    ['Forwarded', forwarded(invocation)],
    ['Via', viaOf(request.message.headers)],
  ];
  const isLower = request.spelling === 'lower';
  return [...lines, ...(isLower ? added.map(([name, value]): HeaderLine => [name.toLowerCase(), value]) : added)];
}

const REPLACED: ReadonlySet<string> = new Set([
  'host',
  'content-length',
  'forwarded',
  'via',
  'keep-alive',
  'trailer',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-forwarded-proto',
]);

/** Assumed: API Gateway's own address is this machine's. */
const EGRESS_IP = '127.0.0.1';

/**
 * Assumed: elements of the client's own header come first, then one element for its `X-Forwarded-*`, then the gateway's.
 */
function forwarded({ request: { message }, arrival: { place } }: AuthorizedInvocation): string {
  const own = `by=${node(EGRESS_IP)};for=${node(message.sourceIp)};host=${place.domainName};proto=${message.protocol}`;
  const sent = findHeader(message.headers, 'forwarded');
  const translated = translate(message.headers);
  return [...(sent === undefined ? [] : [sent]), ...(translated === '' ? [] : [translated]), own].join(', ');
}

/** `X-Forwarded-For: a, b` are two hops; host and protocol belong to the first. */
function translate(headers: readonly HeaderLine[]): string {
  const host = findHeader(headers, 'x-forwarded-host');
  const proto = findHeader(headers, 'x-forwarded-proto');
  const hops = (findHeader(headers, 'x-forwarded-for') ?? '').split(',').map((hop) => hop.trim());
  return hops
    .map((hop, index) =>
      [
        ...(hop === '' ? [] : [`for=${node(hop)}`]),
        ...(index === 0 && host !== undefined ? [`host=${quoted(host)}`] : []),
        ...(index === 0 && proto !== undefined ? [`proto=${quoted(proto)}`] : []),
      ].join(';'),
    )
    .filter((element) => element !== '')
    .join(', ');
}

/** RFC 7239, section 6: an IPv6 address stands in brackets, within quotes. */
function node(address: string): string {
  const isIpv6 = address.split(':').length > 2;
  return isIpv6 && !address.startsWith('[') ? `"[${address}]"` : quoted(address);
}

/** RFC 7239, section 4: what is not a token is quoted. */
function quoted(value: string): string {
  return /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(value) ? value : `"${value.replace(/["\\]/g, '\\$&')}"`;
}

/** Assumed: the gateway's entry follows those of proxies before it. */
function viaOf(headers: readonly HeaderLine[]): string {
  const sent = findHeader(headers, 'via');
  return sent === undefined ? 'HTTP/1.1 AmazonAPIGateway' : `${sent}, HTTP/1.1 AmazonAPIGateway`;
}
