import type { SourceSpan } from '../support/source-text.js';

/** What a directive or reference did while a template rendered. */
export interface TraceEvent {
  /** The directive or reference. */
  readonly node: SourceSpan & { readonly kind: string };
  /** Says what it did, such as `true`, `round 2: $x = b`, `$x = 5`. Valid only while the event is handled. */
  readonly effect: () => string;
}

export type Trace = (event: TraceEvent) => void;
