/** How many requests an API key may send in a period: a calendar day, week or month in UTC. */
export interface QuotaLimits {
  readonly limit: number;
  readonly period: QuotaPeriod;
  /** Taken off the limit in the period in which the usage plan begins. */
  readonly offset: number;
}

export const QUOTA_PERIODS = ['DAY', 'WEEK', 'MONTH'] as const;

export type QuotaPeriod = (typeof QUOTA_PERIODS)[number];

const DAY_MS = 86_400_000;

/** The day of a time: days since 1970, in UTC. */
export function dayOf(timeMs: number): number {
  return Math.floor(timeMs / DAY_MS);
}

/** `2026-11-30`. */
export function printDay(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** @returns undefined for what is no day of the calendar */
export function parseDay(text: string): number | undefined {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? dayOf(Date.parse(text)) : Number.NaN;
  return Number.isNaN(day) || printDay(day) !== text ? undefined : day;
}

/**
 * The first day of the period that a day is in.
 *
 * Documented: a plan may begin in the middle of a week or month, whose limit the offset then decreases
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-apigateway-usageplan-quotasettings.html).
 * Assumed: periods are those of the calendar, in UTC, and weeks begin on Sunday.
 */
export function firstDayOfPeriod(day: number, period: QuotaPeriod): number {
  switch (period) {
    case 'DAY':
      return day;
    case 'WEEK':
      return day - new Date(day * DAY_MS).getUTCDay();
    case 'MONTH':
      return day - new Date(day * DAY_MS).getUTCDate() + 1;
  }
}

/** The limit of the period that a day is in, of a plan that began on `firstDay`. */
export function limitOn(day: number, { limit, period, offset }: QuotaLimits, firstDay: number): number {
  const isFirst = firstDayOfPeriod(day, period) === firstDayOfPeriod(firstDay, period);
  return isFirst ? Math.max(0, limit - offset) : limit;
}
