import { describeCause, type FaultCause } from '../fault.js';
import type { HeaderLine } from '../http-message.js';
import { javaDate } from './dates.js';

/**
 * What API Gateway writes down of one execution: the facts, in the order in which its log tells them. Bodies are made when
 * they are asked for.
 */
export interface ExecutionRecord {
  readonly requestId: string;
  readonly httpMethod: string;
  /** As it was asked for, without the query. */
  readonly path: string;
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly query: readonly HeaderLine[];
  readonly headers: readonly HeaderLine[];
  readonly body: () => string;
  /** Milliseconds since 1970. */
  readonly startMs: number;
  readonly endMs: number;
  /** Absent for MOCK, and where the request failed before anything was sent. */
  readonly endpoint?: EndpointExchange | undefined;
  /** Why a phase faulted, if one did. */
  readonly failure?: FaultCause | undefined;
  readonly response: { readonly status: number; readonly headers: readonly HeaderLine[]; readonly body: () => string };
}

/** What went to the backend, and what came back. */
export interface EndpointExchange {
  readonly uri: string;
  readonly headers: readonly HeaderLine[];
  readonly body: () => string;
  /** Absent when nothing came. */
  readonly response?: {
    readonly status: number;
    readonly latencyMs: number;
    readonly headers: readonly HeaderLine[];
    readonly body: () => string;
    readonly functionError?: FunctionError;
  };
}

/** What a function threw, and Lambda's id of the invocation. */
export interface FunctionError {
  readonly message: string;
  readonly requestId: string;
}

export interface ExecutionLogLine {
  /** Milliseconds since 1970. */
  readonly atMs: number;
  readonly text: string;
}

/** A line of which nothing is made yet but what it is about: its text may be long, and not wanted. */
export interface UnprintedLine {
  readonly atMs: number;
  readonly kind: 'course' | 'data' | 'failure';
  readonly text: () => string;
}

/**
 * API Gateway's execution log of a REST request, line by line, as TestInvokeMethod answers it.
 *
 * Observed: the lines, their order and their spelling for MOCK and for Lambda, and for an endpoint without a host; maps
 * are printed as Java prints them; a line is cut after 1,024 characters.
 * Assumed: of a name that is sent several times the last value is printed.
 */
export function executionLogLines(record: ExecutionRecord): readonly ExecutionLogLine[] {
  return unprintedLines(record).map(({ atMs, text }) => ({ atMs, text: truncate(text()) }));
}

/** The same lines before they are printed. */
export function unprintedLines(record: ExecutionRecord): readonly UnprintedLine[] {
  const { requestId, startMs, endMs, endpoint, failure, response } = record;
  const line = (kind: UnprintedLine['kind'], atMs: number, text: () => string): UnprintedLine => ({ kind, atMs, text });
  const before = (kind: UnprintedLine['kind'], text: () => string): UnprintedLine => line(kind, startMs, text);
  const after = (kind: UnprintedLine['kind'], text: () => string): UnprintedLine => line(kind, endMs, text);
  return [
    before('course', () => `Starting execution for request: ${requestId}`),
    before('course', () => `HTTP Method: ${record.httpMethod}, Resource Path: ${record.path}`),
    before('data', () => `Method request path: ${printMap(Object.entries(record.pathParameters))}`),
    before('data', () => `Method request query string: ${printMap(record.query)}`),
    before('data', () => `Method request headers: ${printMap(record.headers)}`),
    before('data', () => `Method request body before transformations: ${record.body()}`),
    ...exchangeLines(endpoint, startMs, endMs),
    ...(failure === undefined
      ? [
          after('data', () => `Method response body after transformations: ${response.body()}`),
          after('data', () => `Method response headers: ${printMap(response.headers)}`),
          after('course', () => 'Successfully completed execution'),
        ]
      : [after('failure', () => describeFailure(failure, endpoint?.response?.functionError))]),
    after(failure === undefined ? 'course' : 'failure', () => `Method completed with status: ${response.status}`),
  ];
}

/** The lines about what went to the backend and what came back. */
export function exchangeLines(
  endpoint: EndpointExchange | undefined,
  startMs: number,
  endMs: number,
): readonly UnprintedLine[] {
  if (endpoint === undefined) return [];
  const { response } = endpoint;
  const before = (kind: UnprintedLine['kind'], text: () => string): UnprintedLine => ({ kind, atMs: startMs, text });
  const after = (kind: UnprintedLine['kind'], text: () => string): UnprintedLine => ({ kind, atMs: endMs, text });
  return [
    before('course', () => `Endpoint request URI: ${endpoint.uri}`),
    before('data', () => `Endpoint request headers: ${printMap(endpoint.headers)}`),
    before('data', () => `Endpoint request body after transformations: ${endpoint.body()}`),
    before('course', () => `Sending request to ${endpoint.uri}`),
    ...(response === undefined
      ? []
      : [
          after(
            'course',
            () => `Received response. Status: ${response.status}, Integration latency: ${response.latencyMs} ms`,
          ),
          after('data', () => `Endpoint response headers: ${printMap(response.headers)}`),
          after('data', () => `Endpoint response body before transformations: ${response.body()}`),
        ]),
  ];
}

/** The log that TestInvokeMethod answers with: a head, then every line with its time. Ends with a newline. */
export function printExecutionLog(record: ExecutionRecord): string {
  const lines = executionLogLines(record).map(({ atMs, text }) => `${javaDate(atMs)} : ${text}\n`);
  return `Execution log for request ${record.requestId}\n${lines.join('')}`;
}

const MAX_LINE_LENGTH = 1_024;

function truncate(text: string): string {
  return text.length <= MAX_LINE_LENGTH ? text : `${text.slice(0, MAX_LINE_LENGTH)} [TRUNCATED]`;
}

/** Java's `{a=1, b=2}`; a name has one place, that of its first value. */
function printMap(entries: readonly HeaderLine[]): string {
  const values = new Map(entries);
  return `{${[...values].map(([name, value]) => `${name}=${value}`).join(', ')}}`;
}

/**
 * Observed: `Invalid endpoint address`.
 * Reported by users: the lines for a function's error, a malformed answer, a timeout and an invalid body.
 * Assumed: every other failure is one of the configuration, with our reason.
 */
export function describeFailure(cause: FaultCause, functionError: FunctionError | undefined): string {
  switch (cause.kind) {
    case 'function-error':
      return `Lambda execution failed with status 200 due to customer function error: ${functionError?.message ?? ''}. Lambda request id: ${functionError?.requestId ?? ''}`;
    case 'invalid-body':
      return `Request body does not match model schema for content type application/json: [${cause.errors.join(', ')}]`;
    case 'missing-parameters':
      return describeCause(cause);
    case 'integration-timeout':
      return 'Execution failed due to a timeout error';
    case 'defect':
      return 'Execution failed due to an internal error';
    case 'malformed-proxy-response':
      return 'Execution failed due to configuration error: Malformed Lambda proxy response';
    default:
      return `Execution failed due to configuration error: ${describeCause(cause)}`;
  }
}
