/**
 * The headers of a request that no integration receives as sent; those of `X-Forwarded` and `X-Amzn-Trace-Id` are replaced.
 *
 * Observed: docs/aws/http-api.md section 13.
 */
export const KEPT_BACK_FROM_INTEGRATIONS: ReadonlySet<string> = new Set([
  'connection',
  'expect',
  'proxy-authenticate',
  'te',
  'transfer-encoding',
  'upgrade',
  'x-amzn-trace-id',
  'x-forwarded-for',
  'x-forwarded-port',
  'x-forwarded-proto',
]);

/** Observed: the client does not receive these headers of a function's response; docs/aws/http-api.md section 13. */
const DROPPED_FROM_RESPONSES: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'date',
  'transfer-encoding',
  'upgrade',
]);

/**
 * The name under which a header of the integration's response reaches the client; undefined for a dropped header. HTTP APIs
 * do not remap names.
 *
 * Observed: names begin with a capital letter over HTTP/1.1; docs/aws/http-api.md section 3.
 */
export function responseHeaderName(name: string): string | undefined {
  if (DROPPED_FROM_RESPONSES.has(name.toLowerCase())) return undefined;
  return name.charAt(0).toUpperCase() + name.slice(1);
}
