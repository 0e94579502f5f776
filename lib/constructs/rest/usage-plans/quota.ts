import { Token } from 'aws-cdk-lib';
import { SluiceError } from '../../../support/sluice-error.js';

/** The optional settings of a quota. */
export interface QuotaOptions {
  /**
   * The number of requests subtracted from the limit in the first period, for a plan that begins in the middle of one: at
   * most 6 for a week and 27 for a month.
   *
   * @default 0
   */
  readonly offset?: number;
}

/**
 * The number of requests that each API key of a usage plan may send in a period. Requests to all stages of the plan count together.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html
 *
 * @example
 * Quota.perMonth(10_000)
 */
export class Quota {
  /** Limits the requests of a day, which begins at midnight UTC. */
  static perDay(limit: number): Quota {
    return new Quota('DAY', limit, {});
  }

  /** Limits the requests of a calendar week. */
  static perWeek(limit: number, options: QuotaOptions = {}): Quota {
    return new Quota('WEEK', limit, options);
  }

  /** Limits the requests of a calendar month. */
  static perMonth(limit: number, options: QuotaOptions = {}): Quota {
    return new Quota('MONTH', limit, options);
  }

  /** The number of requests subtracted from the limit in the first period. */
  readonly offset: number | undefined;

  private constructor(
    /** The period after which the requests are counted anew. */
    readonly period: 'DAY' | 'WEEK' | 'MONTH',
    /** The number of requests of one key in a period. */
    readonly limit: number,
    { offset }: QuotaOptions,
  ) {
    checkCount('limit', limit, 1, Infinity);
    if (offset !== undefined) checkCount('offset', offset, 0, MOST_OFFSET[period]);
    this.offset = offset;
  }
}

/**
 * Assumed: as terraform-provider-aws checks it, with API Gateway's message; docs/aws/authorization.md. The documentation
 * gives no range.
 */
const MOST_OFFSET = { DAY: 0, WEEK: 6, MONTH: 27 };

function checkCount(name: string, count: number, least: number, most: number): void {
  if (Token.isUnresolved(count) || (Number.isInteger(count) && count >= least && count <= most)) return;
  throw new SluiceError(
    'quota-invalid',
    `The ${name} of a quota is ${count}; API Gateway requires a whole number ${most === Infinity ? `from ${least}` : `from ${least} to ${most}`}`,
  );
}
