import { assertNever } from '../../support/assert-never.js';
import { defined } from '../../support/defined.js';
import { cutAfter, StreamTimeout, type ByteStream } from '../byte-stream.js';
import type { Environment } from '../environment.js';
import type { OutgoingResult } from '../http-client.js';
import type { LambdaResult } from '../lambda-invoker.js';
import { LambdaPayload } from '../lambda-payload.js';
import { findHeader } from '../header-lines.js';
import type { HeaderLine } from '../http-message.js';
import { GatewayFault } from '../fault.js';
import { readStreamMetadata } from './stream-metadata.js';

/** What goes to the backend, whole. */
export type IntegrationRequest =
  | { readonly kind: 'mock'; readonly statusCode: number }
  | HttpIntegrationRequest
  | {
      readonly kind: 'lambda';
      readonly functionName: string;
      readonly qualifier: string | undefined;
      readonly payload: LambdaPayload;
      readonly invocationType: 'RequestResponse' | 'Event';
      readonly timeoutMs: number;
      /** How long a streamed response may pause; absent: the response is taken whole (Invoke). */
      readonly streamIdleMs?: number | undefined;
    };

export interface HttpIntegrationRequest {
  readonly kind: 'http';
  readonly method: string;
  readonly url: string;
  /** Where a VPC link leads to, `host:port`; absent: to the URL's host. */
  readonly connectTo?: string | undefined;
  readonly headers: readonly HeaderLine[];
  readonly body: Buffer;
  readonly timeoutMs: number;
  readonly insecureSkipVerification: boolean;
  readonly clientCertificateId?: string | undefined;
  /** How long a streamed answer may pause; absent: the answer is taken whole. */
  readonly streamIdleMs?: number | undefined;
  /** Set where the request must be signed: AWS services. */
  readonly sign?: { readonly service: string; readonly region: string; readonly credentials?: string };
}

export type IntegrationResult =
  | { readonly kind: 'answer'; readonly status: number; readonly headers: readonly HeaderLine[]; readonly body: Buffer }
  /** An answer whose body is still on its way. */
  | {
      readonly kind: 'http-stream';
      readonly status: number;
      readonly headers: readonly HeaderLine[];
      readonly body: ByteStream;
    }
  | LambdaAnswer
  /** A function's response that is still on its way; without metadata it is not in the format that streams. */
  | {
      readonly kind: 'lambda-stream';
      readonly requestId: string;
      readonly contentType: string;
      readonly metadata: string | undefined;
      readonly body: ByteStream;
    }
  /** Lambda took an asynchronous invocation. */
  | { readonly kind: 'accepted'; readonly requestId: string };

export interface LambdaAnswer {
  readonly kind: 'lambda';
  /** Lambda's request id, as the function has it. */
  readonly requestId: string;
  readonly payload: LambdaPayload;
  readonly functionError: boolean;
}

/** A result that does not belong to the kind of request that was sent: a defect. */
export function unexpectedResult({ kind }: IntegrationResult): Error {
  return new Error(`Unexpected result of an integration: ${kind}`);
}

/** The client for which a backend is called. */
export interface IntegrationClient {
  /** `X-Amzn-Trace-Id` as it goes on to a function. */
  readonly traceId: string;
  /** Aborted when the client hangs up. */
  readonly signal: AbortSignal | undefined;
}

/**
 * Sends a request to the backend and waits for its answer, as long as the integration says.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-integration-settings.html
 *
 * @throws {GatewayFault} integration-timeout, integration-unreachable, lambda-refused
 */
export function invokeIntegration(
  request: IntegrationRequest,
  client: IntegrationClient,
  env: Environment,
): IntegrationResult | Promise<IntegrationResult> {
  switch (request.kind) {
    case 'mock':
      return { kind: 'answer', status: request.statusCode, headers: [], body: NOTHING };
    case 'http':
      return sendHttp(request, client, env);
    case 'lambda':
      return invokeFunction(request, client, env);
    default:
      return assertNever(request);
  }
}

const NOTHING = Buffer.alloc(0);

async function sendHttp(
  request: HttpIntegrationRequest,
  client: IntegrationClient,
  env: Environment,
): Promise<IntegrationResult> {
  const { method, url, body, timeoutMs, insecureSkipVerification, clientCertificateId, sign, streamIdleMs, connectTo } =
    request;
  const headers =
    sign === undefined ? request.headers : env.signer.sign({ method, url, headers: request.headers, body, ...sign });
  const hasLength = findHeader(headers, 'content-length') !== undefined;
  const { signal } = client;
  const sentMs = performance.now();
  const result = await env.http.send({
    method,
    url,
    ...defined({ connectTo }),
    headers: hasLength ? headers : [...headers, ['Content-Length', String(body.length)]],
    body,
    ...(streamIdleMs === undefined ? { timeoutMs } : { timeoutMs: Math.min(timeoutMs, streamIdleMs), streams: true }),
    ...((insecureSkipVerification || clientCertificateId !== undefined) && {
      tls: { insecureSkipVerification, ...defined({ clientCertificateId }) },
    }),
    ...(signal !== undefined && { signal }),
  });
  if (result.kind !== 'stream') return readHttp(result);
  const { status, headers: received } = result;
  const restMs = timeoutMs - (performance.now() - sentMs);
  return {
    kind: 'http-stream',
    status,
    headers: received,
    body: cutAfter(result.body, restMs, streamIdleMs ?? restMs),
  };
}

function readHttp(result: Exclude<OutgoingResult, { kind: 'stream' }>): IntegrationResult {
  switch (result.kind) {
    case 'answer':
      return result;
    case 'timeout':
      throw timedOut();
    case 'unreachable':
      throw new GatewayFault({ kind: 'integration-unreachable', problem: result.message });
  }
}

async function invokeFunction(
  request: Extract<IntegrationRequest, { kind: 'lambda' }>,
  { traceId }: IntegrationClient,
  env: Environment,
): Promise<IntegrationResult> {
  const { functionName, qualifier, payload, invocationType, timeoutMs, streamIdleMs } = request;
  const sentMs = performance.now();
  const requestId = env.ids.requestId();
  // The function runs on when the client hangs up, as on AWS.
  const result = await env.lambda.invoke({
    functionName,
    qualifier,
    requestId,
    payload: payload.hasText() && payload.text() === '' ? EMPTY_EVENT : payload,
    invocationType,
    ...(streamIdleMs === undefined ? { timeoutMs } : { timeoutMs: Math.min(timeoutMs, streamIdleMs), streams: true }),
    traceId,
  });
  if (result.kind !== 'stream') return readLambda(requestId, result);
  const restMs = timeoutMs - (performance.now() - sentMs);
  return readStream(requestId, result.contentType, cutAfter(result.body, restMs, streamIdleMs ?? restMs));
}

/** Assumed: a function that fails before its metadata is whole has not responded in the format. */
async function readStream(requestId: string, contentType: string, body: ByteStream): Promise<IntegrationResult> {
  try {
    return { kind: 'lambda-stream', requestId, contentType, metadata: await readStreamMetadata(body), body };
  } catch (error) {
    if (error instanceof StreamTimeout) throw timedOut();
    throw new GatewayFault({ kind: 'malformed-stream', problem: (error as Error).message });
  }
}

/** Observed: Lambda makes `{}` of an empty body. */
const EMPTY_EVENT = LambdaPayload.ofText('{}');

function readLambda(requestId: string, result: Exclude<LambdaResult, { kind: 'stream' }>): IntegrationResult {
  switch (result.kind) {
    case 'answer':
      return { kind: 'lambda', requestId, payload: result.payload, functionError: false };
    case 'function-error':
      return { kind: 'lambda', requestId, payload: result.payload, functionError: true };
    case 'accepted':
      return { kind: 'accepted', requestId };
    case 'timeout':
      throw timedOut();
    case 'refused':
      // Reported by users: Lambda's complaint about a payload that is no JSON reaches the integration response.
      if (result.errorType === 'InvalidRequestContentException') {
        return {
          kind: 'lambda',
          requestId,
          payload: LambdaPayload.ofValue({ Type: 'User', message: result.message }),
          functionError: false,
        };
      }
      throw new GatewayFault({ kind: 'lambda-refused', errorType: result.errorType, message: result.message });
    default:
      return assertNever(result);
  }
}

function timedOut(): GatewayFault {
  return new GatewayFault({ kind: 'integration-timeout' });
}
