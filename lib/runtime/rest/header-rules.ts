/**
 * Which headers API Gateway drops, renames or refuses on the way.
 *
 * Observed for a regional API with each integration type; agrees with, or corrects,
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
 */

/**
 * Observed on a regional API: `$input.params()`, mappings and proxy events never see these.
 */
export const KEPT_BACK_FROM_INTEGRATIONS: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'content-md5',
  'expect',
  'max-forwards',
  'proxy-authenticate',
  'server',
  'te',
  'transfer-encoding',
  'trailer',
  'upgrade',
  'www-authenticate',
  'x-amzn-trace-id',
  'x-forwarded-for',
  'x-forwarded-port',
  'x-forwarded-proto',
]);

const REMAPPED_WHEN_MAPPED: ReadonlySet<string> = new Set([
  'authorization',
  'connection',
  'content-length',
  'content-md5',
  'date',
  'expect',
  'host',
  'max-forwards',
  'proxy-authenticate',
  'server',
  'trailer',
  'upgrade',
  'user-agent',
  'www-authenticate',
]);

const REMAPPED_WHEN_PROXIED: ReadonlySet<string> = new Set([
  'authorization',
  'connection',
  'content-length',
  'content-md5',
  'date',
  'host',
  'max-forwards',
  'server',
  'user-agent',
  'www-authenticate',
  'x-amzn-requestid',
]);

const DROPPED_WHEN_PROXIED: ReadonlySet<string> = new Set([
  'expect',
  'proxy-authenticate',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'keep-alive',
]);

/** The name under which a mapped response header reaches the client; undefined for one that does not. */
export function mappedResponseHeaderName(name: string): string | undefined {
  const lower = name.toLowerCase();
  if (lower === 'transfer-encoding') return undefined;
  return REMAPPED_WHEN_MAPPED.has(lower) ? `x-amzn-Remapped-${name}` : name;
}

/**
 * The name under which a header of a gateway response reaches the client; undefined for one that does not.
 *
 * Observed: a gateway response sets WWW-Authenticate as it is.
 */
export function gatewayResponseHeaderName(name: string): string | undefined {
  return name.toLowerCase() === 'www-authenticate' ? name : mappedResponseHeaderName(name);
}

/** The name under which a backend's header reaches the client of a proxy integration. */
export function proxiedResponseHeaderName(name: string): string | undefined {
  const lower = name.toLowerCase();
  if (DROPPED_WHEN_PROXIED.has(lower)) return undefined;
  return REMAPPED_WHEN_PROXIED.has(lower) ? `x-amzn-Remapped-${name}` : name;
}
