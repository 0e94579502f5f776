import { JavaMap, JavaObject, type JavaValue } from '../../support/java/collections.js';
import type { SourcePosition } from '../../support/source-text.js';
import { findKey } from '../../support/java/equality.js';
import type { WorkMeter } from '../../support/java/work-meter.js';
import { MAP_METHODS, getValue } from './map.js';
import { method, type MethodRow } from './method-table.js';
import { object } from './parameter-types.js';

/** `$foreach` inside a loop: where the loop is, and a map for whatever a template keeps in it. */
export class LoopScope extends JavaMap {
  index = -1;
  hasNext = false;
  readonly parent: LoopScope | undefined;
  /** What `$foreach` was before, if it was no loop. */
  readonly replaced: JavaValue;

  constructor(
    previous: JavaValue,
    private readonly locate: () => SourcePosition,
  ) {
    super();
    this.parent = previous instanceof LoopScope ? previous : undefined;
    this.replaced = previous instanceof LoopScope ? null : previous;
  }

  override get className(): string {
    return 'org.apache.velocity.runtime.directive.ForeachScope';
  }

  override get hasGetters(): boolean {
    return true;
  }

  get position(): SourcePosition {
    return this.locate();
  }

  get depth(): number {
    return this.parent === undefined ? 1 : this.parent.depth + 1;
  }

  /** What was kept under a key in this loop or one around it. */
  find(key: JavaValue, meter: WorkMeter): JavaValue {
    if (this.parent === undefined || findKey(this, key, meter) !== undefined) return getValue(this, key, meter);
    return this.parent.find(key, meter);
  }
}

/** `$foreach.info`. */
export class LoopInfo extends JavaObject {
  readonly className = 'org.apache.velocity.runtime.directive.Scope$Info';

  constructor(readonly loop: LoopScope) {
    super();
  }

  override toString(): string {
    const { depth, position } = this.loop;
    const nested = depth > 1 ? ` depth:${depth}` : '';
    return `#foreach[type:block${nested} line:${position.line} column:${position.column}]`;
  }
}

export const LOOP_METHODS: readonly MethodRow[] = [
  ...MAP_METHODS.filter(({ name }) => name !== 'get' && name !== 'clone'),
  method('get', [object], (loop: LoopScope, [key], context) => loop.find(key, context)),
  method('getIndex', [], (loop: LoopScope) => loop.index),
  method('getCount', [], (loop: LoopScope) => loop.index + 1),
  method('hasNext', [], (loop: LoopScope) => loop.hasNext),
  method('getHasNext', [], (loop: LoopScope) => loop.hasNext),
  method('isFirst', [], (loop: LoopScope) => loop.index < 1),
  method('getFirst', [], (loop: LoopScope) => loop.index < 1),
  method('isLast', [], (loop: LoopScope) => !loop.hasNext),
  method('getLast', [], (loop: LoopScope) => !loop.hasNext),
  method('getParent', [], (loop: LoopScope) => loop.parent ?? null),
  method('getTopmost', [], (loop: LoopScope) => topmost(loop)),
  method('getReplaced', [], (loop: LoopScope) => topmost(loop).replaced),
  method('getInfo', [], (loop: LoopScope) => new LoopInfo(loop)),
];

export const LOOP_INFO_METHODS: readonly MethodRow[] = [
  method('getName', [], () => 'foreach'),
  method('getType', [], () => 'block'),
  method('getDepth', [], (info: LoopInfo) => info.loop.depth),
  method('getLine', [], (info: LoopInfo) => info.loop.position.line),
  method('getColumn', [], (info: LoopInfo) => info.loop.position.column),
];

function topmost(loop: LoopScope): LoopScope {
  return loop.parent === undefined ? loop : topmost(loop.parent);
}
