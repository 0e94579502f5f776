import { configurationFault } from '../fault.js';
import type { HeaderLine } from '../http-message.js';

/** Mapped for a backend, these do not arrive. */
const MAPPED_AND_DROPPED: ReadonlySet<string> = new Set(['connection', 'expect', 'proxy-authenticate', 'te', 'via']);

/** Mapping one of these fails every request of the route. */
const UNMAPPABLE: ReadonlySet<string> = new Set(['content-length', 'transfer-encoding']);

/** The same, for a Lambda function. */
export const UNMAPPABLE_TO_LAMBDA: ReadonlySet<string> = new Set([
  ...UNMAPPABLE,
  'authorization',
  'connection',
  'expect',
  'proxy-authenticate',
  'te',
]);

/**
 * Lays mapped headers over those that are sent anyway.
 *
 * Observed for REST APIs: a mapped header replaces what would be there; a few do not arrive; two fail the request.
 * Assumed: WebSocket APIs do the same.
 *
 * @throws {GatewayFault} configuration
 */
export function overlayHeaders(base: readonly HeaderLine[], mapped: readonly HeaderLine[]): readonly HeaderLine[] {
  if (mapped.length === 0) return base;
  const names = new Set<string>();
  for (const [name] of mapped) {
    const lower = name.toLowerCase();
    if (UNMAPPABLE.has(lower)) {
      throw configurationFault(`Illegal header mapping: ${name}`);
    }
    names.add(lower);
  }
  return [
    ...base.filter(([name]) => !names.has(name.toLowerCase())),
    ...mapped.filter(([name]) => !MAPPED_AND_DROPPED.has(name.toLowerCase())),
  ];
}
