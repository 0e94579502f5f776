/** The middle of a list of figures, and how far the others lie from it. */
export interface Spread {
  readonly median: number;
  readonly minimum: number;
  readonly maximum: number;
  /** The distance between the quartiles, in percent of the median or of `scale`. */
  readonly spreadPercent: number;
}

/** @param scale - what the spread is a percentage of; default: the median */
export function spread(figures: readonly number[], scale?: number): Spread {
  const sorted = [...figures].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  const median = at(0.5);
  return {
    median,
    minimum: at(0),
    maximum: at(1),
    spreadPercent: ((at(0.75) - at(0.25)) / (scale ?? median)) * 100,
  };
}
