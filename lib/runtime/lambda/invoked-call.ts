import { PassThrough, Writable } from 'node:stream';
import { ChunkBuffer } from '../../support/chunk-buffer.js';
import type { LambdaResult } from '../lambda-invoker.js';
import { LambdaPayload } from '../lambda-payload.js';
import type { FunctionCall, FunctionOutcome } from './function-call.js';
import { RESPONSE_LIMIT_BYTES, responseTooLarge } from './function-error.js';

type TakeStream = (result: Extract<LambdaResult, { kind: 'stream' }>) => void;

/**
 * A call with what its function streams: it goes to the caller as it is written, or is kept until the call is done.
 *
 * Assumed: the stream of a caller that has gone is closed for the function, so that it ends where on AWS it may run on
 * unseen.
 */
export class InvokedCall implements FunctionCall {
  /** Set by a caller that takes a response as it is written (InvokeWithResponseStream). */
  takeStream: TakeStream | undefined = undefined;
  private isForgotten = false;
  private stream: Writable | undefined = undefined;

  constructor(
    readonly requestId: string,
    readonly payload: LambdaPayload,
    readonly traceId: string,
    readonly qualifier: string,
  ) {}

  get isStreamed(): boolean {
    return this.takeStream !== undefined;
  }

  openStream(contentType: string, onAbandoned: () => void): Writable {
    if (this.takeStream === undefined) return (this.stream = new CollectedStream());
    const stream = new PassThrough();
    this.stream = stream;
    // Its reader meets the error too, if there is one.
    stream.on('error', () => undefined);
    stream.once('close', () => {
      if (this.stream === stream) onAbandoned();
    });
    if (this.isForgotten) stream.destroy();
    else this.takeStream({ kind: 'stream', contentType, body: stream });
    return stream;
  }

  /** Nobody waits any more: a response that the function has yet to begin is not taken. */
  forget(): void {
    this.isForgotten = true;
  }

  /** Ends the response that the function streamed; one whose call did not end well is cut. */
  settle(outcome: FunctionOutcome): FunctionOutcome {
    const { stream } = this;
    this.stream = undefined;
    this.forget();
    if (stream === undefined) return outcome;
    if (stream instanceof CollectedStream) return outcome.kind === 'answer' ? stream.outcome() : outcome;
    if (outcome.kind === 'answer') stream.end();
    else stream.destroy(new Error(outcome.kind === 'refused' ? outcome.message : outcome.payload.text()));
    return outcome;
  }
}

/** What a function streams for a caller that takes the whole of it. */
class CollectedStream extends Writable {
  private readonly content = new ChunkBuffer();
  private isTooLarge = false;

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.isTooLarge ||= this.content.length + chunk.length > RESPONSE_LIMIT_BYTES;
    if (!this.isTooLarge) this.content.add(chunk);
    done();
  }

  outcome(): FunctionOutcome {
    if (this.isTooLarge) return responseTooLarge();
    return { kind: 'answer', payload: LambdaPayload.ofText(this.content.take().toString('utf8')) };
  }
}
