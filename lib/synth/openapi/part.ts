import type { ApiDocumentation, DiagnosticCode, Place, Severity } from '../../model/index.js';
import { defined } from '../../support/defined.js';
import { asMembers } from './members.js';

/** Names what the document cannot carry. */
export type Report = (code: DiagnosticCode, place: Place, message: string, severity?: Severity) => void;

/** An object of a document has one member of a name: the first stays, every other is reported. */
export function uniqueBy<T>(
  items: readonly T[],
  key: (item: T) => string,
  place: (item: T) => Place,
  report: Report,
): readonly T[] {
  return firstBy(items, key, (item, name) => {
    report('not-representable', place(item), `Cannot write "${name}" twice: OpenAPI has one place for it`, 'error');
  });
}

/** As `uniqueBy`, for methods and routes: the finding is that of the rule `duplicate-route`. */
export function uniqueRoutes<T>(items: readonly T[], place: (item: T) => Place, report: Report): readonly T[] {
  return firstBy(
    items,
    (item) => place(item).element ?? '',
    (item, name) => {
      report('duplicate-route', place(item), `${name} is defined twice`);
    },
  );
}

function firstBy<T>(
  items: readonly T[],
  key: (item: T) => string,
  reportTwice: (item: T, name: string) => void,
): readonly T[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const name = key(item);
    if (!seen.has(name)) {
      seen.add(name);
      return true;
    }
    reportTwice(item, name);
    return false;
  });
}

/** What belongs to an API and not to its definition. */
export function reportElsewhere(report: Report, counts: Readonly<Record<string, number>>): void {
  for (const [property, count] of Object.entries(counts)) {
    if (count > 0) report('not-representable', { property }, `OpenAPI has no place for ${property}`, 'info');
  }
}

/** What says nothing is not there: empty lists and maps cannot be told from absent ones. */
export function documentationPart(documentation: ApiDocumentation | undefined): ApiDocumentation | undefined {
  if (documentation === undefined) return undefined;
  const { tags, other, ...rest } = documentation;
  const { info, components, ...others } = other ?? {};
  const kept = {
    ...others,
    ...defined({ info: withoutEmpty(asMembers(info)), components: withoutEmpty(asMembers(components)) }),
  };
  return withoutEmpty({
    ...rest,
    ...defined({ tags: tags === undefined || tags.length === 0 ? undefined : tags, other: withoutEmpty(kept) }),
  });
}

/** Undefined when nothing is said. */
export function withoutEmpty<T extends object>(said: T | undefined): T | undefined {
  return said === undefined || Object.keys(said).length === 0 ? undefined : said;
}
