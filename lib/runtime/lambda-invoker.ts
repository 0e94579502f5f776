import type { ByteStream } from './byte-stream.js';
import type { LambdaPayload } from './lambda-payload.js';

export interface LambdaInvocation {
  /** The name of a `LambdaFunction`, without ARN or qualifier. */
  readonly functionName: string;
  /** Version or alias, where the URI names one. */
  readonly qualifier?: string | undefined;
  readonly payload: LambdaPayload;
  /** Lambda's own, which is not API Gateway's; a new one unless given. */
  readonly requestId?: string;
  readonly invocationType: 'RequestResponse' | 'Event';
  /**
   * Whether a response that the function streams is handed over as it is written (InvokeWithResponseStream). Default false:
   * it is an answer like any other, once it is whole.
   */
  readonly streams?: boolean;
  /** How long the gateway waits, for a streamed response until it begins. The function's own timeout is the invoker's business. */
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
   * A response that has begun (`awslambda.streamifyResponse`). It fails when the function does. With the content type
   * `application/vnd.awslambda.http-integration-response` the body is JSON metadata, eight NUL bytes and the content.
   */
  | { readonly kind: 'stream'; readonly contentType: string; readonly body: ByteStream }
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
