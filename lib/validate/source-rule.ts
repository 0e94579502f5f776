import type { ApiCollection, Diagnostic, LambdaFunction, StackParts } from '../model/index.js';
import type { RuleDescription } from './rule.js';

/** What a source defines, for rules that look at more than one API; values are resolved as far as they are known. */
export interface SourceDefinition extends StackParts {
  /** A document defines an API alone: what stands around it is defined elsewhere. */
  readonly kind: 'template' | 'document';
  readonly collection: ApiCollection;
  readonly functions: readonly LambdaFunction[];
}

/** One check of a whole source. */
export interface SourceRule extends RuleDescription {
  readonly check: (definition: SourceDefinition) => readonly Diagnostic[];
}
