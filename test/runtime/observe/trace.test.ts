import { describe, expect, test } from 'vitest';
import type { Integration } from '../../../lib/model/index.js';
import type { HttpClient } from '../../../lib/runtime/http-client.js';
import { GatewayFault } from '../../../lib/runtime/fault.js';
import { LambdaPayload } from '../../../lib/runtime/lambda-payload.js';
import type { HttpResponse } from '../../../lib/runtime/http-message.js';
import { LocalRuntime, type RuntimeOptions } from '../../../lib/runtime/local-runtime.js';
import { Trace, type PhaseViews, type RequestTrace } from '../../../lib/runtime/observe/trace.js';
import { REST_PHASES } from '../../../lib/runtime/rest/phases.js';
import { TraceLog } from '../../../lib/runtime/observe/trace-log.js';
import { mockOperation, runtimeSource } from '../../support/runtime-source.js';
import { restApi, ServedApi } from '../../support/rest-request.js';
import { wholeBody } from '../../support/whole-body.js';

const SOURCE = runtimeSource({ paths: { '/pets': { get: mockOperation('"Rex"') } }, stages: [{ name: 'prod' }] });

async function ask(
  target: string,
  options: RuntimeOptions,
): Promise<{ readonly runtime: LocalRuntime; readonly response: HttpResponse }> {
  const runtime = new LocalRuntime(SOURCE, options);
  const response = await runtime.gateway.handle(
    {
      method: 'GET',
      target,
      headers: [['Host', 'localhost']],
      body: Buffer.alloc(0),
      sourceIp: '127.0.0.1',
      protocol: 'http',
      httpVersion: 'HTTP/1.1',
    },
    runtime.gateway.apis[0]?.apiId ?? '',
  );
  await runtime.close();
  return { runtime, response };
}

interface Phases {
  readonly route: string;
  readonly answer: Buffer;
}

const VIEWS: PhaseViews<Phases> = {
  route: { print: (route) => [route] },
  answer: { print: String, bodyBytes: ({ length }) => length },
};

describe('Trace', () => {
  test.each([true, false])('that records: %s keeps a failure, and phases if it does', (isRecording) => {
    const trace = new Trace<Phases>('r-1', VIEWS, isRecording);
    trace.leave('route', 'a route');
    const fault = new GatewayFault({ kind: 'unknown-route' });
    trace.fail(fault);
    expect(trace.failure).toBe(fault);
    expect(trace.outputOf('route')).toBe(isRecording ? 'a route' : undefined);
    expect(trace.durationOf('route')).toBe(isRecording ? 0 : undefined);
    expect(trace.print()).toHaveLength(isRecording ? 1 : 0);
  });

  test('is printed phase by phase, as the view of each says', () => {
    const trace = new Trace<Phases>('r-1', VIEWS, true);
    trace.leave('route', 'a route');
    trace.leave('answer', Buffer.from('an answer'));
    const [route, answer] = trace.print();
    expect(route).toEqual({ phase: 'route', durationMs: 0, output: ['a route'] });
    expect(answer).toEqual({ phase: 'answer', durationMs: trace.durationOf('answer'), output: 'an answer' });
    expect(trace.bodyBytes).toBe('an answer'.length);
  });
});

describe('Gateway traces', () => {
  test.each<[traces: number | undefined, phases: readonly string[] | undefined]>([
    [
      undefined,
      [
        'accept-request',
        'match-resource',
        'authorize',
        'method-request',
        'integration-request',
        'integration',
        'integration-response',
        'method-response',
      ],
    ],
    [0, undefined],
  ])('with traces: %s the last one has the phases %j', async (traces, phases) => {
    const { runtime, response } = await ask('/prod/pets', { ...(traces !== undefined && { traces }) });
    expect(wholeBody(response).toString()).toBe('"Rex"');
    const [trace] = runtime.gateway.traces.list();
    expect(trace?.print().map(({ phase }) => phase)).toEqual(phases);
  });

  test('a hint is given without traces too', async () => {
    const [traced, untraced] = [await ask('/prod/pet', {}), await ask('/prod/pet', { traces: 0 })];
    const hintOf = ({ response }: typeof traced): unknown =>
      response.headers.find(([name]) => name === 'x-sluice-hint')?.[1];
    expect(hintOf(traced)).toEqual(expect.any(String));
    expect(hintOf(untraced)).toBe(hintOf(traced));
  });
});

describe('TraceLog', () => {
  const MEGABYTE = 1024 * 1024;

  const trace = (requestId: string, answer: number): RequestTrace => {
    const made = new Trace(requestId, REST_PHASES, true);
    const payload = LambdaPayload.ofText('x'.repeat(answer / 2));
    made.leave('integration', { kind: 'lambda', requestId: 'l-1', payload, functionError: false });
    made.leave('method-response', { status: 200, headers: [], body: Buffer.alloc(answer / 2) });
    return made;
  };

  test.each<[what: string, request: number, answer: number, kept: readonly string[]]>([
    ['small ones', 100, 100, ['5', '4', '3']],
    ['large requests', 15 * MEGABYTE, 0, ['5', '4']],
    ['large answers', 0, 14 * MEGABYTE, ['5', '4']],
    ['one that is larger than all may be', 20 * MEGABYTE, 20 * MEGABYTE, ['5']],
  ])('keeps the last three at most: %s', (_what, request, answer, kept) => {
    const log = new TraceLog(3);
    for (const id of ['1', '2', '3', '4', '5']) log.add(trace(id, answer), request);
    expect(log.list().map(({ requestId }) => requestId)).toEqual(kept);
    // The large ones do not count any more once they are gone.
    for (const id of ['6', '7', '8']) log.add(trace(id, 0), 0);
    expect(log.list().map(({ requestId }) => requestId)).toEqual(['8', '7', '6']);
    expect(log.find('7')?.requestId).toBe('7');
    expect(log.find('5')).toBeUndefined();
  });
});

test('a printed trace has stars for the secrets of a request, wherever they were copied to', async () => {
  const integration: Integration = {
    type: 'HTTP_PROXY',
    httpMethod: 'GET',
    uri: 'http://backend.test/pets',
    requestParameters: [
      { target: { location: 'header', name: 'X-Copy' }, source: { kind: 'header', name: 'Authorization' } },
    ],
  };
  const http: HttpClient = {
    send: () =>
      Promise.resolve({
        kind: 'answer',
        statusText: 'OK',
        status: 200,
        headers: [['Set-Cookie', 'id=secret-of-backend']],
        body: Buffer.alloc(0),
      }),
    close: () => Promise.resolve(),
  };
  const served = new ServedApi(restApi({ 'GET /pets': { integration } }), { http });
  const { status, trace } = await served.send({
    path: '/pets?token=secret-in-query',
    headers: [['Authorization', 'Bearer secret-of-caller']],
  });
  const printed = JSON.stringify(trace?.print());
  expect(status).toBe(200);
  expect(printed).toContain('X-Copy');
  for (const secret of ['secret-of-caller', 'secret-in-query', 'secret-of-backend'])
    expect(printed).not.toContain(secret);
});
