/** Upper bounds of the buckets, in milliseconds; no integration takes more than 29 seconds unless its quota is raised. */
export const BUCKET_BOUNDS_MS = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000] as const;

/** Durations, counted by size. */
export class Histogram {
  count = 0;
  sumMs = 0;
  minimumMs = Infinity;
  maximumMs = 0;
  /** How many fell below each bound, and above the one before. */
  private readonly buckets = new Float64Array(BUCKET_BOUNDS_MS.length);

  add(durationMs: number): void {
    this.count++;
    this.sumMs += durationMs;
    if (durationMs < this.minimumMs) this.minimumMs = durationMs;
    if (durationMs > this.maximumMs) this.maximumMs = durationMs;
    for (let index = 0; index < BUCKET_BOUNDS_MS.length; index++) {
      if (durationMs > (BUCKET_BOUNDS_MS[index] ?? 0)) continue;
      this.buckets[index] = (this.buckets[index] ?? 0) + 1;
      return;
    }
  }

  /** How many took at most as long as each bound. */
  cumulative(): readonly (readonly [boundMs: number, count: number])[] {
    let count = 0;
    return BUCKET_BOUNDS_MS.map((bound, index) => [bound, (count += this.buckets[index] ?? 0)]);
  }
}
