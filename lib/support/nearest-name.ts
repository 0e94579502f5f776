import { editDistance } from './edit-distance.js';

/** The name that is a slip or two away from the given one; undefined where none is. */
export function nearestName(given: string, names: Iterable<string>): string | undefined {
  const [best] = [...names]
    .map((name) => ({ name, distance: editDistance(given, name) }))
    .sort((a, b) => a.distance - b.distance);
  return best !== undefined && best.distance <= Math.max(2, given.length / 3) ? best.name : undefined;
}

/** `Did you mean "Orders"? Functions: Orders, Pets`: what to write instead of a name that is not known. */
export function suggestName(given: string, kind: string, names: Iterable<string>): string {
  const known = [...names];
  const nearest = nearestName(given, known);
  const more = known.length > MOST_LISTED ? ` and ${known.length - MOST_LISTED} more` : '';
  const list = known.length === 0 ? `${kind}: none` : `${kind}: ${known.slice(0, MOST_LISTED).join(', ')}${more}`;
  return nearest === undefined ? list : `Did you mean "${nearest}"? ${list}`;
}

const MOST_LISTED = 20;
