import { createHash } from 'node:crypto';
import type { SignatureClaim, SignedRequest } from './signature-claim.js';

/**
 * What a signature is made of, as Signature Version 4 writes a request.
 *
 * Documented: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 *
 * @param plusIsSpace whether a plus sign of the query counts as a space; signers do not agree
 */
export function canonicalRequest(request: SignedRequest, claim: SignatureClaim, plusIsSpace: boolean): string {
  const values = headerValues(request);
  return [
    request.method,
    canonicalPath(request.path),
    canonicalQuery(request.queryString, plusIsSpace),
    ...claim.signedHeaders.map((name) => `${name}:${values.get(name)?.join(',') ?? ''}`),
    '',
    claim.signedHeaders.join(';'),
    sha256(request.body),
  ].join('\n');
}

/** Documented: without dot segments and doubled slashes, and encoded once more: every service but S3 does. */
function canonicalPath(path: string): string {
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  const isFolder = segments.length > 0 && /\/\.{0,2}$/.test(path);
  return `/${segments.map(encode).join('/')}${isFolder ? '/' : ''}`;
}

/** Documented: by names and then by values, each encoded anew. */
function canonicalQuery(queryString: string, plusIsSpace: boolean): string {
  const pairs = queryString
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const equals = pair.indexOf('=');
      const [name, value] = equals === -1 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals + 1)];
      return [recode(name, plusIsSpace), recode(value, plusIsSpace)] as const;
    })
    .filter(([name]) => name !== 'X-Amz-Signature');
  return pairs
    .sort(([a, x], [b, y]) => compare(a, b) || compare(x, y))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

/** Documented: of a repeated name all values, each without white space around it and with single spaces in it. */
function headerValues({ headers }: SignedRequest): ReadonlyMap<string, readonly string[]> {
  const values = new Map<string, string[]>();
  for (const [name, value] of headers) {
    const lowerName = name.toLowerCase();
    const canonical = value.trim().replace(/ +/g, ' ');
    const known = values.get(lowerName);
    if (known === undefined) values.set(lowerName, [canonical]);
    else known.push(canonical);
  }
  return values;
}

function recode(text: string, plusIsSpace: boolean): string {
  const spaced = plusIsSpace ? text.replaceAll('+', ' ') : text;
  try {
    return encode(decodeURIComponent(spaced));
  } catch {
    return encode(spaced);
  }
}

/** Documented: all bytes but those of `A-Z a-z 0-9 - . _ ~`. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

export function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}
