/** How many requests pass: `burst` at once, and `ratePerSecond` on average. */
export interface TokenBucketLimits {
  readonly ratePerSecond: number;
  readonly burst: number;
}

/**
 * Counts requests against a rate. A token comes every 1/rate seconds, the bucket holds `burst` of them, a request takes one.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html
 */
export class TokenBucket {
  /** In thousandths of a token, so that whole rates and milliseconds add up exactly; undefined: full. */
  private level: number | undefined;
  private filledAtMs = 0;

  /**
   * Takes a token, if there is one.
   *
   * @param limits of this request: a bucket keeps its level when the limits change
   */
  take({ ratePerSecond, burst }: TokenBucketLimits, nowMs: number): boolean {
    const capacity = burst * TOKEN;
    // A clock that is set back refills nothing.
    const elapsedMs = Math.max(0, nowMs - this.filledAtMs);
    const level = Math.min(capacity, (this.level ?? capacity) + elapsedMs * ratePerSecond);
    const isTaken = level >= TOKEN;
    this.level = isTaken ? level - TOKEN : level;
    this.filledAtMs = nowMs;
    return isTaken;
  }
}

const TOKEN = 1_000;
