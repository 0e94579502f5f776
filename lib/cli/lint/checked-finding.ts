import type { DefinitionText } from '../../import/source/definition-text.js';
import type { TextPath, TextPlace } from '../../import/text/index.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import { REPORTED_ELSEWHERE } from '../../validate/reported-elsewhere.js';

/** A finding with what to do about it, and where the text of the definition is. */
export interface CheckedFinding {
  readonly finding: Diagnostic;
  readonly fix: string | undefined;
  /** The page of AWS. */
  readonly source: string | undefined;
  /** The text that the finding is about; absent where it is kept nowhere, or tells no place. */
  readonly location?: FindingLocation;
}

/** A place in a text of the definition. */
export interface FindingLocation extends Omit<TextPlace, 'file' | 'excerpt'> {
  /** The absolute path. */
  readonly path: string;
  /** Absent where the line holds a secret: logs of pipelines are read by many. */
  readonly excerpt?: string;
}

/** A finding that the definition suppresses, with its reason. */
export interface SuppressedFinding extends CheckedFinding {
  readonly reason: string;
}

export interface SourceCheck {
  readonly findings: readonly CheckedFinding[];
  readonly suppressed: readonly SuppressedFinding[];
}

/** A finding with the text and the path in it that it is about. */
export interface PlacedFinding extends CheckedFinding {
  readonly at?: { readonly text: DefinitionText; readonly path: TextPath };
}

/** What is said about findings that no rule makes. */
export function adviceOn({ code }: Diagnostic): Pick<CheckedFinding, 'fix' | 'source'> {
  const { fix, source } = REPORTED_ELSEWHERE[code] ?? {};
  return { fix, source };
}
