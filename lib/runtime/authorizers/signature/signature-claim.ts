import { findHeader } from '../../header-lines.js';
import type { HeaderLine } from '../../http-message.js';

/** A request as its signer saw it. */
export interface SignedRequest {
  readonly method: string;
  /** As sent, without the query. */
  readonly path: string;
  /** Without its question mark. */
  readonly queryString: string;
  /** As sent. */
  readonly headers: readonly HeaderLine[];
  readonly body: Buffer;
}

/** What a request says of its own signature. */
export interface SignatureClaim {
  readonly accessKeyId: string;
  /** `20261130`. */
  readonly date: string;
  readonly region: string;
  readonly service: string;
  /** In lower case, as listed, each once: a signature that names one twice is of no request. */
  readonly signedHeaders: readonly string[];
  /** 64 hexadecimal digits. */
  readonly signature: string;
  /** `20261130T112233Z`. */
  readonly timestamp: string;
  readonly sessionToken: string | undefined;
  /** Of a presigned URL that says how long it holds. */
  readonly expiresSeconds: number | undefined;
}

/** What a request says of its signature; nothing; what is missing in it; or a kind of signature that is not imitated. */
export type ReadSignature =
  | { readonly kind: 'signature'; readonly claim: SignatureClaim }
  | { readonly kind: 'unsigned' }
  | { readonly kind: 'incomplete'; readonly complaint: string }
  | { readonly kind: 'not-simulated'; readonly detail: string };

const ALGORITHM = 'AWS4-HMAC-SHA256';

/**
 * Reads Signature Version 4 from the Authorization header or from the query string.
 *
 * Documented: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function readSignature(request: SignedRequest): ReadSignature {
  const authorization = findHeader(request.headers, 'authorization');
  if (authorization !== undefined) return readHeader(authorization, request);
  const parameters = new Map(
    request.queryString.split('&').map((pair) => {
      const equals = pair.indexOf('=');
      return equals === -1 ? [pair, ''] : [pair.slice(0, equals), decode(pair.slice(equals + 1))];
    }),
  );
  return parameters.has('X-Amz-Algorithm') || parameters.has('X-Amz-Signature')
    ? readQuery(parameters)
    : { kind: 'unsigned' };
}

function readHeader(authorization: string, { headers }: SignedRequest): ReadSignature {
  const [scheme, rest = ''] = splitFirst(authorization, ' ');
  if (isAsymmetric(scheme)) return SIGV4A;
  if (scheme !== ALGORITHM) return { kind: 'incomplete', complaint: complainOfScheme(scheme, rest) };
  const hash = findHeader(headers, 'x-amz-content-sha256');
  if (hash?.startsWith('STREAMING-') === true) {
    return { kind: 'not-simulated', detail: `a signature of a body in chunks (${hash})` };
  }
  const parameters = new Map<string, string>();
  for (const pair of rest.split(',')) {
    const [name, value] = splitFirst(pair.trim(), '=');
    if (value === undefined)
      return incomplete(
        `'${pair.trim()}' not a valid key=value pair (missing equal-sign) in Authorization header: '${authorization}'.`,
      );
    parameters.set(name, value);
  }
  const timestamp = findHeader(headers, 'x-amz-date') ?? basicDate(findHeader(headers, 'date'));
  const missing = ['Credential', 'Signature', 'SignedHeaders']
    .filter((name) => (parameters.get(name) ?? '') === '')
    .map((name) => `Authorization header requires '${name}' parameter.`);
  if (timestamp === undefined) {
    missing.push("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
  }
  if (missing.length > 0) return incomplete(`${missing.join(' ')} Authorization=${scheme}`);
  return claimOf({
    credential: parameters.get('Credential') ?? '',
    signedHeaders: parameters.get('SignedHeaders') ?? '',
    signature: parameters.get('Signature') ?? '',
    timestamp: timestamp ?? '',
    sessionToken: findHeader(headers, 'x-amz-security-token'),
    expiresSeconds: undefined,
  });
}

/**
 * Assumed: the complaints about a presigned URL, in the words of those that other services have; one without `X-Amz-Expires`
 * (signers for other services than S3 leave it out) holds as long as a signature in a header.
 */
function readQuery(parameters: ReadonlyMap<string, string>): ReadSignature {
  const algorithm = parameters.get('X-Amz-Algorithm') ?? '';
  if (isAsymmetric(algorithm)) return SIGV4A;
  const missing = [
    'X-Amz-Algorithm',
    'X-Amz-Credential',
    'X-Amz-Signature',
    'X-Amz-SignedHeaders',
    'X-Amz-Date',
  ].filter((name) => (parameters.get(name) ?? '') === '');
  if (missing.length > 0)
    return incomplete(`AWS query-string parameters must include ${missing.map((name) => `'${name}'`).join(', ')}.`);
  if (algorithm !== ALGORITHM) return incomplete(`Unsupported AWS 'algorithm': '${algorithm}'.`);
  const expires = parameters.get('X-Amz-Expires');
  if (expires !== undefined && (!/^\d{1,6}$/.test(expires) || Number(expires) > MAX_EXPIRES_SECONDS)) {
    return incomplete(`X-Amz-Expires must be a number of seconds up to ${MAX_EXPIRES_SECONDS}.`);
  }
  return claimOf({
    credential: parameters.get('X-Amz-Credential') ?? '',
    signedHeaders: parameters.get('X-Amz-SignedHeaders') ?? '',
    signature: parameters.get('X-Amz-Signature') ?? '',
    timestamp: parameters.get('X-Amz-Date') ?? '',
    sessionToken: parameters.get('X-Amz-Security-Token'),
    expiresSeconds: expires === undefined ? undefined : Number(expires),
  });
}

/** Documented: seven days. */
const MAX_EXPIRES_SECONDS = 604_800;

function claimOf(parts: {
  readonly credential: string;
  readonly signedHeaders: string;
  readonly signature: string;
  readonly timestamp: string;
  readonly sessionToken: string | undefined;
  readonly expiresSeconds: number | undefined;
}): ReadSignature {
  const { credential, signedHeaders, signature, timestamp, sessionToken, expiresSeconds } = parts;
  const scope = credential.split('/');
  const [accessKeyId = '', date = '', region = '', service = '', terminator] = scope;
  if (scope.length !== 5 || terminator !== 'aws4_request') {
    return incomplete(
      `Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '${credential}'.`,
    );
  }
  const names = signedHeaders.split(';');
  if (!names.includes('host'))
    return incomplete("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
  if (!/^\d{8}T\d{6}Z$/.test(timestamp)) {
    return incomplete(
      `Date must be in ISO-8601 'basic format'. Got '${timestamp}'. See http://en.wikipedia.org/wiki/ISO_8601.`,
    );
  }
  return {
    kind: 'signature',
    claim: {
      accessKeyId,
      date,
      region,
      service,
      signedHeaders: [...new Set(names)],
      signature,
      timestamp,
      sessionToken,
      expiresSeconds,
    },
  };
}

/**
 * Observed: without a route, and so for a method that wants a signature, any Authorization header is read as one.
 */
export function complainOfScheme(scheme: string, rest: string): string {
  if (rest !== '' && !rest.includes('=')) {
    return `'${rest}' not a valid key=value pair (missing equal-sign) in Authorization header: '${scheme} ${rest}'.`;
  }
  return (
    "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter. " +
    "Authorization header requires 'SignedHeaders' parameter. Authorization header requires existence of either a " +
    `'X-Amz-Date' or a 'Date' header. Authorization=${scheme}`
  );
}

const SIGV4A: ReadSignature = { kind: 'not-simulated', detail: 'Signature Version 4A' };

function isAsymmetric(algorithm: string): boolean {
  return algorithm.startsWith('AWS4-ECDSA');
}

function incomplete(complaint: string): ReadSignature {
  return { kind: 'incomplete', complaint };
}

/** `Mon, 30 Nov 2026 11:22:33 GMT` as `20261130T112233Z`. */
function basicDate(date: string | undefined): string | undefined {
  if (date === undefined) return undefined;
  const ms = Date.parse(date);
  return Number.isNaN(ms) ? date : new Date(ms).toISOString().replace(/[-:]|\.\d{3}/g, '');
}

function splitFirst(text: string, separator: string): readonly [first: string, rest?: string] {
  const at = text.indexOf(separator);
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
