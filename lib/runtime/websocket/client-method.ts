import type { MeteredInvocation } from './invocation.js';

/**
 * The method of an integration whose method is `ANY`.
 *
 * Assumed: that of the handshake on `$connect`, which is GET, and POST for any other event.
 */
export function clientMethodOf({ request }: MeteredInvocation): string {
  return request.message.method;
}
