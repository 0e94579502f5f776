import http from 'node:http';
import https from 'node:https';
import { ChunkBuffer } from '../../support/chunk-buffer.js';
import type { LambdaRefusal } from '../lambda-invoker.js';
import { LambdaPayload } from '../lambda-payload.js';
import type { EnvironmentState, FunctionCall, FunctionDone, FunctionOutcome, FunctionRunner } from './function-call.js';
import { refused, RESPONSE_LIMIT_BYTES, responseTooLarge } from './function-error.js';
import { handOn } from './hand-on.js';
import { headerText } from './header-text.js';

const REFUSALS: readonly LambdaRefusal[] = [
  'ResourceNotFoundException',
  'InvalidRequestContentException',
  'RequestTooLargeException',
  'TooManyRequestsException',
];

/**
 * A function that answers Lambda's Invoke operation at another address: a container with the runtime interface emulator,
 * a function in a debugger, another emulator.
 *
 * Documented: https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export class UrlFunction implements FunctionRunner {
  readonly takesText = true;
  private readonly agent: http.Agent;
  private readonly client: typeof http | typeof https;
  private isFinishing = false;
  private readonly running = new Map<FunctionCall, http.ClientRequest>();

  constructor(private readonly url: URL) {
    this.client = this.url.protocol === 'https:' ? https : http;
    this.agent = new this.client.Agent({ keepAlive: true });
  }

  call(call: FunctionCall, done: FunctionDone): void {
    let isDone = false;
    const finish = (outcome: FunctionOutcome): void => {
      if (isDone) return;
      isDone = true;
      this.running.delete(call);
      done(outcome);
      if (this.isFinishing && this.running.size === 0) this.agent.destroy();
    };
    let isStreaming = false;
    const body = Buffer.from(call.payload.text());
    const request = this.client.request(
      this.url,
      {
        method: 'POST',
        agent: this.agent,
        // No function runs longer.
        timeout: 900_000,
        headers: {
          'Content-Type': 'application/json',
          'Content-Length': body.length,
          'X-Amz-Invocation-Type': 'RequestResponse',
          ...(call.traceId === '' ? {} : { 'X-Amzn-Trace-Id': headerText(call.traceId) }),
        },
      },
      (response) => {
        if (call.isStreamed && isAnswer(response)) {
          isStreaming = true;
          this.stream(call, request, response, finish);
          return;
        }
        const body = new ChunkBuffer();
        response.on('data', (chunk: Buffer) => {
          body.add(chunk);
          if (body.length <= RESPONSE_LIMIT_BYTES) return;
          finish(responseTooLarge());
          request.destroy();
        });
        response.on('end', () => finish(readAnswer(response, body.take().toString('utf8'))));
        response.on('error', (error) => finish(this.unreachable(error)));
      },
    );
    request.on('timeout', () => request.destroy(new Error('no answer within 15 minutes')));
    request.on('error', (error) => finish(this.unreachable(error)));
    // As when the other side switches to another protocol.
    request.on('close', () => {
      if (!isStreaming) finish(this.unreachable(new Error('it closed the connection')));
    });
    this.running.set(call, request);
    request.end(body);
  }

  /**
   * Assumed: few emulators know InvokeWithResponseStream; the response to their Invoke begins with the same metadata, and
   * comes as the function writes it where they can.
   */
  private stream(
    call: FunctionCall,
    request: http.ClientRequest,
    response: http.IncomingMessage,
    finish: FunctionDone,
  ): void {
    const contentType = response.headers['content-type'] ?? 'application/octet-stream';
    const stream = call.openStream(contentType, () => void request.destroy());
    handOn(response, stream).then(
      () => finish({ kind: 'answer', payload: LambdaPayload.ofText('') }),
      (error: unknown) => finish(this.unreachable(error as Error)),
    );
  }

  /** Hangs up: nobody waits for the answer any more. */
  forget(call: FunctionCall): void {
    this.running.get(call)?.destroy();
  }

  restart(): void {
    // The other address looks after its code.
  }

  loadedFiles(): undefined {
    return undefined;
  }

  warmUp(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  environments(): readonly EnvironmentState[] {
    return [];
  }

  finish(): Promise<void> {
    this.isFinishing = true;
    if (this.running.size === 0) this.agent.destroy();
    return Promise.resolve();
  }

  close(): Promise<void> {
    for (const request of this.running.values()) request.destroy();
    this.agent.destroy();
    return Promise.resolve();
  }

  private unreachable(error: Error): FunctionOutcome {
    return refused('ServiceException', `Cannot reach the function at ${this.url.href}: ${error.message}`);
  }
}

/**
 * Where a function is invoked. A URL whose path already says `/2015-03-31/functions/…` is called as it is, since some
 * emulators know one name only. Undefined when the address is not one of http or https.
 */
export function invokeUrl(address: string, functionName: string): URL | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  if (!url.pathname.includes('/2015-03-31/functions/')) {
    const base = url.pathname.replace(/\/$/, '');
    url.pathname = `${base}/2015-03-31/functions/${encodeURIComponent(functionName)}/invocations`;
  }
  return url;
}

/** Neither a refusal nor an error of the function. */
function isAnswer({ statusCode = 0, headers }: http.IncomingMessage): boolean {
  return statusCode >= 200 && statusCode < 300 && headers['x-amz-function-error'] === undefined;
}

function readAnswer(response: http.IncomingMessage, text: string): FunctionOutcome {
  const status = response.statusCode ?? 0;
  if (status >= 200 && status < 300) {
    const isError = response.headers['x-amz-function-error'] !== undefined;
    return { kind: isError ? 'function-error' : 'answer', payload: LambdaPayload.ofText(text === '' ? 'null' : text) };
  }
  const named = String(response.headers['x-amzn-errortype']).split(':')[0];
  const errorType = REFUSALS.find((refusal) => refusal === named) ?? 'ServiceException';
  return refused(errorType, `Invoke answered ${status}: ${text}`);
}
