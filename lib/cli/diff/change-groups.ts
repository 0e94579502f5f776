import { printValue, type Api, type ApiCollection } from '../../model/index.js';
import type { Breaking, Change } from '../../diff/index.js';

/** The changes of one API, or of what stands beside APIs. */
export interface ApiChanges {
  /** `REST API Pets "pets"`. */
  readonly title: string;
  readonly needsDeployment: boolean;
  readonly elements: readonly ElementChanges[];
}

/** The changes of one route, stage, model or the like. */
export interface ElementChanges {
  /** `GET /pets`; absent for the API itself. */
  readonly element: string | undefined;
  readonly changes: readonly Change[];
}

/** How many changes there are, by what they are for clients, and the ids of the APIs that need a deployment. */
export interface ChangeSummary extends Readonly<Record<Breaking, number>> {
  readonly needsDeployment: readonly string[];
}

/** Counts changes. */
export function summarizeChanges(changes: readonly Change[]): ChangeSummary {
  const count = (breaking: Breaking): number => changes.filter((change) => change.breaking === breaking).length;
  const deployed = changes.flatMap(({ needsDeployment, place }) => (needsDeployment ? [place.api ?? ''] : []));
  return {
    breaking: count('breaking'),
    unknown: count('unknown'),
    compatible: count('compatible'),
    needsDeployment: [...new Set(deployed)],
  };
}

/** `3 changes: 1 breaking, 2 compatible`. */
export function printCounts(changes: readonly Change[]): string {
  if (changes.length === 0) return 'No changes';
  const summary = summarizeChanges(changes);
  const counts = (['breaking', 'unknown', 'compatible'] as const)
    .filter((breaking) => summary[breaking] > 0)
    .map((breaking) => `${summary[breaking]} ${breaking}`);
  return `${changes.length} ${changes.length === 1 ? 'change' : 'changes'}: ${counts.join(', ')}`;
}

/** Changes by API and element, in their order. */
export function groupChanges(
  changes: readonly Change[],
  collections: readonly Pick<ApiCollection, 'apis'>[],
): readonly ApiChanges[] {
  return [...groupBy(changes, ({ place }) => place.api)].map(([id, ofApi]) => ({
    title: titleOf(id, collections),
    needsDeployment: ofApi.some(({ needsDeployment }) => needsDeployment),
    elements: [...groupBy(ofApi, ({ place }) => place.element)].map(([element, own]) => ({ element, changes: own })),
  }));
}

function titleOf(id: string | undefined, collections: readonly Pick<ApiCollection, 'apis'>[]): string {
  if (id === undefined) return 'Beside the APIs';
  const api = collections.flatMap(({ apis }): readonly Api[] => apis).find((one) => one.id === id);
  if (api === undefined) return `API ${id}`;
  const name = printValue(api.name);
  return `${api.protocol} API ${id}${name === id ? '' : ` "${name}"`}`;
}

function groupBy<T, K>(items: readonly T[], key: (item: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group === undefined) groups.set(key(item), [item]);
    else group.push(item);
  }
  return groups;
}
