import type { SetDirective } from '../ast.js';
import { compileAssignment } from '../compile-reference.js';
import type { Compiler } from '../compiler.js';
import type { Render } from '../render-state.js';

/**
 * `#set($x.y = value)`.
 *
 * Observed: test/conformance/vtl/set.jsonl. A value that is null (a division by zero) changes nothing; a reference
 * without a value is `""`.
 */
export function compileSet(node: SetDirective, compiler: Compiler): Render {
  const { start, target } = node;
  const value = compiler.value(node.value);
  const assign = compileAssignment(target, compiler);
  return (state) => {
    state.spend(1);
    state.offset = start;
    const assigned = value(state);
    state.trace?.({
      node,
      effect: () =>
        assigned === null ? 'no value, nothing changes' : `${target.source || target.name} = ${state.textOf(assigned)}`,
    });
    if (assigned !== null) assign(assigned, state);
  };
}
