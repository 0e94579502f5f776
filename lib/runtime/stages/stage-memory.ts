import { AuthorizerResultCache } from '../authorizers/result-cache.js';
import { CacheCluster } from '../cache/cache-cluster.js';
import type { BufferedResponse } from '../http-message.js';
import type { Account } from '../metering/account.js';
import { TokenBucket } from '../metering/token-bucket.js';
import type { StageKeys } from '../metering/usage-plans.js';
import { Connections } from './connections.js';

/**
 * What a stage remembers from request to request, whatever deployment it points at.
 *
 * Assumed: a canary counts against the limits of its stage.
 */
export class StageMemory {
  readonly authorizerResults = new AuthorizerResultCache();
  readonly responses = new CacheCluster<CachedResponse>(CACHE_BYTES);
  /** Of a WebSocket API. */
  readonly connections = new Connections();
  private readonly buckets = new Map<string, TokenBucket>();

  constructor(
    readonly account: Account,
    /** The API keys that may call the stage. */
    readonly apiKeys: StageKeys,
  ) {}

  /**
   * Documented: a stage's limits hold for each of its methods or routes apart.
   *
   * @param route `GET /pets/{petId}`, `$default`
   */
  bucketOf(route: string): TokenBucket {
    let bucket = this.buckets.get(route);
    if (bucket === undefined) this.buckets.set(route, (bucket = new TokenBucket()));
    return bucket;
  }

  /** Forgets responses and results of authorizers; limits go on counting. */
  flush(): void {
    this.responses.flush();
    this.authorizerResults.flush();
  }
}

/** A response as it is kept: ids, compression and trace headers are each request's own. */
export interface CachedResponse extends BufferedResponse {
  readonly omitsContentType?: boolean;
}

/**
 * Whatever a stage's cache cluster holds on AWS, the smallest one (0.5 GB) must do on this machine. Entries may vanish at
 * any time there too.
 */
const CACHE_BYTES = 0.5 * 2 ** 30;
