import { isDeployTime, type Value } from '../model/index.js';
import { canonicalJson } from '../support/canonical-json.js';
import type { ChangeKind } from './change.js';

/** The kinds for a change that takes something away, one that only adds, and one of which neither is known. */
export interface DirectionKinds {
  readonly less: ChangeKind;
  readonly more: ChangeKind;
  readonly unknown: ChangeKind;
}

type Direction = 'less' | 'more' | 'same' | 'unknown';

/** How a limit changed; an absent one is none at all. */
export function limitDirection(before: Value<number> | undefined, after: Value<number> | undefined): Direction {
  if (isDeployTime(before) || isDeployTime(after))
    return canonicalJson([before]) === canonicalJson([after]) ? 'same' : 'unknown';
  const [was, is] = [before ?? Infinity, after ?? Infinity];
  return was === is ? 'same' : is < was ? 'less' : 'more';
}

/** What several members of one setting come to: one that is lowered counts most. */
export function strictest(directions: readonly Direction[]): Direction {
  return (['less', 'unknown', 'more'] as const).find((one) => directions.includes(one)) ?? 'same';
}

/** How a list without an order changed; a value that only deployment knows may be one that the other list has. */
export function setDirection(before: readonly unknown[] = [], after: readonly unknown[] = []): Direction {
  const [was, is] = [new Set(before.map(canonicalJson)), new Set(after.map(canonicalJson))];
  const isGone = [...was].some((item) => !is.has(item));
  const added = after.filter((item) => !was.has(canonicalJson(item)));
  if (isGone) return added.some(isDeployTime) ? 'unknown' : 'less';
  return added.length > 0 ? 'more' : 'same';
}

export function kindFor(direction: Direction, kinds: DirectionKinds): ChangeKind {
  return direction === 'same' ? 'rewritten' : kinds[direction];
}
