import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import http from 'node:http';
import { Socket, type AddressInfo } from 'node:net';
import { ChunkBuffer } from '../../support/chunk-buffer.js';
import type { FunctionOutput, RuntimeLog } from '../environment.js';
import { LambdaPayload } from '../lambda-payload.js';
import { startChild } from './child-start.js';
import type { EnvironmentListener, ExecutionEnvironment } from './execution-environment.js';
import type {
  EnvironmentState,
  FunctionCall,
  FunctionDone,
  FunctionIdentity,
  FunctionOutcome,
} from './function-call.js';
import {
  exited,
  exitReason,
  invalidEntrypoint,
  refused,
  RESPONSE_LIMIT_BYTES,
  responseTooLarge,
  unreadableEvent,
} from './function-error.js';
import { headerText } from './header-text.js';
import { handOn } from './hand-on.js';
import { readLines } from './output-lines.js';
import { comesFromGroup } from './peer-process.js';
import { functionLine } from './worker-environment.js';

/** How a function's process is started. */
export interface RuntimeCommand {
  readonly identity: FunctionIdentity;
  readonly program: string;
  readonly programArguments: readonly string[];
  readonly taskRoot: string;
  readonly timeoutMs: number;
  readonly environment: Readonly<Record<string, string>>;
  /** Whether it takes a path behind the host and the port of the Runtime API, which are all that Lambda documents. */
  readonly takesPath: boolean;
}

interface Running {
  readonly call: FunctionCall;
  readonly done: FunctionDone;
  isSent: boolean;
}

/**
 * Runs a function's process against a Lambda Runtime API of its own on the loopback address: Python and custom runtimes
 * (`bootstrap`), as Lambda itself does.
 *
 * It answers the function's own processes only: events and responses are not for others on this machine, nor for the pages
 * of a browser. Its own are known by a secret path or else by their process group. Assumed: where the system does not say
 * whose a connection is (all but Linux), a custom runtime has to be trusted; many read no more than host and port.
 *
 * Documented: https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
export function startWithRuntimeApi(
  command: RuntimeCommand,
  listener: EnvironmentListener,
  log: RuntimeLog,
): ExecutionEnvironment {
  return new RuntimeApiEnvironment(command, listener, log);
}

class RuntimeApiEnvironment implements ExecutionEnvironment {
  state: EnvironmentState['state'] = 'starting';
  readonly files: readonly string[] = [];
  readonly lookahead = 0;
  private readonly server: http.Server;
  private child: ChildProcess | undefined;
  private readonly hasEnded: Promise<void>;
  private resolveEnded: () => void = () => undefined;
  /** The runtime's request for the next event, while there is none. */
  private poll: http.ServerResponse | undefined;
  private running: Running | undefined;
  /** Host and port. */
  private authority = '';
  /** Before the path of each request. */
  private readonly prefix: string;
  /** For each connection whether a process of the function has its other end. */
  private readonly peers = new WeakMap<Socket, boolean>();
  private hasWarned = false;

  constructor(
    private readonly command: RuntimeCommand,
    private readonly listener: EnvironmentListener,
    private readonly log: RuntimeLog,
  ) {
    this.prefix = command.takesPath ? `/${randomBytes(16).toString('hex')}` : '';
    this.hasEnded = new Promise((resolve) => (this.resolveEnded = resolve));
    this.server = http.createServer((request, response) => void this.serve(request, response));
    // A function may take minutes between its requests and for one of them.
    Object.assign(this.server, { keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: 0 });
    // For lack of file descriptors, which clients that only connect can use up.
    this.server.on('error', (error) => {
      this.print('stderr', error.message);
      this.end((id) => exited(id, 'exit status 1'));
    });
    this.server.listen(0, '127.0.0.1', () => this.spawn());
    this.server.unref();
  }

  run(call: FunctionCall, done: FunctionDone): void {
    try {
      call.payload.value();
    } catch (error) {
      done(unreadableEvent((error as Error).message));
      return;
    }
    this.state = 'busy';
    this.running = { call, done, isSent: false };
    this.sendNext();
  }

  hasBegun(): boolean {
    return true;
  }

  takeBack(): boolean {
    return false;
  }

  async stop(): Promise<void> {
    this.state = 'ended';
    this.running = undefined;
    this.server.close();
    this.child?.ref();
    this.kill();
    this.server.closeAllConnections();
    if (this.child !== undefined) await this.hasEnded;
  }

  private spawn(): void {
    if (this.state === 'ended') return;
    const { identity, program, programArguments, taskRoot, environment } = this.command;
    this.authority = `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    const env = { ...environment, AWS_LAMBDA_RUNTIME_API: this.authority + this.prefix };
    // Without file descriptors it has no streams.
    let child: ChildProcess;
    try {
      child = startChild(identity.functionName, env, () =>
        spawn(program, programArguments, {
          cwd: taskRoot,
          env,
          stdio: ['ignore', 'pipe', 'pipe'],
          // A process group of its own, so that what a bootstrap starts ends with it.
          detached: process.platform !== 'win32',
        }),
      );
    } catch (error) {
      this.end(() => refused('ResourceNotFoundException', (error as Error).message));
      return;
    }
    this.child = child;
    child.on('error', (error: NodeJS.ErrnoException) => {
      const why = error.code === 'EACCES' ? 'permission denied' : error.message;
      this.resolveEnded();
      this.end((id) => invalidEntrypoint(id, `fork/exec ${program}: ${why}`));
    });
    // Its `close` waits for streams that do not keep the gateway's process alive.
    child.on('exit', () => this.resolveEnded());
    child.on('close', (code, signal) => {
      this.end((id) => exited(id, exitReason(code, signal)));
    });
    readLines(child.stdout, (line) => this.print('stdout', line));
    readLines(child.stderr, (line) => this.print('stderr', line));
    child.unref();
    for (const stream of [child.stdout, child.stderr]) if (stream instanceof Socket) stream.unref();
  }

  private kill(): void {
    const { pid, exitCode, signalCode } = this.child ?? {};
    if (pid === undefined || exitCode != null || signalCode != null) return;
    try {
      process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
    } catch {
      // It ended a moment ago.
    }
  }

  private print(stream: FunctionOutput['stream'], text: string): void {
    const { functionName } = this.command.identity;
    this.log.functionOutput(functionLine(functionName, this.running?.call.requestId ?? '', stream, text));
  }

  /** The process is gone, whatever it was doing. */
  private end(outcome: (requestId: string) => FunctionOutcome): void {
    const { state, running } = this;
    if (state === 'ended') return;
    this.state = 'ended';
    this.running = undefined;
    if (state === 'starting') {
      this.listener.failed(outcome);
      return;
    }
    running?.done(outcome(running.call.requestId));
    this.listener.ended();
  }

  private async serve(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    if (!this.isOwn(request)) {
      this.refuse(request, response);
      return;
    }
    const path = (request.url ?? '').slice(this.prefix.length);
    if (request.method === 'GET' && path === '/2018-06-01/runtime/invocation/next') {
      this.poll = response;
      if (this.state === 'starting' || (this.state === 'busy' && this.running === undefined)) {
        this.state = 'idle';
        this.listener.ready();
      }
      this.sendNext();
      return;
    }
    const invocation = /^\/2018-06-01\/runtime\/invocation\/([^/]+)\/(response|error)$/.exec(path);
    const running = this.running?.isSent === true ? this.running : undefined;
    if (request.method === 'POST' && invocation?.[2] === 'response' && isStreaming(request)) {
      if (running !== undefined && invocation[1] === running.call.requestId) {
        await this.stream(running.call, request, response);
        return;
      }
    }
    const body = await readBody(request);
    if (request.method === 'POST' && path === '/2018-06-01/runtime/init/error' && this.state === 'starting') {
      answer(response, 202, { status: 'OK' });
      this.end(() => ({ kind: 'function-error', payload: LambdaPayload.ofText(String(body)) }));
    } else if (request.method !== 'POST' || invocation === null) {
      answer(response, 404, { errorMessage: `No such operation: ${path}`, errorType: 'NotFound' });
    } else if (this.running?.isSent !== true || invocation[1] !== this.running.call.requestId) {
      answer(response, 400, { errorMessage: 'Invalid request ID', errorType: 'InvalidRequestID' });
    } else if (body === undefined) {
      const errorMessage = `Exceeded maximum allowed payload size (${RESPONSE_LIMIT_BYTES} bytes).`;
      answer(response, 413, { errorMessage, errorType: 'RequestEntityTooLarge' });
      this.finish(responseTooLarge());
    } else {
      answer(response, 202, { status: 'OK' });
      const payload = LambdaPayload.ofText(body.toString('utf8'));
      this.finish({ kind: invocation[2] === 'error' ? 'function-error' : 'answer', payload });
    }
  }

  /** Documented: https://docs.aws.amazon.com/lambda/latest/dg/runtimes-custom.html#runtimes-custom-response-streaming */
  private async stream(
    call: FunctionCall,
    request: http.IncomingMessage,
    response: http.ServerResponse,
  ): Promise<void> {
    // A runtime cannot be told that nobody reads on: the rest is taken from it and dropped.
    const stream = call.openStream(request.headers['content-type'] ?? 'application/octet-stream', () => undefined);
    try {
      await handOn(request, stream);
    } catch {
      // The process ended while it was sending, which its `close` reports.
      return;
    }
    answer(response, 202, { status: 'OK' });
    const error = request.trailers['lambda-runtime-function-error-body'];
    const text = error === undefined ? '' : Buffer.from(error, 'base64').toString('utf8');
    this.finish({ kind: error === undefined ? 'answer' : 'function-error', payload: LambdaPayload.ofText(text) });
  }

  private isOwn({ url = '', headers, socket }: http.IncomingMessage): boolean {
    if (headers.host !== this.authority || headers.origin !== undefined || headers['sec-fetch-site'] !== undefined) {
      return false;
    }
    if (this.command.takesPath) return url.startsWith(`${this.prefix}/`);
    const groupId = this.child?.pid;
    if (groupId === undefined) return false;
    let peer = this.peers.get(socket);
    if (peer === undefined) this.peers.set(socket, (peer = comesFromGroup(socket, groupId)));
    return peer;
  }

  private refuse(request: http.IncomingMessage, response: http.ServerResponse): void {
    request.resume();
    const errorMessage = 'The Runtime API of a function answers its own processes only';
    answer(response, 403, { errorMessage, errorType: 'AccessDenied' });
    if (this.hasWarned) return;
    this.hasWarned = true;
    const { functionName } = this.command.identity;
    this.log.warn(`Refused a request to the Runtime API of function "${functionName}": it came from another process`);
  }

  /** The environment takes the next event when the runtime asks for it, so it stays busy until then. */
  private finish(outcome: FunctionOutcome): void {
    // What was printed before the response was sent is read in the same round of the event loop.
    setImmediate(() => {
      const { running } = this;
      this.running = undefined;
      running?.done(outcome);
    });
  }

  private sendNext(): void {
    const { running, poll } = this;
    if (running === undefined || running.isSent || poll === undefined) return;
    this.poll = undefined;
    running.isSent = true;
    const { requestId, traceId, qualifier, payload } = running.call;
    const { functionArn } = this.command.identity;
    const body = Buffer.from(payload.text());
    poll.writeHead(200, {
      'Content-Type': 'application/json',
      'Content-Length': body.length,
      'Lambda-Runtime-Aws-Request-Id': requestId,
      'Lambda-Runtime-Deadline-Ms': Date.now() + this.command.timeoutMs,
      'Lambda-Runtime-Invoked-Function-Arn': headerText(qualifier === '' ? functionArn : `${functionArn}:${qualifier}`),
      ...(traceId === '' ? {} : { 'Lambda-Runtime-Trace-Id': headerText(traceId) }),
    });
    poll.end(body);
  }
}

/** Undefined when it is larger than Lambda takes; it is read to its end all the same. */
async function readBody(request: http.IncomingMessage): Promise<Buffer | undefined> {
  const body = new ChunkBuffer();
  let isTooLarge = false;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      isTooLarge ||= body.length + chunk.length > RESPONSE_LIMIT_BYTES;
      if (!isTooLarge) body.add(chunk);
    }
  } catch {
    // The process ended while it was sending, which its `close` reports.
  }
  return isTooLarge ? undefined : body.take();
}

function isStreaming({ headers }: http.IncomingMessage): boolean {
  return headers['lambda-runtime-function-response-mode'] === 'streaming';
}

function answer(response: http.ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(`${JSON.stringify(body)}\n`);
}
