import { randomBytes } from 'node:crypto';
import { stagePath } from '../model/stage-path.js';
import { readWhole } from '../runtime/byte-stream.js';
import type { AcceptedHandshake } from '../runtime/client-socket.js';
import type { HeaderLine, HttpResponse } from '../runtime/http-message.js';
import type { RequestTrace } from '../runtime/observe/trace.js';
import { SluiceError } from '../support/sluice-error.js';
import { text } from './argument-values.js';
import { EXIT, type Arguments, type CommandIo } from './command.js';
import { readHandshake } from './connect/handshake-options.js';
import { openWebSocketApi } from './connect/local-api.js';
import type { MessageRoutes } from './connect/message-route.js';
import type { Output } from './output.js';
import { printHead, printResponse, printTrace } from './print-trace.js';
import { runtimeLog } from './runtime-log.js';
import type { OpenedSource } from './source-options.js';

/** What a connection of its own brings back for one message. */
interface Exchange {
  /** Undefined: the connection is open. */
  readonly refusal?: HttpResponse;
  readonly frames: readonly string[];
  /** Of a connection that the server closed. */
  readonly closed?: { readonly code: number; readonly reason: string };
}

/**
 * Connects to the WebSocket API of a source, sends one message and closes, all in process; shows what each phase of the
 * three events made, and the frames that came back.
 */
export async function invokeMessage(
  opened: OpenedSource,
  message: string,
  args: Arguments,
  io: CommandIo,
  output: Output,
): Promise<number> {
  if (text(args.body) !== '')
    throw new SluiceError('usage-invalid', 'Cannot use --body with MESSAGE: the message follows MESSAGE');
  const { runtime, api, stage, routes, caller } = await openWebSocketApi(opened, args, output, io.cwd, {
    exact: true,
    closesDisabledEndpoint: false,
    // What the events came to is shown with their phases.
    log: { ...runtimeLog(output), requestAnswered: () => undefined, connectionEvent: () => undefined },
  });
  try {
    const { url, headers } = readHandshake(args, new URL(`ws://localhost${stagePath(stage.name)}`), caller);
    const handshake = await runtime.gateway.connect(
      {
        method: 'GET',
        target: url.pathname + url.search,
        headers: [...headers, ...upgradeHeaders()],
        body: Buffer.alloc(0),
        sourceIp: '127.0.0.1',
        protocol: 'https',
        httpVersion: 'HTTP/1.1',
      },
      api.apiId,
    );
    const exchange =
      handshake.kind === 'refused'
        ? { refusal: handshake.response, frames: [] }
        : await exchangeOne(handshake, message);
    await report(exchange, [...runtime.gateway.traces.list()].reverse(), routes, args.json === true, output);
    return EXIT.ok;
  } finally {
    await runtime.close();
  }
}

/** What every client sends. */
function upgradeHeaders(): readonly HeaderLine[] {
  return [
    ['Connection', 'Upgrade'],
    ['Upgrade', 'websocket'],
    ['Sec-WebSocket-Version', '13'],
    ['Sec-WebSocket-Key', randomBytes(16).toString('base64')],
  ];
}

async function exchangeOne(handshake: AcceptedHandshake, message: string): Promise<Exchange> {
  const frames: string[] = [];
  let closed: Exchange['closed'];
  const connection = handshake.open({
    send: (frame) => void frames.push(frame.toString()),
    close: (frame) => void (closed ??= frame),
    get isOpen() {
      return closed === undefined;
    },
    bufferedBytes: 0,
  });
  await connection.receive(Buffer.from(message), false);
  await connection.closed(closed?.code ?? 1000, closed?.reason ?? '');
  return { frames, ...(closed !== undefined && { closed }) };
}

async function report(
  { refusal, frames, closed }: Exchange,
  traces: readonly RequestTrace[],
  { expression, keys = [] }: MessageRoutes,
  json: boolean,
  output: Output,
): Promise<void> {
  const body = refusal && (Buffer.isBuffer(refusal.body) ? refusal.body : await readWhole(refusal.body));
  if (json) {
    output.document({
      ...(refusal === undefined || body === undefined ? { status: 101, frames } : printResponse({ ...refusal, body })),
      ...(closed !== undefined && { closed }),
      events: traces.map((trace) => ({
        ...(trace.failure !== undefined && { failure: trace.failure.message }),
        trace: trace.print(),
      })),
    });
    return;
  }
  for (const trace of traces) {
    printTrace(trace, output);
    if (trace.failure?.cause.kind === 'unknown-route')
      output.line(`${'hint'.padEnd(22)} No $default; routes by ${expression}: ${keys.join(', ')}`);
    output.line();
  }
  printHead(refusal ?? { status: 101, headers: [] }, output);
  if (body !== undefined) output.line(body.toString('utf8'));
  for (const frame of frames) output.line(`← ${frame}`);
  if (closed !== undefined) output.line(`closed ${closed.code}${closed.reason === '' ? '' : `: ${closed.reason}`}`);
}
