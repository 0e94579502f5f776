import { describe, expect, test } from 'vitest';
import type { FaultCause } from '../../../lib/runtime/fault.js';
import { LambdaPayload } from '../../../lib/runtime/lambda-payload.js';
import {
  executionLogLines,
  printExecutionLog,
  type EndpointExchange,
  type ExecutionRecord,
} from '../../../lib/runtime/observe/execution-log.js';

const START_MS = Date.UTC(2026, 10, 5, 9, 8, 7);

const MOCK: ExecutionRecord = {
  requestId: 'r-1',
  httpMethod: 'GET',
  path: '/pets/1',
  pathParameters: { petId: '1' },
  query: [
    ['a', 'x'],
    ['a', 'y'],
    ['b', ''],
  ],
  headers: [['content-type', 'application/json']],
  body: () => '{"a":1}',
  startMs: START_MS,
  endMs: START_MS + 1_000,
  response: { status: 200, headers: [['Content-Type', 'application/json']], body: () => 'ok' },
};

const ENDPOINT: EndpointExchange = {
  uri: 'https://backend.example/pets',
  headers: [
    ['Accept', 'application/json'],
    ['User-Agent', 'AmazonAPIGateway_abc'],
  ],
  body: () => '{"b":2}',
  response: { status: 201, latencyMs: 12, headers: [['Server', 'x']], body: () => '{"c":3}' },
};

const BEFORE = [
  'Starting execution for request: r-1',
  'HTTP Method: GET, Resource Path: /pets/1',
  'Method request path: {petId=1}',
  'Method request query string: {a=y, b=}',
  'Method request headers: {content-type=application/json}',
  'Method request body before transformations: {"a":1}',
];
const SENT = [
  'Endpoint request URI: https://backend.example/pets',
  'Endpoint request headers: {Accept=application/json, User-Agent=AmazonAPIGateway_abc}',
  'Endpoint request body after transformations: {"b":2}',
  'Sending request to https://backend.example/pets',
];
const RECEIVED = [
  'Received response. Status: 201, Integration latency: 12 ms',
  'Endpoint response headers: {Server=x}',
  'Endpoint response body before transformations: {"c":3}',
];
const AFTER = [
  'Method response body after transformations: ok',
  'Method response headers: {Content-Type=application/json}',
  'Successfully completed execution',
  'Method completed with status: 200',
];

const textsOf = (record: ExecutionRecord): readonly string[] => executionLogLines(record).map(({ text }) => text);

describe('executionLogLines()', () => {
  test('says nothing of an endpoint for a mock', () => {
    expect(textsOf(MOCK)).toEqual([...BEFORE, ...AFTER]);
  });

  test('tells what was sent and what came between the request and the response', () => {
    expect(textsOf({ ...MOCK, endpoint: ENDPOINT })).toEqual([...BEFORE, ...SENT, ...RECEIVED, ...AFTER]);
  });

  test('cuts a line after 1,024 characters', () => {
    const body = 'x'.repeat(5_000);
    const [, , , , , line = ''] = textsOf({ ...MOCK, body: () => body });
    const head = 'Method request body before transformations: ';
    expect(line).toBe(`${head}${'x'.repeat(1_024 - head.length)} [TRUNCATED]`);
  });

  test.each<[failure: FaultCause, line: string]>([
    [
      { kind: 'configuration', problem: 'Invalid endpoint address' },
      'Execution failed due to configuration error: Invalid endpoint address',
    ],
    [
      { kind: 'malformed-proxy-response', problem: 'the answer is no object' },
      'Execution failed due to configuration error: Malformed Lambda proxy response',
    ],
    [{ kind: 'integration-timeout' }, 'Execution failed due to a timeout error'],
    [
      { kind: 'invalid-body', errors: ['no name', 'no age'] },
      'Request body does not match model schema for content type application/json: [no name, no age]',
    ],
    [{ kind: 'missing-parameters', names: ['q', 'r'] }, 'Missing required request parameters: [q, r]'],
    [{ kind: 'defect', error: new TypeError('x is not a function') }, 'Execution failed due to an internal error'],
  ])('ends with one line for %j, and the status', (failure, line) => {
    const record = { ...MOCK, failure, response: { ...MOCK.response, status: 500 } };
    expect(textsOf(record)).toEqual([...BEFORE, line, 'Method completed with status: 500']);
  });

  test("names the function's own error and Lambda's id of the call", () => {
    const functionError = { message: 'boom', requestId: 'l-1' };
    const response = { status: 200, latencyMs: 1, headers: [], body: () => '', functionError };
    const thrown: FaultCause = { kind: 'function-error', payload: LambdaPayload.ofText('{}') };
    expect(textsOf({ ...MOCK, endpoint: { ...ENDPOINT, response }, failure: thrown })).toContain(
      'Lambda execution failed with status 200 due to customer function error: boom. Lambda request id: l-1',
    );
    // A custom integration fails for want of a response, not because the function threw.
    const unmatched: FaultCause = { kind: 'configuration', problem: 'No match for output mapping' };
    expect(textsOf({ ...MOCK, endpoint: { ...ENDPOINT, response }, failure: unmatched })).toContain(
      'Execution failed due to configuration error: No match for output mapping',
    );
  });
});

describe('printExecutionLog()', () => {
  test('has a head without time, then a time before every line, and ends its last line', () => {
    const [head, first, ...rest] = printExecutionLog(MOCK).split('\n');
    expect(head).toBe('Execution log for request r-1');
    expect(first).toBe('Thu Nov 05 09:08:07 UTC 2026 : Starting execution for request: r-1');
    expect(rest.at(-2)).toBe('Thu Nov 05 09:08:08 UTC 2026 : Method completed with status: 200');
    expect(rest.at(-1)).toBe('');
  });
});
