import { TokenBucket } from './token-bucket.js';
import { MEMORY_LEDGER, type UsageLedger } from './usage.js';
import { UsagePlans } from './usage-plans.js';

export interface AccountOptions {
  /** Default: in memory. */
  readonly usageLedger?: UsageLedger;
  /** Of all stages together; default: no limit. */
  readonly requestsPerSecond?: number;
  /** Of all WebSocket APIs together; default: no limit. */
  readonly newConnectionsPerSecond?: number;
}

/** What holds for all stages of the account together, whatever they serve. */
export class Account {
  readonly usagePlans: UsagePlans;
  private readonly bucket = new TokenBucket();
  private readonly connectionBucket = new TokenBucket();
  private readonly requestsPerSecond: number | undefined;
  private readonly newConnectionsPerSecond: number | undefined;

  constructor({ usageLedger = MEMORY_LEDGER, requestsPerSecond, newConnectionsPerSecond }: AccountOptions = {}) {
    this.usagePlans = new UsagePlans(usageLedger);
    this.requestsPerSecond = requestsPerSecond;
    this.newConnectionsPerSecond = newConnectionsPerSecond;
  }

  /**
   * Takes a request from the account's limit, if there is room for it.
   *
   * Documented: AWS sets the burst by the rate; by default it is half of it
   * (https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html).
   * Assumed: it is half of any other rate too.
   */
  take(nowMs: number): boolean {
    const { requestsPerSecond: ratePerSecond } = this;
    if (ratePerSecond === undefined) return true;
    return this.bucket.take({ ratePerSecond, burst: Math.max(1, Math.floor(ratePerSecond / 2)) }, nowMs);
  }

  /**
   * Takes a new connection from the account's limit, if there is room for it.
   *
   * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html
   * Assumed: the connections of a second may come at once.
   */
  takeConnection(nowMs: number): boolean {
    const { newConnectionsPerSecond: ratePerSecond } = this;
    if (ratePerSecond === undefined) return true;
    return this.connectionBucket.take({ ratePerSecond, burst: Math.max(1, Math.floor(ratePerSecond)) }, nowMs);
  }
}
