import { BoundedMap } from '../../support/bounded-map.js';
import type { AuthorizerResult } from './authorizer-result.js';

/**
 * Results of authorizers by authorizer and identity, each for a time.
 *
 * Documented: what is kept is the policy; whether it lets a request in is decided for each request
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html).
 */
export class AuthorizerResultCache {
  private results = emptyCache();

  get(authorizer: string, identity: string, nowMs: number): AuthorizerResult | undefined {
    const kept = this.results.get(keyOf(authorizer, identity));
    return kept === undefined || kept.expiresAtMs <= nowMs ? undefined : kept.result;
  }

  keep(authorizer: string, identity: string, result: AuthorizerResult, expiresAtMs: number): void {
    this.results.set(keyOf(authorizer, identity), { result, expiresAtMs });
  }

  flush(): void {
    this.results = emptyCache();
  }
}

interface KeptResult {
  readonly result: AuthorizerResult;
  /** Milliseconds since 1970. */
  readonly expiresAtMs: number;
}

/** Callers decide what they send: beyond this, the oldest results go. */
const MAX_RESULTS = 10_000;

function emptyCache(): BoundedMap<string, KeptResult> {
  return new BoundedMap(MAX_RESULTS);
}

/** Names of authorizers hold no line end. */
function keyOf(authorizer: string, identity: string): string {
  return `${authorizer}\n${identity}`;
}
