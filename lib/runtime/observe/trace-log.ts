import type { Trace } from './trace.js';

/** The last traces, oldest dropped first. */
export class TraceLog {
  private readonly ring: (Trace | undefined)[];
  private next = 0;

  constructor(private readonly capacity: number) {
    this.ring = new Array<Trace | undefined>(capacity);
  }

  add(trace: Trace): void {
    if (this.capacity === 0) return;
    this.ring[this.next % this.capacity] = trace;
    this.next++;
  }

  /** The most recent first. */
  list(): readonly Trace[] {
    const traces: Trace[] = [];
    for (let index = this.next - 1; index >= Math.max(0, this.next - this.capacity); index--) {
      const trace = this.ring[index % this.capacity];
      if (trace !== undefined) traces.push(trace);
    }
    return traces;
  }

  find(requestId: string): Trace | undefined {
    return this.list().find((trace) => trace.requestId === requestId);
  }
}
