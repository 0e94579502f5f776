import { AuthorizerResultCache } from '../authorizers/result-cache.js';
import type { Account } from '../metering/account.js';
import { TokenBucket } from '../metering/token-bucket.js';
import type { StageKeys } from '../metering/usage-plans.js';

/**
 * What a stage remembers from request to request, whatever deployment it points at.
 *
 * Assumed: a canary counts against the limits of its stage.
 */
export class StageMemory {
  readonly authorizerResults = new AuthorizerResultCache();
  private readonly buckets = new Map<string, TokenBucket>();

  constructor(
    readonly account: Account,
    /** The API keys that may call the stage. */
    readonly apiKeys: StageKeys,
  ) {}

  /** Documented: a stage's limits hold for each of its methods apart. */
  bucketOf({ httpMethod, resourcePath }: { readonly httpMethod: string; readonly resourcePath: string }): TokenBucket {
    const key = `${httpMethod} ${resourcePath}`;
    let bucket = this.buckets.get(key);
    if (bucket === undefined) this.buckets.set(key, (bucket = new TokenBucket()));
    return bucket;
  }
}
