import type { Place } from '../../model/index.js';
import type { Report } from './open-api-part.js';

/** An object of a document has one member of a name: the first stays, every other is reported. */
export function uniqueBy<T>(
  items: readonly T[],
  key: (item: T) => string,
  place: (item: T) => Place,
  report: Report,
): readonly T[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const name = key(item);
    if (!seen.has(name)) {
      seen.add(name);
      return true;
    }
    report('not-representable', place(item), `Cannot write "${name}" twice: OpenAPI has one place for it`, 'error');
    return false;
  });
}

/** What belongs to an API and not to its definition. */
export function reportElsewhere(report: Report, counts: Readonly<Record<string, number>>): void {
  for (const [property, count] of Object.entries(counts)) {
    if (count > 0) report('not-representable', { property }, `OpenAPI has no place for ${property}`, 'info');
  }
}
