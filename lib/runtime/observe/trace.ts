import type { GatewayFault } from '../fault.js';
import type { HeaderLine } from '../http-message.js';
import { Redaction } from './redact.js';

/** The trace of a request, whatever its protocol. */
export interface RequestTrace {
  readonly requestId: string;
  /** What a phase threw, if one did. */
  readonly failure: GatewayFault | undefined;
  /** Of the bodies that phases made; a function's payload counts as one. */
  readonly bodyBytes: number;
  /** As plain data, without what is the same in every phase, with stars for secrets. */
  print(): readonly PrintedPhase[];
}

/** What one phase made of a request. */
export interface PrintedPhase {
  /** The phase's name. */
  readonly phase: string;
  /** Since the phase before was left. */
  readonly durationMs: number;
  /** What the phase added, as plain data. */
  readonly output: unknown;
}

/** What the record of each phase holds for a reader, by the name of the phase. */
export type PhaseViews<Phases> = { readonly [Phase in keyof Phases]: PhaseView<Phases[Phase]> };

export interface PhaseView<Output> {
  /** As plain data: what the phase added, bodies as strings. */
  print(output: Output): unknown;
  /** Headers and parameters whose secret values no printed phase may show. */
  secretsIn?(output: Output): readonly HeaderLine[];
  /** Of its body; absent: it has none of its own. */
  bodyBytes?(output: Output): number;
}

/**
 * What each phase of a request returned, and when. Leaving a phase keeps a reference and a time; nothing is copied or
 * printed until somebody reads.
 *
 * @typeParam Phases the record of each phase, by the name of the phase
 */
export class Trace<Phases extends object> implements RequestTrace {
  private readonly entries: PhaseEntry<Phases>[] = [];
  private fault: GatewayFault | undefined;

  /** @param isRecording whether phases are kept; what a phase threw always is */
  constructor(
    readonly requestId: string,
    private readonly views: PhaseViews<Phases>,
    private readonly isRecording: boolean,
  ) {}

  leave<Phase extends keyof Phases & string>(phase: Phase, output: Phases[Phase]): void {
    if (this.isRecording) this.entries.push({ phase, output, leftMs: performance.now() });
  }

  fail(fault: GatewayFault): void {
    this.fault = fault;
  }

  get failure(): GatewayFault | undefined {
    return this.fault;
  }

  get bodyBytes(): number {
    let bytes = 0;
    for (const { phase, output } of this.entries) bytes += this.views[phase].bodyBytes?.(output) ?? 0;
    return bytes;
  }

  outputOf<Phase extends keyof Phases & string>(phase: Phase): Phases[Phase] | undefined {
    return this.entries.find((entry): entry is PhaseEntry<Phases, Phase> => entry.phase === phase)?.output;
  }

  /** Milliseconds since the phase before was left; undefined for a phase that was not. */
  durationOf(phase: keyof Phases & string): number | undefined {
    const index = this.entries.findIndex((entry) => entry.phase === phase);
    return index === -1 ? undefined : this.durationAt(index);
  }

  print(): readonly PrintedPhase[] {
    const redaction = new Redaction(
      this.entries.flatMap(({ phase, output }) => this.views[phase].secretsIn?.(output) ?? []),
    );
    return this.entries.map(({ phase, output }, index) => ({
      phase,
      durationMs: this.durationAt(index),
      output: redaction.ofData(this.views[phase].print(output)),
    }));
  }

  private durationAt(index: number): number {
    const [before, entry] = [this.entries[index - 1], this.entries[index]];
    return before === undefined || entry === undefined ? 0 : entry.leftMs - before.leftMs;
  }
}

interface PhaseEntry<Phases, Phase extends keyof Phases & string = keyof Phases & string> {
  readonly phase: Phase;
  readonly output: Phases[Phase];
  readonly leftMs: number;
}
