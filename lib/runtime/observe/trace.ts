import type { GatewayFault } from '../fault.js';
import { LambdaPayload } from '../lambda-payload.js';

/**
 * What each phase of a request made, and when. Entering a phase keeps a reference and a time, nothing is copied or
 * printed until somebody reads.
 */
export class Trace {
  private readonly entries: TraceEntry[] = [];
  private fault: GatewayFault | undefined;

  /** @param isRecording whether phases are kept; what a phase threw always is */
  constructor(
    readonly requestId: string,
    private readonly isRecording = true,
  ) {}

  enter(phase: string, output: unknown): void {
    if (this.isRecording) this.entries.push({ phase, output, atMs: performance.now() });
  }

  fail(fault: GatewayFault): void {
    this.fault = fault;
  }

  /** In order; a phase's time is what passed since the one before it was left. */
  get phases(): readonly TracePhase[] {
    let before = this.entries[0]?.atMs ?? 0;
    return this.entries.map(({ phase, output, atMs }) => {
      const durationMs = atMs - before;
      before = atMs;
      return { phase, output, durationMs };
    });
  }

  /** What a phase threw, if one did. */
  get failure(): GatewayFault | undefined {
    return this.fault;
  }

  /** Of the bodies that phases made; a function's answer counts as one. */
  get bodyBytes(): number {
    let bytes = 0;
    for (const { output } of this.entries) bytes += bodyBytesOf(output);
    return bytes;
  }

  outputOf(phase: string): unknown {
    return this.entries.find((entry) => entry.phase === phase)?.output;
  }
}

function bodyBytesOf(output: unknown): number {
  if (typeof output !== 'object' || output === null) return 0;
  const { body, payload } = output as { readonly body?: unknown; readonly payload?: unknown };
  if (Buffer.isBuffer(body)) return body.length;
  return payload instanceof LambdaPayload ? payload.keptBytes : 0;
}

interface TraceEntry {
  readonly phase: string;
  readonly output: unknown;
  readonly atMs: number;
}

export interface TracePhase {
  readonly phase: string;
  /** The record that the phase returned. */
  readonly output: unknown;
  readonly durationMs: number;
}
