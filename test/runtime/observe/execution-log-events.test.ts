import { describe, expect, test } from 'vitest';
import {
  executionLogEvents,
  printEventLine,
  type ExecutionLogSettings,
  type StageExecutionRecord,
} from '../../../lib/runtime/observe/execution-log-events.js';

const START_MS = Date.UTC(2026, 10, 20, 10);

const RECORD: StageExecutionRecord = {
  requestId: 'r-1',
  extendedRequestId: 'e-1',
  apiStage: 'abc/prod',
  httpMethod: 'GET',
  path: '/pets/1',
  resourcePath: '/pets/{id}',
  usagePlan: { hasKey: false },
  pathParameters: { id: '1' },
  query: [],
  headers: [],
  body: () => 'in',
  startMs: START_MS,
  endMs: START_MS + 1,
  endpoint: { uri: 'https://backend.example/', headers: [], body: () => 'to' },
  endpointRequestId: undefined,
  response: { status: 200, headers: [], body: () => 'out' },
};

function textsOf(record: Partial<StageExecutionRecord>, settings: Partial<ExecutionLogSettings> = {}): string[] {
  const events = executionLogEvents({ ...RECORD, ...record }, { level: 'INFO', dataTrace: false, ...settings });
  return events.map(({ text }) => text);
}

const COURSE = [
  'Extended Request Id: e-1',
  'Verifying Usage Plan for request: r-1. API Key:  API Stage: abc/prod',
  "API Key  authorized because method 'GET /pets/{id}' does not require API Key. Request will not contribute to throttle or quota limits",
  'Usage Plan check succeeded for API Key  and API Stage abc/prod',
  'Starting execution for request: r-1',
  'HTTP Method: GET, Resource Path: /pets/1',
  'Endpoint request URI: https://backend.example/',
  'Sending request to https://backend.example/',
  'Successfully completed execution',
  'Method completed with status: 200',
].map((text) => `(r-1) ${text}`);

describe('executionLogEvents()', () => {
  test('at INFO tell the course of a request, and its data where that is traced', () => {
    expect(textsOf({})).toEqual(COURSE);
    const traced = textsOf({}, { dataTrace: true });
    expect(traced.filter((text) => !COURSE.includes(text))).toEqual(
      [
        'Method request path: {id=1}',
        'Method request query string: {}',
        'Method request headers: {}',
        'Method request body before transformations: in',
        'Endpoint request headers: {}',
        'Endpoint request body after transformations: to',
        'Method response body after transformations: out',
        'Method response headers: {}',
      ].map((text) => `(r-1) ${text}`),
    );
  });

  test('at ERROR tell failures only', () => {
    expect(textsOf({}, { level: 'ERROR' })).toEqual([]);
    const response = { ...RECORD.response, status: 504 };
    expect(textsOf({ failure: { kind: 'integration-timeout' }, response }, { level: 'ERROR' })).toEqual([
      '(r-1) Execution failed due to a timeout error',
      '(r-1) Method completed with status: 504',
    ]);
  });

  test('end with the id of the call of a service, and name no plan for a request that came to none', () => {
    expect(textsOf({ endpointRequestId: 'l-1' }).at(-1)).toBe('(r-1) AWS Integration Endpoint RequestId : l-1');
    expect(textsOf({ usagePlan: undefined }).filter((text) => text.includes('Usage Plan'))).toEqual([]);
  });

  test('have stars for the key, and for secrets wherever they were copied to', () => {
    const headers = [
      ['Authorization', 'Bearer top-"secret"-token'],
      ['x-api-key', 'key'],
      ['Cookie', 'a=1; sid=abcdef123'],
    ] as const;
    const event = JSON.stringify({
      headers: Object.fromEntries(headers),
      sid: 'abcdef123',
      token: 'top-"secret"-token',
      more: ['query auth', 'query jwt', 'key of the authorizer'],
    });
    const all = textsOf(
      {
        headers,
        query: [
          ['access_token', 'query token'],
          ['auth', 'query auth'],
          ['jwt', 'query jwt'],
        ],
        usagePlan: { hasKey: true },
        apiKey: { value: 'key of the authorizer' },
        endpoint: {
          uri: `https://backend.example/?t=${encodeURIComponent('query token')}`,
          headers,
          body: () => event,
        },
        response: { status: 200, headers: [['Set-Cookie', 'sid=fedcba321']], body: () => 'fedcba321' },
      },
      { dataTrace: true },
    ).join('\n');
    expect(all).not.toMatch(/top-|x-api-key=key|abcdef123|query (?:token|auth|jwt)|query%20token|fedcba321|key of/);
    expect(all).toContain('Method request headers: {Authorization=*************************, x-api-key=***, Cookie=');
    expect(all).toContain('API Key: ******************** API Stage: abc/prod');
  });

  test.each(['x'.repeat(5_000), 'ü'.repeat(5_000), `a\n(r-1) forged\r\n${'\n'.repeat(3_000)}`])(
    'are lines of at most 1,024 bytes for %.20j',
    (body) => {
      const event = textsOf({ body: () => body }, { dataTrace: true }).find((text) => text.includes('before trans'));
      const bytes = Buffer.byteLength(event ?? '');
      expect([bytes > 1_020 && bytes <= 1_024, event?.endsWith(' [TRUNCATED]'), event?.includes('\n')]).toEqual([
        true,
        true,
        false,
      ]);
    },
  );

  test('never show the beginning of a secret that the cut divides', () => {
    const secret = 's3cret-'.repeat(40);
    const event = textsOf(
      { headers: [['Authorization', secret]], body: () => `${'x'.repeat(900)}${secret}` },
      { dataTrace: true },
    ).join();
    expect(event).not.toContain('s3c');
  });
});

test('an event is a line with its time', () => {
  expect(printEventLine({ atMs: START_MS, text: '(r-1) x' })).toBe('2026-11-20T10:00:00.000Z (r-1) x');
});
