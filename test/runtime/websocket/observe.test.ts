import { afterEach, describe, expect, test } from 'vitest';
import { loadSource } from '../../../lib/import/source/load-source.js';
import { LocalRuntime } from '../../../lib/runtime/index.js';
import { Metrics } from '../../../lib/runtime/observe/metrics.js';
import { printPrometheus, printWebSocketMetrics } from '../../../lib/runtime/observe/print-metrics.js';
import { resolveCollection } from '../../../lib/import/source/resolve-values.js';
import { templateFile, webSocketTemplate, type TestRoute } from './chat-template.js';
import { silentSocket } from './silent-socket.js';

interface Observed {
  readonly access: readonly string[];
  readonly course: readonly string[];
  readonly metrics: Metrics;
  /** Sends messages one after the other and closes. */
  readonly converse: (messages: readonly string[], headers?: readonly (readonly [string, string])[]) => Promise<void>;
}

let runtime: LocalRuntime | undefined;

afterEach(async () => {
  await runtime?.close();
});

/** An API whose function echoes, fails for `fail` and refuses handshakes with the header `refuse`; the clock stands still. */
async function observe(
  routes: Readonly<Record<string, TestRoute>>,
  { stage = {}, format }: { readonly stage?: object; readonly format?: string } = {},
): Promise<Observed> {
  const access: string[] = [];
  const course: string[] = [];
  const metrics = new Metrics();
  const source = await loadSource(templateFile(webSocketTemplate(routes, { stage })), {});
  const environment = { region: 'us-east-1', accountId: '000000000000', values: {} };
  const destination = (lines: string[]) => ({
    write: (line: string) => lines.push(line),
    writeCanary: () => undefined,
  });
  const handler = {
    name: 'handler',
    handler: '',
    environment: {},
    timeoutMs: 30_000,
    memoryMegabytes: 128,
    code: {
      kind: 'function' as const,
      handler: (event: unknown) => {
        const { body, headers } = event as { body?: string; headers?: Record<string, string> };
        if (body?.includes('fail')) throw new Error('no');
        return { statusCode: headers?.refuse === undefined ? 200 : 418, body: `echo ${body ?? ''}` };
      },
    },
  };
  runtime = new LocalRuntime(
    { collection: resolveCollection(source, environment), functions: [handler] },
    {
      lambdaIsolation: 'inline',
      clock: { now: () => Date.UTC(2026, 10, 30, 10) },
      observation: {
        metrics,
        accessLog: () => ({ ...destination(access), ...(format !== undefined && { format }) }),
        executionLog: () => destination(course),
      },
      traces: 0,
    },
  );
  const { gateway } = runtime;
  const apiId = gateway.apis[0]?.apiId ?? '';
  return {
    access,
    course,
    metrics,
    async converse(messages, headers = []) {
      const handshake = await gateway.connect(
        {
          method: 'GET',
          target: '/dev',
          headers: [['Host', 'localhost'], ...headers],
          body: Buffer.alloc(0),
          sourceIp: '127.0.0.1',
          protocol: 'http',
          httpVersion: 'HTTP/1.1',
        },
        apiId,
      );
      if (handshake.kind === 'refused') return;
      const connection = handshake.open(silentSocket());
      for (const message of messages) await connection.receive(Buffer.from(message), false);
      await connection.closed(1000, '');
    },
  };
}

const ROUTES = { $connect: {}, $disconnect: {}, $default: { respond: true } };

describe('access logs', () => {
  test('have a line for each event', async () => {
    const format =
      '$context.eventType $context.routeKey $context.status $context.integration.status $context.error.message';
    const { converse, access } = await observe(ROUTES, { format });
    await converse(['hello', 'fail']);
    expect(access).toEqual([
      'CONNECT $connect 200 200 -',
      'MESSAGE $default 200 200 -',
      'MESSAGE $default 502 - Internal server error',
      'DISCONNECT $disconnect 200 200 -',
    ]);
  });

  test('have the status of a handshake that $connect refuses', async () => {
    const { converse, access } = await observe(ROUTES, { format: '$context.eventType $context.status' });
    await converse([], [['refuse', 'yes']]);
    expect(access).toEqual(['CONNECT 418']);
  });

  test('have the CLF format of the console by default', async () => {
    const { converse, access } = await observe({ $default: {} });
    await converse(['hello']);
    expect(access).toEqual([
      expect.stringMatching(/^127\.0\.0\.1 - - \[30\/Nov\/2026:10:00:00 \+0000\] "MESSAGE \$default \S+=" 200 \S+=$/),
    ]);
  });
});

describe('execution logs', () => {
  const INFO = { DefaultRouteSettings: { LoggingLevel: 'INFO' } };

  test('tell the course of an event', async () => {
    const { converse, course } = await observe({ $default: {} }, { stage: INFO });
    await converse(['hello']);
    const text = course.join('\n');
    expect(text).toContain('WebSocket Request Route: [$default]');
    expect(text).toContain('Sending request to https://lambda.us-east-1.amazonaws.com/');
    expect(text).not.toContain('hello');
  });

  test('have messages with data trace', async () => {
    const stage = { DefaultRouteSettings: { LoggingLevel: 'INFO', DataTraceEnabled: true } };
    const { converse, course } = await observe({ $default: { respond: true } }, { stage });
    await converse(['hello']);
    expect(course.join('\n')).toContain('Message before transformations: hello');
    expect(course.join('\n')).toContain('Message after transformations: echo hello');
  });

  test('have failures only at the level ERROR', async () => {
    const { converse, course } = await observe(
      { $default: {} },
      { stage: { DefaultRouteSettings: { LoggingLevel: 'ERROR' } } },
    );
    await converse(['hello', 'fail']);
    expect(course).toHaveLength(3);
    expect(course[0]).toMatch(/customer function error: no\./);
  });
});

describe('metrics', () => {
  test('count connections, messages in both directions and failures', async () => {
    const { converse, metrics } = await observe(ROUTES);
    await converse(['hello', 'fail']);
    const stage = printWebSocketMetrics(metrics.listWebSocket()).filter(({ dimensions }) => 'Stage' in dimensions);
    expect(Object.fromEntries(stage.map(({ name, sum }) => [name, sum]))).toMatchObject({
      ConnectCount: 1,
      MessageCount: 6,
      IntegrationError: 0,
      ClientError: 0,
      ExecutionError: 1,
    });
    expect(printPrometheus([], metrics.listWebSocket())).toMatch(
      /aws_apigateway_websocket_message_count_total\{api_id="\w+",stage="dev"\} 6/,
    );
  });

  test('count what no route takes as an error of the client', async () => {
    const { converse, metrics } = await observe({ $connect: {} });
    await converse(['hello']);
    const errors = printWebSocketMetrics(metrics.listWebSocket()).filter(({ name }) => name === 'ClientError');
    expect(errors.map(({ sum }) => sum)).toEqual([1, 1]);
  });

  test('of a route are there where the stage enables them', async () => {
    const { converse, metrics } = await observe(
      { $default: {} },
      { stage: { RouteSettings: { $default: { DetailedMetricsEnabled: true } } } },
    );
    await converse(['hello']);
    expect(metrics.listWebSocket().flatMap(({ dimensions: { Route } }) => Route ?? [])).toEqual(['$default']);
  });
});
