import { JavaList, JavaMap, type JavaValue } from '../../support/java/collections.js';
import { JavaArray, JavaIterator, JavaMapView, iteratorOf } from '../../support/java/objects.js';
import { positionAt } from '../../support/source-text.js';
import type { Foreach } from '../ast.js';
import type { Compiler } from '../compiler.js';
import { callMethod, hasMethod } from '../methods/index.js';
import { LoopScope } from '../methods/loop.js';
import type { Render, RenderState } from '../render-state.js';
import { NullItemScope } from '../scope.js';
import { BreakSignal } from '../signals.js';
import { JavaThrowable } from '../../support/java/throwable.js';

/**
 * `#foreach($x in $list)`.
 *
 * Observed: test/conformance/vtl/foreach.jsonl. Lists, arrays, iterators and a map's values are looped over, anything
 * else has no rounds. The loop variable, `$foreach`, `$velocityCount` and `$velocityHasNext` are what they were when it
 * ends.
 */
export function compileForeach(node: Foreach, compiler: Compiler): Render {
  const { start } = node;
  if (node.body === undefined) {
    return (state) => {
      state.offset = start;
      throw new JavaThrowable('ArrayIndexOutOfBoundsException', '#foreach needs a variable, the word in and a list');
    };
  }
  const { list } = node;
  if (list === undefined || list.kind === 'word') return () => undefined;
  const { names, origin } = compiler;
  const slots: LoopSlots = {
    item: names.slotOf(node.variable),
    count: names.slotOf('velocityCount'),
    hasNext: names.slotOf('velocityHasNext'),
    loop: names.slotOf('foreach'),
  };
  const listOf = compiler.value(list);
  const body = compiler.block(node.body);
  const { variable } = node;
  const { loopRounds } = compiler.limits;
  return (state) => {
    state.spend(1);
    const items = listOf(state);
    state.offset = start;
    const iterator = items === null ? undefined : iterate(items, state);
    if (iterator === undefined) return;
    const { scope } = state;
    const before = { item: scope.get(slots.item), count: scope.get(slots.count), hasNext: scope.get(slots.hasNext) };
    const loop = new LoopScope(scope.get(slots.loop), () => positionAt(origin.source, start));
    scope.put(slots.loop, loop);
    try {
      let nullScope: NullItemScope | undefined;
      for (let round = 1; round <= loopRounds && iterator.hasNext(); round++) {
        state.spend(1);
        state.offset = start;
        scope.put(slots.count, round);
        const item = iterator.next();
        const hasNext = iterator.hasNext();
        scope.put(slots.hasNext, hasNext);
        scope.put(slots.item, item);
        loop.index++;
        loop.hasNext = hasNext;
        state.trace?.({ node, effect: () => `round ${round}: $${variable} = ${state.textOf(item)}` });
        if (item === null) state.within((nullScope ??= new NullItemScope(slots.item, scope)), body);
        else body(state);
      }
    } catch (signal) {
      if (!(signal instanceof BreakSignal) || !signal.endsAt(loop)) {
        restore(state, slots, before);
        throw signal;
      }
    }
    restore(state, slots, before);
  };
}

interface LoopSlots {
  readonly item: number;
  readonly count: number;
  readonly hasNext: number;
  readonly loop: number;
}

type Before = Readonly<Record<'item' | 'count' | 'hasNext', JavaValue>>;

function restore({ scope }: RenderState, slots: LoopSlots, before: Before): void {
  for (const name of ['item', 'count', 'hasNext'] as const) {
    const value = before[name];
    if (value === null) scope.remove(slots[name]);
    else scope.put(slots[name], value);
  }
  const loop = scope.get(slots.loop);
  // A template may have given `$foreach` another meaning, which then stays.
  if (!(loop instanceof LoopScope)) return;
  if (loop.parent !== undefined) scope.put(slots.loop, loop.parent);
  else if (loop.replaced !== null) scope.put(slots.loop, loop.replaced);
  else scope.remove(slots.loop);
}

/** What Velocity finds to loop over in a value. */
function iterate(value: Exclude<JavaValue, null>, state: RenderState): JavaIterator | undefined {
  if (value instanceof JavaList) return iteratorOf(value.items, value);
  if (value instanceof JavaIterator) return value;
  if (value instanceof JavaArray) return iteratorOf(value.items);
  if (value instanceof JavaMap) {
    state.spend(value.entries.size);
    return iteratorOf([...value.entries.values()], value);
  }
  if (value instanceof JavaMapView) state.spend(value.map.entries.size);
  if (!hasMethod(value, 'iterator', [])) return undefined;
  const iterator = callMethod(value, 'iterator', [], state);
  return iterator instanceof JavaIterator ? iterator : undefined;
}
