import type { Diagnostic } from '../../model/index.js';
import type { Expression } from './expression.js';
import type { Statement } from './statement.js';

/** Statements of one kind, with a comment above them. */
export interface Section {
  readonly comment?: string;
  readonly statements: readonly Statement[];
}

/** A model as a constant. */
export interface ConstantModel {
  readonly constant: string;
  readonly expression: Expression;
  /** Whether statements of the API name it, and not other models alone. */
  readonly isNamed: boolean;
}

/** The statements of an API, and what they do not say. */
export interface WrittenApi {
  readonly models: readonly ConstantModel[];
  /** The members of `api.override(definition)`, where they stand in a file of their own. */
  readonly definition?: Expression;
  readonly sections: readonly Section[];
  readonly diagnostics: readonly Diagnostic[];
}
