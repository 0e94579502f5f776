import type { JavaValue } from '../support/java/collections.js';
import type { Block, Expression, Reference } from './ast.js';
import type { SourceOrigin } from './lexer.js';
import type { VtlLimits } from './limits.js';
import type { Render, RenderState } from './render-state.js';
import type { VariableNames } from './scope.js';

/** The value of an expression. */
export type Evaluate = (state: RenderState) => JavaValue;

/** The truth of a condition. It is no mere question of the value: a literal in a condition is false. */
export type Test = (state: RenderState) => boolean;

/** What compiling a part of a template needs of the whole: hence one file for each directive. */
export interface Compiler {
  readonly names: VariableNames;
  readonly origin: SourceOrigin;
  readonly limits: VtlLimits;
  block(block: Block): Render;
  value(expression: Expression): Evaluate;
  test(expression: Expression): Test;
  reference(reference: Reference): Evaluate;
}
