import { describe, expect, test } from 'vitest';
import { GatewayFault } from '../../../lib/runtime/fault.js';
import { LambdaPayload } from '../../../lib/runtime/lambda-payload.js';
import type { HttpResponse } from '../../../lib/runtime/http-message.js';
import { LocalRuntime, type RuntimeOptions } from '../../../lib/runtime/local-runtime.js';
import { Trace } from '../../../lib/runtime/observe/trace.js';
import { TraceLog } from '../../../lib/runtime/observe/trace-log.js';
import { mockOperation, runtimeSource } from '../../support/runtime-source.js';

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

describe('Trace', () => {
  test.each([true, false])('that records: %s keeps a failure, and phases if it does', (isRecording) => {
    const trace = new Trace('r-1', isRecording);
    trace.enter('match-resource', 'a route');
    const fault = new GatewayFault({ kind: 'unknown-route' });
    trace.fail(fault);
    expect(trace.failure).toBe(fault);
    expect(trace.outputOf('match-resource')).toBe(isRecording ? 'a route' : undefined);
    expect(trace.phases).toHaveLength(isRecording ? 1 : 0);
  });
});

describe('Gateway traces', () => {
  test.each<[traces: number | undefined, phases: readonly string[] | undefined]>([
    [
      undefined,
      [
        'accept-request',
        'match-resource',
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
    expect(response.body.toString()).toBe('"Rex"');
    const [trace] = runtime.gateway.traces.list();
    expect(trace?.phases.map(({ phase }) => phase)).toEqual(phases);
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

  const trace = (requestId: string, answer: number): Trace => {
    const made = new Trace(requestId);
    made.enter('integration', { kind: 'lambda', payload: LambdaPayload.ofText('x'.repeat(answer / 2)) });
    made.enter('method-response', { status: 200, headers: [], body: Buffer.alloc(answer / 2) });
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
