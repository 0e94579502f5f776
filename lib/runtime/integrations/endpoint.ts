import { configurationFault } from '../fault.js';
import { printQueryString, type QueryParameter } from '../request/query-string.js';

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
 * @throws {GatewayFault} configuration
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
    throw configurationFault('Invalid endpoint address');
  }
  return uri;
}
