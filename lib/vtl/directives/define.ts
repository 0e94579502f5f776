import type { Define } from '../ast.js';
import { BlockReference } from '../block-reference.js';
import type { Compiler } from '../compiler.js';
import type { Render } from '../render-state.js';

/** Velocity's `directive.define.maxdepth`: how often a block may print itself. */
const MAX_DEPTH = 2;

/** `#define($name)…#end`: the variable renders the block each time it prints. */
export function compileDefine(node: Define, compiler: Compiler): Render {
  const slot = compiler.names.slotOf(node.name);
  const body = compiler.block(node.body);
  return (state) => {
    state.spend(1);
    state.scope.put(slot, new BlockReference(state, state.scope, body, MAX_DEPTH));
    state.trace?.({ node, effect: () => `$${node.name} is the block` });
  };
}
