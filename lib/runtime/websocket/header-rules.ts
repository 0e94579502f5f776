/**
 * Headers of a handshake that mappings, templates and `$connect` events never see.
 *
 * Documented: examples of `$connect` events have neither `Connection` nor `Upgrade`; docs/aws/websocket-api.md section 10.
 */
export const KEPT_BACK_FROM_INTEGRATIONS: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'upgrade',
  'x-amzn-trace-id',
  'x-forwarded-for',
  'x-forwarded-port',
  'x-forwarded-proto',
]);
