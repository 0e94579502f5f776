import type { Evaluate as EvaluateDirective } from '../ast.js';
import type { Compiler } from '../compiler.js';
import type { SourceOrigin } from '../lexer.js';
import { LimitPassed } from '../limit-passed.js';
import type { Render, RenderState } from '../render-state.js';
import { StopSignal, endsBlock } from '../signals.js';

/** Compiles a text for the rendering that evaluates it. */
export type CompileText = (text: string, state: RenderState, origin: SourceOrigin) => Render;

/**
 * `#evaluate("text")`: renders the text as a template with the same variables.
 *
 * Observed: test/conformance/vtl/directive.jsonl. A `#stop` inside ends the text only; a text that does not parse fails
 * here.
 */
export function compileEvaluate(node: EvaluateDirective, compiler: Compiler, compileText: CompileText): Render {
  const { start } = node;
  const value = compiler.value(node.argument);
  const origin: SourceOrigin = { source: compiler.origin.source, offsetOf: () => start };
  return (state) => {
    const evaluated = value(state);
    state.offset = start;
    const text = evaluated === null ? '' : state.textOf(evaluated);
    // Parsing costs far more than printing.
    state.spend(1 + text.length);
    if (state.evaluateDepth >= state.limits.evaluateDepth) {
      throw new LimitPassed('evaluateDepth', `#evaluate is inside of more than ${state.limits.evaluateDepth} others`);
    }
    state.evaluateDepth++;
    state.trace?.({ node, effect: () => `evaluates ${JSON.stringify(text)}` });
    try {
      compileText(text, state, origin)(state);
    } catch (signal) {
      if (!(signal instanceof StopSignal) && !endsBlock(signal)) throw signal;
    } finally {
      state.evaluateDepth--;
    }
  };
}
