import { own } from '../../support/own.js';
import { findHeader } from '../header-lines.js';
import type { HttpRequest } from '../http-message.js';
import type { ConditionValues } from '../policy/policy.js';
import { isSignerKey } from './signer.js';

/** The condition keys of requests, in lower case, and how a request's value is read. */
export type ConditionKeys<Invocation> = Readonly<Record<string, (invocation: Invocation) => string | undefined>>;

interface ArrivedRequest {
  readonly arrival: { readonly startMs: number };
  readonly request: { readonly message: HttpRequest };
}

/**
 * The condition keys of requests of every API.
 *
 * Documented: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 * Assumed: every call is by TLS, for API Gateway has no other, whatever this machine serves.
 */
export const REQUEST_KEYS = {
  'aws:currenttime': ({ arrival }) => new Date(arrival.startMs).toISOString(),
  'aws:epochtime': ({ arrival }) => String(Math.floor(arrival.startMs / 1000)),
  'aws:referer': ({ request }) => findHeader(request.message.headers, 'referer'),
  'aws:securetransport': () => 'true',
  'aws:sourceip': ({ request }) => request.message.sourceIp,
  'aws:useragent': ({ request }) => findHeader(request.message.headers, 'user-agent'),
} as const satisfies ConditionKeys<ArrivedRequest>;

/** Whether requests can have a value for a condition key, be it about the caller that signed them. */
export function hasConditionKey(keys: Readonly<Record<string, unknown>>, key: string): boolean {
  return Object.hasOwn(keys, key) || isSignerKey(key);
}

/** Reads what a policy asks for when it asks: most policies look at one or two values. */
export class RequestConditions<Invocation> implements ConditionValues {
  constructor(
    private readonly keys: ConditionKeys<Invocation>,
    private readonly invocation: Invocation,
    private readonly ofSigner: ConditionValues | undefined,
  ) {}

  get(key: string): readonly string[] | undefined {
    const read = own(this.keys, key);
    if (read === undefined) return this.ofSigner?.get(key);
    const value = read(this.invocation);
    return value === undefined ? undefined : [value];
  }
}
