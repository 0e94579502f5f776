import type { Ids } from '../environment.js';
import { findHeader } from '../header-lines.js';
import type { HeaderLine, HttpRequest } from '../http-message.js';
import { parseQueryString, printQueryString, type QueryParameter } from './query-string.js';

/** How names of headers reach the API: as the client sent them, as CloudFront writes them, or in lower case. */
export type HeaderSpelling = 'sent' | 'edge' | 'lower';

/**
 * How names of headers reach an API at one base path.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mappings.html With a mapping of several
 * levels all names of headers are converted to lower case.
 * Assumed: for the requests that come through that mapping.
 *
 * @param elsewhere the spelling without such a mapping
 */
export function spellingAt(basePath: string | undefined, elsewhere: HeaderSpelling): HeaderSpelling {
  return basePath?.includes('/') === true ? 'lower' : elsewhere;
}

/**
 * A client's request as mappings, templates and events see it. Parsed on first use: many requests are answered without
 * a look at their headers or their query.
 */
export class ClientRequest {
  private headerLines: readonly HeaderLine[] | undefined;
  private parameters: readonly QueryParameter[] | undefined;
  private trace: string | undefined;
  private headerValues: ReadonlyMap<string, string> | undefined;
  private queryValues: ReadonlyMap<string, string> | undefined;

  constructor(
    readonly message: HttpRequest,
    /** Without its question mark. */
    readonly queryString: string,
    private readonly ids: Ids,
    readonly spelling: HeaderSpelling,
    /** Headers that no integration receives as sent, in lower case. */
    private readonly keptBack: ReadonlySet<string>,
    /** The body, where its text is known already. */
    private text?: string,
  ) {}

  /**
   * `X-Amzn-Trace-Id` as it goes on to the backend.
   *
   * Observed: a client's trace id is taken over; with a Root alone, more parts are added.
   */
  get traceId(): string {
    return (this.trace ??= traceId(this.message, this.ids));
  }

  /** Without what API Gateway keeps to itself, with what it adds. */
  get headers(): readonly HeaderLine[] {
    return (this.headerLines ??= passOnHeaders(this.message, this.traceId, this.spelling, this.keptBack));
  }

  get query(): readonly QueryParameter[] {
    return (this.parameters ??= parseQueryString(this.queryString));
  }

  /** Of each spelling of a header the last value. */
  get lastHeaderValues(): ReadonlyMap<string, string> {
    return (this.headerValues ??= new Map(this.headers));
  }

  /** Of each parameter the last value. */
  get lastQueryValues(): ReadonlyMap<string, string> {
    return (this.queryValues ??= new Map(this.query));
  }

  /** The same request with headers, and a query where one is given, in place of those that the client sent. */
  withParameters(headers: readonly HeaderLine[], query: readonly QueryParameter[] | undefined): ClientRequest {
    const queryString = query === undefined ? this.queryString : printQueryString(query);
    const changed = new ClientRequest(this.message, queryString, this.ids, this.spelling, this.keptBack);
    changed.trace = this.traceId;
    changed.headerLines = headers;
    changed.parameters = query ?? this.parameters;
    return changed;
  }

  get contentType(): string | undefined {
    return findHeader(this.message.headers, 'content-type');
  }

  get signal(): AbortSignal | undefined {
    return this.message.signal;
  }

  get body(): Buffer {
    return this.message.body;
  }

  /** Observed: bytes that are no UTF-8 become U+FFFD. */
  get bodyText(): string {
    return (this.text ??= this.message.body.toString('utf8'));
  }
}

/** Observed: these are spelled so whatever the client wrote; any other name keeps its spelling. */
const CANONICAL: ReadonlyMap<string, string> = new Map([
  ['authorization', 'Authorization'],
  ['host', 'Host'],
  ['user-agent', 'User-Agent'],
]);

function passOnHeaders(
  message: HttpRequest,
  traceId: string,
  spelling: HeaderSpelling,
  keptBack: ReadonlySet<string>,
): readonly HeaderLine[] {
  const lines: HeaderLine[] = [];
  let port: string | undefined;
  let isLengthSettled = keptBack.has('content-length');
  for (const [name, value] of message.headers) {
    const lower = name.toLowerCase();
    if (lower === 'host') port = /:(\d+)$/.exec(value)?.[1];
    if (keptBack.has(lower)) continue;
    if (lower === 'content-length') isLengthSettled = true;
    const canonical = CANONICAL.get(lower) ?? name;
    lines.push(spelling === 'edge' ? edgeLine(canonical, lower, value) : [canonical, value]);
  }
  // Observed: an HTTP API adds it to a request without a body too; docs/aws/http-api.md section 3.
  if (!isLengthSettled) lines.push(['Content-Length', String(message.body.length)]);
  const forwardedFor = findHeader(message.headers, 'x-forwarded-for');
  lines.push(
    ['X-Amzn-Trace-Id', traceId],
    ['X-Forwarded-For', forwardedFor === undefined ? message.sourceIp : `${forwardedFor}, ${message.sourceIp}`],
    ['X-Forwarded-Port', port ?? (message.protocol === 'https' ? '443' : '80')],
    ['X-Forwarded-Proto', message.protocol],
  );
  return spelling === 'lower' ? lines.map(([name, value]) => [name.toLowerCase(), value]) : lines;
}

/**
 * What CloudFront does in front of an edge-optimized API.
 *
 * Documented: names are capitalized, cookies are sorted by name
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-endpoint-types.html).
 * Assumed: each word between hyphens is capitalized and the rest of it left alone.
 */
function edgeLine(name: string, lower: string, value: string): HeaderLine {
  const capitalized = name.replace(
    /(^|-)([a-z])/g,
    (_match, hyphen: string, letter: string) => hyphen + letter.toUpperCase(),
  );
  return [capitalized, lower === 'cookie' ? sortCookies(value) : value];
}

function sortCookies(cookies: string): string {
  const nameOf = (cookie: string): string => cookie.split('=', 1)[0] ?? '';
  return cookies
    .split(/;\s*/)
    .sort((a, b) => nameOf(a).localeCompare(nameOf(b), 'en', { numeric: true }))
    .join('; ');
}

function traceId(message: HttpRequest, ids: Ids): string {
  const sent = findHeader(message.headers, 'x-amzn-trace-id');
  if (!sent?.includes('Root=')) return `Root=${ids.traceRoot()}`;
  return sent.includes(';') ? sent : `${sent};Parent=${ids.traceParent()};Sampled=0`;
}
