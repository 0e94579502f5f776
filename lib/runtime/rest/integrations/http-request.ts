import { internalServerError } from '../../fault.js';
import type { HeaderLine } from '../../http-message.js';
import { MAPPED_AND_DROPPED, UNMAPPABLE } from '../header-rules.js';
import type { MappedParameters } from '../request-parameters.js';
import { printQueryString, type QueryParameter } from '../../request/query-string.js';

/**
 * Lays mapped headers over those that are sent anyway.
 *
 * Observed: a mapped header replaces what would be there; a few do not arrive; two fail the request.
 *
 * @throws {GatewayFault} API_CONFIGURATION_ERROR, 500
 */
export function overlayHeaders(
  base: readonly HeaderLine[],
  mapped: MappedParameters['headers'],
): readonly HeaderLine[] {
  if (mapped.length === 0) return base;
  const names = new Set<string>();
  for (const [name] of mapped) {
    const lower = name.toLowerCase();
    if (UNMAPPABLE.has(lower)) {
      throw internalServerError('API_CONFIGURATION_ERROR', 500, `Illegal header mapping: ${name}`);
    }
    names.add(lower);
  }
  return [
    ...base.filter(([name]) => !names.has(name.toLowerCase())),
    ...mapped.filter(([name]) => !MAPPED_AND_DROPPED.has(name.toLowerCase())),
  ];
}

/** Puts a query behind a URI that may have one: the URI's own values come first. */
export function appendQuery(uri: string, query: readonly QueryParameter[]): string {
  if (query.length === 0) return uri;
  const hash = uri.indexOf('#');
  const base = hash === -1 ? uri : uri.slice(0, hash);
  const separator = !base.includes('?') ? '?' : base.endsWith('?') || base.endsWith('&') ? '' : '&';
  return base + separator + printQueryString(query);
}

/**
 * Observed: a host that is empty, as an unset stage variable leaves it, is a 500.
 *
 * @throws {GatewayFault} API_CONFIGURATION_ERROR, 500
 */
export function checkEndpoint(uri: string): string {
  let url: URL | undefined;
  try {
    url = new URL(uri);
  } catch {
    url = undefined;
  }
  if (
    url === undefined ||
    (url.protocol !== 'http:' && url.protocol !== 'https:') ||
    !/^https?:\/\/[^/?#]/i.test(uri)
  ) {
    throw internalServerError('API_CONFIGURATION_ERROR', 500, 'Invalid endpoint address');
  }
  return uri;
}
