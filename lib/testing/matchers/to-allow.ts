import type { FaultCause } from '../../runtime/fault.js';
import type { LocalGateway, LocalTokenRequest } from '../local-gateway.js';
import type { MatcherResult } from './matcher.js';

/** Who calls, and what else the request carries. */
export interface AllowedCall {
  /** Headers of the request. */
  readonly headers?: Readonly<Record<string, string>>;

  /** The body of the request. */
  readonly body?: string;

  /** A token of a user pool or local issuer, which the request has as `Authorization`. */
  readonly token?: LocalTokenRequest;

  /** The value of an API key. */
  readonly apiKey?: string;
}

/** Why a request does not reach its method: the causes that concern the caller. */
const REFUSALS: ReadonlySet<FaultCause['kind']> = new Set([
  'unknown-route',
  'unknown-signed-route',
  'unsigned',
  'incomplete-signature',
  'invalid-signature',
  'unknown-access-key',
  'expired-token',
  'unauthorized',
  'expired-identity',
  'access-denied',
  'authorizer-failure',
  'authorizer-configuration',
  'invalid-api-key',
  'throttled',
  'quota-exceeded',
  'not-simulated',
]);

/**
 * Whether the gateway lets a request through to its method: the route exists, and its authorizer, the resource policy, the
 * usage plan and the throttles have nothing against it. A request that is let in and then found invalid is allowed, and so
 * is one whose integration fails.
 */
export async function toAllow(
  gateway: LocalGateway,
  httpMethod: string,
  path: string,
  call: AllowedCall = {},
): Promise<MatcherResult> {
  const { status, refusal } = await inTurn(gateway, () => send(gateway, httpMethod, path, call));
  const request = `${httpMethod} ${path}`;
  return {
    pass: refusal === undefined,
    message: () =>
      refusal === undefined
        ? `Expected the gateway to refuse ${request}; it allows the request and responds with ${status}`
        : `Expected the gateway to allow ${request}; it responds with ${status}: ${refusal}`,
  };
}

async function send(
  gateway: LocalGateway,
  method: string,
  path: string,
  { headers = {}, body, token, apiKey }: AllowedCall,
): Promise<{ readonly status: number; readonly refusal: string | undefined }> {
  const response = await gateway.fetch(path, {
    method,
    headers: {
      ...(token !== undefined && { Authorization: await gateway.token(token) }),
      ...(apiKey !== undefined && { 'x-api-key': apiKey }),
      ...headers,
    },
    ...(body !== undefined && { body }),
  });
  await response.body?.cancel();
  const trace = gateway.trace();
  if (trace === undefined) return { status: response.status, refusal: 'the request reaches no stage' };
  const { cause, failure } = trace;
  return { status: response.status, refusal: cause !== undefined && REFUSALS.has(cause) ? failure : undefined };
}

const turns = new WeakMap<LocalGateway, Promise<unknown>>();

/** One request of a gateway after the other: its trace is that of the last one. */
function inTurn<T>(gateway: LocalGateway, run: () => Promise<T>): Promise<T> {
  const turn = (turns.get(gateway) ?? Promise.resolve()).then(run, run);
  turns.set(gateway, turn);
  return turn;
}
