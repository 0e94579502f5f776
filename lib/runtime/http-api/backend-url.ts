/** Appends a path to the path of a URL, with one slash between them. */
export function appendPath(url: string, path: string): string {
  const [, base = '', rest = ''] = /^([^?#]*)(.*)$/s.exec(url) ?? [];
  return `${base.replace(/\/$/, '')}${path.startsWith('/') ? path : `/${path}`}${rest}`;
}

/** Replaces the path of a URL. */
export function overwritePath(url: string, path: string): string {
  const [, origin = '', rest = ''] = /^([a-z]+:\/\/[^/?#]*)[^?#]*(.*)$/is.exec(url) ?? [];
  return `${origin}${path.startsWith('/') ? path : `/${path}`}${rest}`;
}

/** Appends a raw query string to the query of a URL. */
export function appendQueryString(url: string, queryString: string): string {
  if (queryString === '') return url;
  const [base = ''] = url.split('#', 1);
  const separator = !base.includes('?') ? '?' : /[?&]$/.test(base) ? '' : '&';
  return base + separator + queryString;
}

/**
 * Path parameters as a URL has them.
 *
 * Documented: parameters are decoded for the integration
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html).
 * Assumed: only characters that a path cannot carry are encoded again; slashes stay.
 */
export function encodePathValues(values: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      encodeURI(wellFormed(value)).replace(/[?#[\]]/g, encodeURIComponent),
    ]),
  );
}

/** Encodes characters that a path cannot carry. Assumed: a percent sign with two hexadecimal digits is an escape and stays. */
export function encodePath(path: string): string {
  return path.replace(/%(?![0-9A-Fa-f]{2})|[^%\w\-.~!$&'()*+,;=:@/]+/g, (text) => encodeURIComponent(wellFormed(text)));
}

/** Lone surrogates, which no URL can carry, become U+FFFD. */
function wellFormed(text: string): string {
  return Buffer.from(text).toString();
}
