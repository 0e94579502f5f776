import { unprintedLines, type ExecutionLogLine, type ExecutionRecord, type UnprintedLine } from './execution-log.js';
import { apiKeyLine, Redaction, redactLines } from './redact.js';

/** What a stage writes of the executions of a method. */
export interface ExecutionLogSettings {
  readonly level: 'ERROR' | 'INFO';
  /** Whether headers, parameters and bodies are written. */
  readonly dataTrace: boolean;
}

/** An execution on a stage, with what TestInvokeMethod does not have. */
export interface StageExecutionRecord extends ExecutionRecord {
  readonly extendedRequestId: string;
  /** `{apiId}/{stage}`. */
  readonly apiStage: string;
  readonly resourcePath: string;
  /** Undefined: the request did not come as far as the usage plan. */
  readonly usagePlan: { readonly hasKey: boolean } | undefined;
  readonly apiKey?: { readonly value: string } | undefined;
  /** Of the AWS service that was called, if one was. */
  readonly endpointRequestId: string | undefined;
}

/**
 * The events that a stage's log group gets for a request.
 *
 * Documented: ERROR writes failures only; values of authorization headers and API keys are redacted; an event is cut at 1,024 bytes
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html).
 * Reported by users: the lines before those that TestInvokeMethod shows, for a method without a key, and the request id before
 * each of them.
 * Assumed: of a failure ERROR writes why and with which status; what a method with a key writes beside the stars of the
 * key; parameters are written with data trace only; the cut is marked and counts with the id. A line break is written as
 * `\n`, since here an event is a line.
 */
export function executionLogEvents(
  record: StageExecutionRecord,
  { level, dataTrace }: ExecutionLogSettings,
): readonly ExecutionLogLine[] {
  const { query, headers, endpoint, response } = record;
  if (level === 'ERROR' && record.failure === undefined) return [];
  const exchanged = [...(endpoint?.headers ?? []), ...(endpoint?.response?.headers ?? []), ...response.headers];
  const redaction = new Redaction([...query, ...headers, ...exchanged, ...apiKeyLine(record.apiKey)]);
  const lines = level === 'ERROR' ? failuresOf(record) : courseOf(record, dataTrace);
  return lines.map(({ atMs, text }) => ({ atMs, text: printEvent(record.requestId, text(), redaction) }));
}

/** An event as a line of a file, with its time. */
export function printEventLine({ atMs, text }: ExecutionLogLine): string {
  return `${new Date(atMs).toISOString()} ${text}`;
}

function failuresOf(record: StageExecutionRecord): readonly UnprintedLine[] {
  return unprintedLines(record).filter(({ kind }) => kind === 'failure');
}

function courseOf(record: StageExecutionRecord, dataTrace: boolean): readonly UnprintedLine[] {
  const lines = unprintedLines(dataTrace ? redactRecord(record) : record);
  return [
    ...[...preambleOf(record)].map((text) => ({ atMs: record.startMs, kind: 'course' as const, text: () => text })),
    ...(dataTrace ? lines : lines.filter(({ kind }) => kind !== 'data')),
    ...(record.endpointRequestId === undefined ? [] : [endpointLine(record.endMs, record.endpointRequestId)]),
  ];
}

/** What is written before a request is executed. */
export function* preambleOf({
  requestId,
  extendedRequestId,
  apiStage,
  httpMethod,
  resourcePath,
  usagePlan,
}: Pick<
  StageExecutionRecord,
  'requestId' | 'extendedRequestId' | 'apiStage' | 'httpMethod' | 'resourcePath' | 'usagePlan'
>): Iterable<string> {
  yield `Extended Request Id: ${extendedRequestId}`;
  if (usagePlan === undefined) return;
  const key = usagePlan.hasKey ? REDACTED_KEY : '';
  yield `Verifying Usage Plan for request: ${requestId}. API Key: ${key} API Stage: ${apiStage}`;
  if (!usagePlan.hasKey) {
    yield `API Key  authorized because method '${httpMethod} ${resourcePath}' does not require API Key. Request will not contribute to throttle or quota limits`;
  }
  yield `Usage Plan check succeeded for API Key ${key} and API Stage ${apiStage}`;
}

const REDACTED_KEY = '*'.repeat(20);

/** Which call of an AWS service it was. */
export function endpointLine(atMs: number, requestId: string): UnprintedLine {
  return { atMs, kind: 'course', text: () => `AWS Integration Endpoint RequestId : ${requestId}` };
}

function redactRecord(record: StageExecutionRecord): StageExecutionRecord {
  const { endpoint, response } = record;
  return {
    ...record,
    query: redactLines(record.query),
    headers: redactLines(record.headers),
    endpoint: endpoint && {
      ...endpoint,
      headers: redactLines(endpoint.headers),
      ...(endpoint.response && { response: { ...endpoint.response, headers: redactLines(endpoint.response.headers) } }),
    },
    response: { ...response, headers: redactLines(response.headers) },
  };
}

const MAX_EVENT_BYTES = 1_024;

const CUT = ' [TRUNCATED]';

/** An event: cut, on one line, and without secrets. */
export function printEvent(requestId: string, text: string, redaction: Redaction): string {
  const redacted = redaction.beginningOf(text, MAX_EVENT_BYTES).replace(/\r?\n|\r/g, '\\n');
  const event = `(${requestId}) ${redacted}`;
  if (Buffer.byteLength(event) <= MAX_EVENT_BYTES) return event;
  const bytes = Buffer.from(event).subarray(0, MAX_EVENT_BYTES - CUT.length);
  // A character that is cut in two goes.
  return `${bytes.toString('utf8').replace(/\uFFFD+$/, '')}${CUT}`;
}
