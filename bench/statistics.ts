/** The middle of a list of figures, and how far the rest of them lies from it. */
export interface Spread {
  readonly median: number;
  readonly minimum: number;
  readonly maximum: number;
  /** Half of what lies between the quartiles and the median, in percent of the median. */
  readonly spreadPercent: number;
}

export function spread(figures: readonly number[]): Spread {
  const sorted = [...figures].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  const median = at(0.5);
  return {
    median,
    minimum: sorted[0] ?? 0,
    maximum: sorted.at(-1) ?? 0,
    spreadPercent: median === 0 ? 0 : ((at(0.75) - at(0.25)) / median) * 100,
  };
}
