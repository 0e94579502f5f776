import { describeCause, type FaultCause } from '../fault.js';
import type { HeaderLine } from '../http-message.js';
import { javaDate } from './dates.js';

/** What API Gateway writes down of one execution: the facts, in the order in which its log tells them. */
export interface ExecutionRecord {
  readonly requestId: string;
  readonly httpMethod: string;
  /** As it was asked for, without the query. */
  readonly path: string;
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly query: readonly HeaderLine[];
  readonly headers: readonly HeaderLine[];
  readonly body: string;
  /** Milliseconds since 1970. */
  readonly startMs: number;
  readonly endMs: number;
  /** Absent for MOCK, and where the request failed before anything was sent. */
  readonly endpoint?: EndpointExchange | undefined;
  /** Why a phase faulted, if one did. */
  readonly failure?: FaultCause | undefined;
  readonly response: { readonly status: number; readonly headers: readonly HeaderLine[]; readonly body: string };
}

/** What went to the backend, and what came back. */
export interface EndpointExchange {
  readonly uri: string;
  readonly headers: readonly HeaderLine[];
  readonly body: string;
  /** Absent when nothing came. */
  readonly response?: {
    readonly status: number;
    readonly latencyMs: number;
    readonly headers: readonly HeaderLine[];
    readonly body: string;
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

/**
 * API Gateway's execution log of a REST request, line by line.
 *
 * Observed: the lines, their order and their spelling for MOCK and for Lambda, and for an endpoint without a host; maps
 * are printed as Java prints them; a line is cut after 1,024 characters.
 * Documented: log events are limited to 1,024 bytes
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html).
 * Assumed: of a name that is sent several times the last value is printed.
 */
export function executionLogLines(record: ExecutionRecord): readonly ExecutionLogLine[] {
  const { requestId, startMs, endMs, endpoint, failure, response } = record;
  const received = endpoint?.response;
  const before = [
    `Starting execution for request: ${requestId}`,
    `HTTP Method: ${record.httpMethod}, Resource Path: ${record.path}`,
    `Method request path: ${printMap(Object.entries(record.pathParameters))}`,
    `Method request query string: ${printMap(record.query)}`,
    `Method request headers: ${printMap(record.headers)}`,
    `Method request body before transformations: ${record.body}`,
    ...(endpoint === undefined
      ? []
      : [
          `Endpoint request URI: ${endpoint.uri}`,
          `Endpoint request headers: ${printMap(endpoint.headers)}`,
          `Endpoint request body after transformations: ${endpoint.body}`,
          `Sending request to ${endpoint.uri}`,
        ]),
  ];
  const after = [
    ...(received === undefined
      ? []
      : [
          `Received response. Status: ${received.status}, Integration latency: ${received.latencyMs} ms`,
          `Endpoint response headers: ${printMap(received.headers)}`,
          `Endpoint response body before transformations: ${received.body}`,
        ]),
    ...(failure === undefined
      ? [
          `Method response body after transformations: ${response.body}`,
          `Method response headers: ${printMap(response.headers)}`,
          'Successfully completed execution',
        ]
      : [describeFailure(failure, received?.functionError)]),
    `Method completed with status: ${response.status}`,
  ];
  const line = (atMs: number, text: string): ExecutionLogLine => ({ atMs, text: truncate(text) });
  return [...before.map((text) => line(startMs, text)), ...after.map((text) => line(endMs, text))];
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
function describeFailure(cause: FaultCause, functionError: FunctionError | undefined): string {
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
