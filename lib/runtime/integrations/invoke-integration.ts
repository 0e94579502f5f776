import { assertNever } from '../../support/assert-never.js';
import { cutAfter, type ByteStream } from '../byte-stream.js';
import type { Environment } from '../environment.js';
import type { OutgoingResult } from '../http-client.js';
import type { LambdaResult } from '../lambda-invoker.js';
import { LambdaPayload } from '../lambda-payload.js';
import { findHeader } from '../header-lines.js';
import type { HeaderLine } from '../http-message.js';
import { GatewayFault } from '../fault.js';

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
    };

export interface HttpIntegrationRequest {
  readonly kind: 'http';
  readonly method: string;
  readonly url: string;
  readonly headers: readonly HeaderLine[];
  readonly body: Buffer;
  readonly timeoutMs: number;
  readonly insecureSkipVerification: boolean;
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
  | { readonly kind: 'lambda'; readonly payload: LambdaPayload; readonly functionError: boolean }
  /** The whole of a streamed answer, with the metadata in front of it if its content type says so. */
  | { readonly kind: 'stream'; readonly contentType: string; readonly body: Buffer }
  /** Lambda took an asynchronous invocation. */
  | { readonly kind: 'accepted' };

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
  const { method, url, body, timeoutMs, insecureSkipVerification, sign, streamIdleMs } = request;
  const headers =
    sign === undefined ? request.headers : env.signer.sign({ method, url, headers: request.headers, body, ...sign });
  const hasLength = findHeader(headers, 'content-length') !== undefined;
  const { signal } = client;
  const sentMs = performance.now();
  const result = await env.http.send({
    method,
    url,
    headers: hasLength ? headers : [...headers, ['Content-Length', String(body.length)]],
    body,
    ...(streamIdleMs === undefined ? { timeoutMs } : { timeoutMs: Math.min(timeoutMs, streamIdleMs), streams: true }),
    ...(insecureSkipVerification && { tls: { insecureSkipVerification } }),
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
  const { functionName, qualifier, payload, invocationType, timeoutMs } = request;
  // The function runs on when the client hangs up, as on AWS.
  const result = await env.lambda.invoke({
    functionName,
    qualifier,
    payload: payload.hasText() && payload.text() === '' ? EMPTY_EVENT : payload,
    invocationType,
    timeoutMs,
    traceId,
  });
  return readLambda(result);
}

/** Observed: Lambda makes `{}` of an empty body. */
const EMPTY_EVENT = LambdaPayload.ofText('{}');

function readLambda(result: LambdaResult): IntegrationResult {
  switch (result.kind) {
    case 'answer':
      return { kind: 'lambda', payload: result.payload, functionError: false };
    case 'function-error':
      return { kind: 'lambda', payload: result.payload, functionError: true };
    case 'accepted':
    case 'stream':
      return result;
    case 'timeout':
      throw timedOut();
    case 'refused':
      // Reported by users: Lambda's complaint about a payload that is no JSON reaches the integration response.
      if (result.errorType === 'InvalidRequestContentException') {
        return {
          kind: 'lambda',
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
