import type { If } from '../ast.js';
import type { Compiler } from '../compiler.js';
import type { Render } from '../render-state.js';

/** `#if(…)…#elseif(…)…#else…#end`. */
export function compileIf(node: If, compiler: Compiler): Render {
  const branches = node.branches.map(({ condition, body }) => ({
    test: compiler.test(condition),
    render: compiler.block(body),
  }));
  const otherwise = node.otherwise === undefined ? undefined : compiler.block(node.otherwise);
  const { start } = node;
  return (state) => {
    state.spend(1);
    state.offset = start;
    for (const { test, render } of branches) {
      const holds = test(state);
      state.trace?.({ node, effect: () => String(holds) });
      if (holds) {
        render(state);
        return;
      }
    }
    otherwise?.(state);
  };
}
