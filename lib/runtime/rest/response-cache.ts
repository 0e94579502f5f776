import type { Environment } from '../environment.js';
import { GatewayFault } from '../fault.js';
import { findHeader } from '../header-lines.js';
import type { HeaderLine } from '../http-message.js';
import type { MappedResponse, MethodCaching, ValidatedInvocation } from './invocation.js';
import type { CachedResponse } from '../stages/stage-memory.js';

/** What the cache has for a request whose responses are cached. */
export type CacheLookup = CacheHit | CacheMiss;

export interface CacheHit {
  readonly kind: 'hit';
  readonly cacheControl: CacheControl;
  readonly response: CachedResponse;
}

/** The integration is asked, and its response is kept. */
export interface CacheMiss {
  readonly kind: 'miss';
  readonly cacheControl: CacheControl;
  readonly key: string;
  readonly ttlMs: number;
}

/** What a client's Cache-Control does: nothing that was asked for, a fresh response, or a wish that is ignored. */
export type CacheControl = 'none' | 'invalidates' | 'ignored' | 'ignored-with-warning';

/**
 * Looks a response up, unless the client has it replaced.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html
 *
 * @returns undefined where the stage does not cache the method
 * @throws {GatewayFault} access-denied
 */
export function lookUpResponse(invocation: ValidatedInvocation, env: Environment): CacheLookup | undefined {
  const { stage, method } = invocation;
  const caching = stage.settings(method).caching.get(invocation.arrival.httpMethod);
  if (caching === undefined || method.cacheKey.kind !== 'key') return undefined;
  const key = entryKey(invocation, method.cacheKey.read(invocation));
  const cacheControl = readCacheControl(invocation, caching);
  const response = cacheControl === 'invalidates' ? undefined : stage.memory.responses.get(key, env.clock.now());
  return response === undefined
    ? { kind: 'miss', cacheControl, key, ttlMs: caching.ttlMs }
    : { kind: 'hit', cacheControl, response };
}

/**
 * Keeps the response of an integration for the requests to come.
 *
 * Documented: a response of more than 1,048,576 bytes is not kept, nor one that streams.
 * Reported by users: responses of every status are. Assumed: faults are not, for no integration gave them.
 */
export function keepResponse(
  { stage }: ValidatedInvocation,
  { key, ttlMs }: CacheMiss,
  response: MappedResponse,
  env: Environment,
): void {
  const { body } = response;
  if (!Buffer.isBuffer(body) || body.length > MAX_RESPONSE_BYTES) return;
  const kept = { ...response, body: withOwnMemory(body) };
  stage.memory.responses.keep(key, kept, body.length + headerBytes(response.headers), env.clock.now() + ttlMs);
}

const MAX_RESPONSE_BYTES = 1_048_576;

/**
 * Tells a client that its wish for a fresh response was ignored, where the stage says so.
 *
 * Reported by users: the words of the header.
 */
export function withWarning(response: MappedResponse, { cacheControl }: CacheLookup): MappedResponse {
  if (cacheControl !== 'ignored-with-warning') return response;
  return { ...response, headers: [...response.headers, IGNORED] };
}

const IGNORED: HeaderLine = ['Warning', '199 Cache-control headers were ignored because the caller was unauthorized.'];

/**
 * Documented: while a stage has a canary, entries are those of a deployment; a canary of the same deployment shares them
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/create-canary-deployment.html).
 */
function entryKey({ stage }: ValidatedInvocation, key: string): string {
  return stage.isCanary === undefined ? key : `${stage.deployment.id} ${key}`;
}

/**
 * Documented: `max-age=0` has an entry replaced, by a caller that may.
 * Assumed: among other directives too, and no other directive does; where nothing says what a caller may do (no
 * authorization, a user pool), it may not; the 403 is ACCESS_DENIED.
 */
function readCacheControl(
  { request, mayInvalidateCache }: ValidatedInvocation,
  { requiresAuthorization, unauthorizedStrategy }: MethodCaching,
): CacheControl {
  const directives = findHeader(request.message.headers, 'cache-control');
  if (directives === undefined || !MAX_AGE_0.test(directives)) return 'none';
  if (!requiresAuthorization || mayInvalidateCache?.() === true) return 'invalidates';
  switch (unauthorizedStrategy) {
    case 'FAIL_WITH_403':
      throw new GatewayFault({ kind: 'access-denied', complaint: 'Unauthorized' });
    case 'SUCCEED_WITH_RESPONSE_HEADER':
      return 'ignored-with-warning';
    case 'SUCCEED_WITHOUT_RESPONSE_HEADER':
      return 'ignored';
  }
}

const MAX_AGE_0 = /(?:^|,)\s*max-age\s*=\s*0\s*(?:,|$)/i;

/** A small body may be a piece of a large buffer, which would stay with it. */
function withOwnMemory(body: Buffer): Buffer {
  if (body.length === body.buffer.byteLength) return body;
  const own = Buffer.allocUnsafeSlow(body.length);
  body.copy(own);
  return own;
}

function headerBytes(headers: readonly HeaderLine[]): number {
  return headers.reduce((bytes, [name, value]) => bytes + 2 * (name.length + value.length), 0);
}
