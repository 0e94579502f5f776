import type { EventParts } from './event-template.js';
import type { HeaderLine } from './http-message.js';

/**
 * What AWS leaves to the world. Everything that a definition does not decide enters the runtime here, so that a
 * recorded request replays exactly.
 */
export interface Environment {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly lambda: LambdaInvoker;
  readonly http: HttpClient;
  readonly signer: RequestSigner;
  readonly log: RuntimeLog;
}

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
}

export interface Ids {
  /** A UUID in the form of `x-amzn-RequestId`. */
  requestId(): string;
  /** The form of `x-amz-apigw-id`: 15 characters of base64 and `=`. */
  extendedRequestId(): string;
  /** Root part of `X-Amzn-Trace-Id`, without `Root=`: `1-<8 hex>-<24 hex>`. */
  traceRoot(): string;
  /** 16 hexadecimal digits, the form of a trace's Parent. */
  traceParent(): string;
  /** A number from 0 up to, not including, 1. */
  random(): number;
}

export interface RuntimeLog {
  warn(message: string): void;
  /** One line that a function wrote, with the function's name and the request id where known. */
  functionOutput(line: FunctionOutput): void;
}

export interface FunctionOutput {
  readonly functionName: string;
  readonly requestId?: string;
  readonly stream: 'stdout' | 'stderr';
  readonly text: string;
}

/**
 * JSON on its way to or from a function. Whoever has a value gives a value and whoever has text gives text, so that a
 * handler in this thread costs no serialization.
 */
export class LambdaPayload {
  private constructor(
    private textForm: string | undefined,
    private valueForm: { readonly value: unknown } | undefined,
    /** Set where it is the event of an `EventTemplate`. */
    readonly parts: EventParts | undefined,
  ) {}

  static ofText(text: string): LambdaPayload {
    return new LambdaPayload(text, undefined, undefined);
  }

  /** `value` is plain JSON data that the receiver may keep and change. */
  static ofValue(value: unknown): LambdaPayload {
    return new LambdaPayload(undefined, { value }, undefined);
  }

  static ofEvent(parts: EventParts): LambdaPayload {
    return new LambdaPayload(undefined, undefined, parts);
  }

  /** Whether `text()` costs nothing. */
  hasText(): boolean {
    return this.textForm !== undefined;
  }

  text(): string {
    this.textForm ??= JSON.stringify(this.value()) as string | undefined;
    return this.textForm ?? 'null';
  }

  /** @throws {SyntaxError} when the text is no JSON */
  value(): unknown {
    if (this.valueForm === undefined && this.parts !== undefined) this.valueForm = { value: this.parts.build() };
    return this.valueForm === undefined ? JSON.parse(this.text()) : this.valueForm.value;
  }

  /** Whether its JSON takes more than that. */
  isLargerThan(limitBytes: number): boolean {
    const { parts } = this;
    // Nothing in an event is there more than twice; what no form outgrows is taken off the limit.
    if (parts !== undefined && 2 * mostBytes(parts.valuesText()) <= limitBytes - FORM_BYTES) return false;
    const text = this.text();
    return mostBytes(text) > limitBytes && Buffer.byteLength(text) > limitBytes;
  }

  /** Of the texts that it keeps, about. */
  get keptBytes(): number {
    const { parts, textForm } = this;
    return (textForm?.length ?? 0) + (parts?.hasValuesText() === true ? parts.valuesText().length : 0);
  }
}

const FORM_BYTES = 10_000;

/** In UTF-8, which takes one to three bytes for each unit of the string. */
function mostBytes(text: string): number {
  return text.length * 3;
}

export interface LambdaInvocation {
  /** The name of a `LambdaFunction`, without ARN or qualifier. */
  readonly functionName: string;
  /** Version or alias, where the URI names one. */
  readonly qualifier?: string | undefined;
  readonly payload: LambdaPayload;
  readonly invocationType: 'RequestResponse' | 'Event';
  /** How long the gateway waits. The function's own timeout is the invoker's business. */
  readonly timeoutMs: number;
  /** `X-Amzn-Trace-Id` as the gateway hands it on. */
  readonly traceId?: string;
  /** Ends the wait early: the client hung up or the gateway closes. */
  readonly signal?: AbortSignal;
}

export type LambdaResult =
  | { readonly kind: 'answer'; readonly payload: LambdaPayload }
  /** The function threw, timed out by its own setting, or ended its process: Lambda's `X-Amz-Function-Error`. */
  | { readonly kind: 'function-error'; readonly payload: LambdaPayload }
  /**
   * The whole of a streamed response (`awslambda.streamifyResponse`). With the content type
   * `application/vnd.awslambda.http-integration-response` the body is JSON metadata, eight NUL bytes and the content.
   */
  | { readonly kind: 'stream'; readonly contentType: string; readonly body: Buffer }
  /** Queued: the answer to an `Event` invocation. */
  | { readonly kind: 'accepted' }
  /** The gateway's wait ended first. */
  | { readonly kind: 'timeout' }
  /** Lambda itself refused: no such function, not runnable here, too many requests, payload over 6 MB. */
  | { readonly kind: 'refused'; readonly errorType: LambdaRefusal; readonly message: string };

export type LambdaRefusal =
  | 'ResourceNotFoundException'
  | 'InvalidRequestContentException'
  | 'RequestTooLargeException'
  | 'TooManyRequestsException'
  | 'ServiceException';

export interface LambdaInvoker {
  invoke(invocation: LambdaInvocation): Promise<LambdaResult>;
  close(): Promise<void>;
}

export interface OutgoingRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly HeaderLine[];
  readonly body: Buffer;
  readonly timeoutMs: number;
  readonly tls?: OutgoingTls;
  readonly signal?: AbortSignal;
}

export interface OutgoingTls {
  readonly insecureSkipVerification?: boolean;
}

export type OutgoingResult =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly statusText: string;
      readonly headers: readonly HeaderLine[];
      readonly body: Buffer;
    }
  | { readonly kind: 'timeout' }
  /** Refused, reset, unreadable, untrusted: `message` is for the log, never for the client. */
  | { readonly kind: 'unreachable'; readonly message: string };

/** Signs calls of AWS services. */
export interface RequestSigner {
  /** @returns all headers of the request, with those of the signature */
  sign(request: {
    readonly method: string;
    readonly url: string;
    readonly headers: readonly HeaderLine[];
    readonly body: Buffer;
    readonly service: string;
    readonly region: string;
  }): readonly HeaderLine[];
}

export interface HttpClient {
  send(request: OutgoingRequest): Promise<OutgoingResult>;
  close(): Promise<void>;
}
