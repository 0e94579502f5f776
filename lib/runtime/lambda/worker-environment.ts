import type { Writable } from 'node:stream';
import type { FunctionOutput, RuntimeLog } from '../environment.js';
import { LambdaPayload } from '../lambda-payload.js';
import type { EventForm, EventParts } from '../event-template.js';
import type { EnvironmentListener, ExecutionEnvironment } from './execution-environment.js';
import type { EnvironmentState, FunctionCall, FunctionDone, FunctionOutcome } from './function-call.js';
import { exited, responseTooLarge, unreadableEvent } from './function-error.js';

/** How messages reach a worker and how it is ended. */
export interface WorkerTransport {
  /** The messages arrive together. */
  send(messages: readonly string[]): void;
  stop(): Promise<void>;
}

const CALLS_AHEAD = 16;
const NOTHING = LambdaPayload.ofText('');
const LAST_NUMBER = 2 ** 31 - 1;

function placeOf(claim: number, claims: Int32Array): number {
  return 1 + (claim % (claims.length - 1));
}

/** Memory that a thread has together with the gateway. */
export interface SharedWithThread {
  /** Who has which call; the first element is the number that the worker came to last. */
  readonly claims: Int32Array<SharedArrayBuffer>;
  /** One element: how much output is on its way, in characters. */
  readonly printed: Int32Array<SharedArrayBuffer>;
}

interface CallInLine {
  readonly call: FunctionCall;
  readonly done: FunctionDone;
  /** The call's number where the gateway and the worker decide who has it; 0 without one. */
  readonly claim: number;
}

/**
 * The gateway's side of `worker.cjs`, which describes the messages. A thread or a process gives its transport, hands over
 * what it receives and says when it has ended.
 *
 * With `claims` calls are sent ahead: whoever first sets a call's number in its place to 0 has it, the worker to run it or
 * the gateway to take it back. The first element is the number that the worker came to last: until then a place must not be
 * used again.
 *
 * A worker with much output on its way (`printed`) waits for the gateway to say that it took some: once in a round of the
 * event loop, so that a function that prints without end leaves time for everybody else.
 */
export class WorkerEnvironment implements ExecutionEnvironment {
  state: EnvironmentState['state'] = 'starting';
  files: readonly string[] = [];
  lookahead: number;
  private line: CallInLine[] = [];
  private lastClaim = 0;
  /** The streamed response of the call that runs. */
  private stream: Writable | undefined = undefined;
  /** What one round of the event loop has for the worker wakes it once (bench scenario lambda-thread). */
  private unsent: string[] = [];
  /** Output that was taken in this round of the event loop. */
  private taken = 0;
  private readonly claims: SharedWithThread['claims'] | undefined;
  /** Those that the worker has, with their numbers. */
  private readonly forms = new Map<EventForm, number>();

  constructor(
    private readonly functionName: string,
    private readonly transport: WorkerTransport,
    private readonly listener: EnvironmentListener,
    private readonly log: RuntimeLog,
    private readonly shared?: SharedWithThread,
  ) {
    this.claims = shared?.claims;
    this.lookahead = shared === undefined ? 0 : CALLS_AHEAD;
  }

  run(call: FunctionCall, done: FunctionDone): void {
    this.state = 'busy';
    const claim = this.offer();
    this.line.push({ call, done, claim });
    const { requestId, traceId, qualifier, payload } = call;
    const [form, text] = payload.parts === undefined ? ['', payload.text()] : this.inParts(payload.parts);
    this.sendSoon(`${claim}\n${requestId}\n${traceId}\n${qualifier}\n${form}\n${text}`);
  }

  hasBegun(call: FunctionCall): boolean {
    const claim = this.line.find((entry) => entry.call === call)?.claim ?? 0;
    const { claims } = this;
    return claim === 0 || claims === undefined || Atomics.load(claims, placeOf(claim, claims)) !== claim;
  }

  takeBack(call: FunctionCall): boolean {
    const entry = this.line.find((other) => other.call === call);
    const { claims } = this;
    if (entry === undefined || entry.claim === 0 || claims === undefined) return false;
    if (Atomics.compareExchange(claims, placeOf(entry.claim, claims), entry.claim, 0) !== entry.claim) return false;
    this.line = this.line.filter((other) => other !== entry);
    return true;
  }

  async stop(): Promise<void> {
    this.state = 'ended';
    this.line = [];
    await this.transport.stop();
  }

  /** A function that finds the way to the gateway may send anything. */
  receive(message: unknown): void {
    if (typeof message !== 'string') return;
    if (this.state === 'ended') {
      this.receiveOutput(message);
      return;
    }
    const content = message.slice(1);
    switch (message[0]) {
      case 'r':
        this.finish({ kind: 'answer', payload: LambdaPayload.ofText(content) });
        break;
      case 'e':
        this.finish({ kind: 'function-error', payload: LambdaPayload.ofText(content) });
        break;
      case 'f':
        this.state = 'ended';
        this.finish({ kind: 'function-error', payload: LambdaPayload.ofText(content) });
        this.listener.ended();
        break;
      case 'B':
        this.openStream(content);
        break;
      case 'w':
        this.writeStream(content);
        break;
      case 's':
        this.finish({ kind: 'answer', payload: NOTHING });
        break;
      case 'l':
        this.finish(responseTooLarge());
        break;
      case 'j':
        this.finish(unreadableEvent(content));
        break;
      case 'R':
        this.state = 'idle';
        this.files = readFiles(content);
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
    const running = this.line.shift();
    running?.done(exited(running.call.requestId, reason));
    this.listener.ended();
  }

  /** A line that did not come through the console: of a native module, of Node itself, of a child process. */
  receiveLine(stream: FunctionOutput['stream'], text: string): void {
    this.log.functionOutput(functionLine(this.functionName, this.line[0]?.call.requestId ?? '', stream, text));
  }

  private inParts(parts: EventParts): [form: number, text: string] {
    let number = this.forms.get(parts.form);
    if (number === undefined) {
      this.forms.set(parts.form, (number = this.forms.size));
      this.sendSoon(`F${JSON.stringify(parts.form)}`);
    }
    return [number, parts.valuesText()];
  }

  private sendSoon(message: string): void {
    if (this.unsent.push(message) === 1) setImmediate(() => this.send());
  }

  private send(): void {
    const messages = this.unsent;
    this.unsent = [];
    if (this.state !== 'ended') this.transport.send(messages);
  }

  private openStream(contentType: string): void {
    const call = this.line[0]?.call;
    if (call === undefined || this.stream !== undefined) return;
    this.stream = call.openStream(contentType, () => this.sendSoon(`C${call.requestId}`));
  }

  private writeStream(base64: string): void {
    const id = this.line[0]?.call.requestId ?? '';
    this.stream?.write(Buffer.from(base64, 'base64'), () => this.sendSoon(`A${id}`));
  }

  private finish(outcome: FunctionOutcome): void {
    this.stream = undefined;
    const finished = this.line.shift();
    if (this.line.length === 0 && this.state === 'busy') this.state = 'idle';
    finished?.done(outcome);
  }

  /** 0, a call that cannot be taken back, when the worker may still look at every place. */
  private offer(): number {
    const { claims } = this;
    if (claims === undefined) return 0;
    const places = claims.length - 1;
    if (this.lastClaim - Atomics.load(claims, 0) >= places) return 0;
    // Numbers are 32 bits; who has used them up takes one call at a time.
    if (this.lastClaim === LAST_NUMBER) this.lookahead = 0;
    if (this.lookahead === 0) return 0;
    this.lastClaim += 1;
    Atomics.store(claims, placeOf(this.lastClaim, claims), this.lastClaim);
    return this.lastClaim;
  }

  private receiveOutput(message: string): void {
    const letter = message[0];
    if (letter === 'm') {
      const name = message.slice(1);
      const advice = `Lambda brings it, here it comes from your project: npm install --save-dev ${name}`;
      this.log.warn(`Cannot load function "${this.functionName}": ${name} is not installed. ${advice}`);
    } else if (letter === 'o' || letter === 'x') {
      this.countTaken(message.length);
      const idEnd = message.indexOf('\n');
      const stream = letter === 'o' ? 'stdout' : 'stderr';
      this.log.functionOutput(
        functionLine(this.functionName, message.slice(1, idEnd), stream, message.slice(idEnd + 1)),
      );
    }
  }

  private countTaken(characters: number): void {
    if (this.shared === undefined) return;
    if (this.taken === 0) setImmediate(this.tellTaken, this.shared.printed);
    this.taken += characters;
  }

  private readonly tellTaken = (printed: SharedWithThread['printed']): void => {
    Atomics.sub(printed, 0, this.taken);
    this.taken = 0;
    Atomics.notify(printed, 0);
  };
}

function readFiles(json: string): readonly string[] {
  try {
    const files = JSON.parse(json) as unknown;
    return Array.isArray(files) ? files.filter((file) => typeof file === 'string') : [];
  } catch {
    return [];
  }
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
