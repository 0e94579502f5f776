import { LambdaPayload, type FunctionOutput, type RuntimeLog } from '../environment.js';
import type { EnvironmentListener, ExecutionEnvironment } from './execution-environment.js';
import type { EnvironmentState, FunctionCall, FunctionDone, FunctionOutcome } from './function-call.js';
import { exited, refused } from './function-error.js';

/** How messages reach a worker and how it is ended. */
export interface WorkerTransport {
  send(message: string): void;
  stop(): Promise<void>;
}

/**
 * The gateway's side of `worker.cjs`, which describes the messages. A thread or a process gives its transport, hands over
 * what it receives and says when it has ended.
 */
export class WorkerEnvironment implements ExecutionEnvironment {
  state: EnvironmentState['state'] = 'starting';
  files: readonly string[] = [];
  private running: { readonly call: FunctionCall; readonly done: FunctionDone } | undefined;

  constructor(
    private readonly functionName: string,
    private readonly transport: WorkerTransport,
    private readonly listener: EnvironmentListener,
    private readonly log: RuntimeLog,
  ) {}

  run(call: FunctionCall, deadlineMs: number, done: FunctionDone): void {
    this.state = 'busy';
    this.running = { call, done };
    const { requestId, traceId, qualifier } = call;
    this.transport.send(`${requestId}\n${deadlineMs}\n${traceId}\n${qualifier}\n${call.payload.text()}`);
  }

  async stop(): Promise<void> {
    this.state = 'ended';
    this.running = undefined;
    await this.transport.stop();
  }

  receive(message: string): void {
    if (this.state === 'ended') {
      this.receiveOutput(message);
      return;
    }
    const content = message.slice(1);
    switch (message[0]) {
      case 'r':
        this.finish({ kind: 'answer', payload: LambdaPayload.ofText(content) }, 'idle');
        break;
      case 'e':
        this.finish({ kind: 'function-error', payload: LambdaPayload.ofText(content) }, 'idle');
        break;
      case 'f':
        this.finish({ kind: 'function-error', payload: LambdaPayload.ofText(content) }, 'ended');
        this.listener.ended();
        break;
      case 's':
        this.finish(streamed(content), 'idle');
        break;
      case 'j':
        this.finish(
          refused('InvalidRequestContentException', `Could not parse request body into json: ${content}`),
          'idle',
        );
        break;
      case 'R':
        this.state = 'idle';
        this.files = JSON.parse(content) as string[];
        this.listener.ready();
        break;
      case 'I':
        this.state = 'ended';
        this.listener.failed(() => ({ kind: 'function-error', payload: LambdaPayload.ofText(content) }));
        break;
      default:
        this.receiveOutput(message);
    }
  }

  /** `reason` as `exited` takes it. */
  ended(reason: string | undefined): void {
    const { state } = this;
    if (state === 'ended') return;
    this.state = 'ended';
    if (state === 'starting') {
      this.listener.failed((requestId) => exited(requestId, reason));
      return;
    }
    const { running } = this;
    this.running = undefined;
    running?.done(exited(running.call.requestId, reason));
    this.listener.ended();
  }

  /** A line that did not come through the console: of a native module, of Node itself, of a child process. */
  receiveLine(stream: FunctionOutput['stream'], text: string): void {
    this.log.functionOutput(functionLine(this.functionName, this.running?.call.requestId ?? '', stream, text));
  }

  private finish(outcome: FunctionOutcome, state: EnvironmentState['state']): void {
    const { running } = this;
    this.state = state;
    this.running = undefined;
    running?.done(outcome);
  }

  private receiveOutput(message: string): void {
    const letter = message[0];
    if (letter === 'm') {
      const name = message.slice(1);
      const advice = `Lambda brings it, here it comes from your project: npm install --save-dev ${name}`;
      this.log.warn(`Cannot load function "${this.functionName}": ${name} is not installed. ${advice}`);
    } else if (letter === 'o' || letter === 'x') {
      const idEnd = message.indexOf('\n');
      const stream = letter === 'o' ? 'stdout' : 'stderr';
      this.log.functionOutput(
        functionLine(this.functionName, message.slice(1, idEnd), stream, message.slice(idEnd + 1)),
      );
    }
  }
}

function streamed(content: string): FunctionOutcome {
  const typeEnd = content.indexOf('\n');
  const body = Buffer.from(content.slice(typeEnd + 1), 'base64');
  return { kind: 'stream', contentType: content.slice(0, typeEnd), body };
}

/** `requestId` is empty for what is written while the code is loaded. */
export function functionLine(
  functionName: string,
  requestId: string,
  stream: FunctionOutput['stream'],
  text: string,
): FunctionOutput {
  return { functionName, stream, text, ...(requestId === '' ? {} : { requestId }) };
}
