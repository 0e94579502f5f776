import type { RequestTrace } from './trace.js';

/**
 * What the bodies of all kept traces may come to. Each lives several times over, as bytes, as text and in an event: a
 * hundred of 10 MB took 4 GB.
 */
const MAX_BODY_BYTES = 32 * 1024 * 1024;

interface KeptTrace {
  readonly trace: RequestTrace;
  readonly bodyBytes: number;
}

/** The last traces, oldest dropped first: what is more than the capacity, and what is more than memory should hold. */
export class TraceLog {
  private readonly ring: (KeptTrace | undefined)[];
  /** Numbers of the oldest trace and of the next one. */
  private first = 0;
  private next = 0;
  private bodyBytes = 0;

  constructor(private readonly capacity: number) {
    this.ring = new Array<KeptTrace | undefined>(capacity);
  }

  /** @param requestBytes length of the request's body */
  add(trace: RequestTrace, requestBytes: number): void {
    if (this.capacity === 0) return;
    const bodyBytes = requestBytes + trace.bodyBytes;
    if (this.next - this.first === this.capacity) this.dropFirst();
    this.ring[this.next % this.capacity] = { trace, bodyBytes };
    this.next++;
    this.bodyBytes += bodyBytes;
    // The last one stays, whatever its size.
    while (this.bodyBytes > MAX_BODY_BYTES && this.next - this.first > 1) this.dropFirst();
  }

  /** The most recent first. */
  list(): readonly RequestTrace[] {
    const traces: RequestTrace[] = [];
    for (let index = this.next - 1; index >= this.first; index--) {
      const kept = this.ring[index % this.capacity];
      if (kept !== undefined) traces.push(kept.trace);
    }
    return traces;
  }

  find(requestId: string): RequestTrace | undefined {
    return this.list().find((trace) => trace.requestId === requestId);
  }

  private dropFirst(): void {
    const index = this.first % this.capacity;
    this.bodyBytes -= this.ring[index]?.bodyBytes ?? 0;
    this.ring[index] = undefined;
    this.first++;
  }
}
