import { printValue, routeName, type Api, type ApiCollection, type Place, type Value } from '../model/index.js';
import { apiKey, newIds, usagePlan, vpcLink, type Pair } from './account.js';
import { diffApi } from './api.js';
import { classify, type Change } from './change.js';
import { difference, type Compare } from './compare.js';
import { domainName } from './domains.js';

interface Identified {
  readonly id: string;
  readonly name?: Value<string>;
}

/**
 * What changed between two collections of APIs, in the order of the second; what is gone comes last.
 *
 * APIs are matched by id, else by name, else as the only ones left of their protocol; usage plans, keys, domain names and
 * VPC links by id, else by name. Every difference is reported once.
 *
 * @example
 * diffCollections(before, after).filter(({ breaking }) => breaking === 'breaking');
 * // [{ kind: 'route-removed', place: { api: 'Pets', element: 'DELETE /pets/{petId}' }, before: …, … }]
 */
export function diffCollections(before: ApiCollection, after: ApiCollection): readonly Change[] {
  const apis = matchApis(before.apis, after.apis);
  const api = newIds(apis);
  const key = newIds(matchByIdOrName(before.apiKeys, after.apiKeys));
  // A new member of the collection has to be compared.
  const members: { readonly [K in keyof ApiCollection]: readonly Change[] } = {
    apis: apis.flatMap(changesOfApi),
    usagePlans: beside('usage plan', before.usagePlans, after.usagePlans, usagePlan(api, key)),
    apiKeys: beside('API key', before.apiKeys, after.apiKeys, apiKey(api)),
    domainNames: beside('domain name', before.domainNames, after.domainNames, domainName(api)),
    vpcLinks: beside('VPC link', before.vpcLinks, after.vpcLinks, vpcLink),
  };
  return Object.values(members).flat();
}

function changesOfApi([before, after]: Pair<Api>): readonly Change[] {
  if (before !== undefined && after !== undefined) return diffApi(before, after);
  if (after !== undefined) return classify([difference('api-added', {}, undefined, summarize(after))], true, after.id);
  if (before !== undefined)
    return classify([difference('api-removed', {}, summarize(before), undefined)], false, before.id);
  return [];
}

/** An API that is new or gone, by its routes. */
function summarize(api: Api): unknown {
  const routes =
    api.protocol === 'REST'
      ? api.resources.flatMap(({ path, methods }) => methods.map(({ httpMethod }) => `${httpMethod} ${path}`))
      : api.routes.map(({ routeKey }) => routeName(routeKey));
  return { protocol: api.protocol, name: api.name, routes, stages: api.stages.map(({ name }) => name) };
}

function beside<T extends Identified>(
  what: string,
  before: readonly T[],
  after: readonly T[],
  compare: Compare<T | undefined>,
): readonly Change[] {
  const place = ({ id }: Identified): Place => ({ element: `${what} ${id}` });
  return matchByIdOrName(before, after).flatMap(([was, is]) => {
    const either = is ?? was;
    return either === undefined ? [] : classify(compare(was, is, place(either)), false);
  });
}

function matchByIdOrName<T extends Identified>(before: readonly T[], after: readonly T[]): readonly Pair<T>[] {
  return match(before, after, [({ id }) => id, nameOf]);
}

function matchApis(before: readonly Api[], after: readonly Api[]): readonly Pair<Api>[] {
  const ofProtocol =
    (key: (api: Api) => string | undefined) =>
    (api: Api): string | undefined => {
      const own = key(api);
      return own === undefined ? undefined : `${api.protocol} ${own}`;
    };
  return match(before, after, [ofProtocol(({ id }) => id), ofProtocol(nameOf), ofProtocol(() => '')]);
}

function nameOf({ name }: Identified): string | undefined {
  return name === undefined ? undefined : printValue(name);
}

/** Pairs up by each key in turn; one that several of a side share matches none of them. */
function match<T>(
  before: readonly T[],
  after: readonly T[],
  keys: readonly ((item: T) => string | undefined)[],
): readonly Pair<T>[] {
  const pairs = new Map<T, T>();
  const free = new Set(before);
  for (const key of keys) {
    const olds = unique([...free], key);
    const news = unique(
      after.filter((item) => !pairs.has(item)),
      key,
    );
    for (const [name, item] of news) {
      const old = olds.get(name);
      if (old === undefined) continue;
      pairs.set(item, old);
      free.delete(old);
    }
  }
  return [
    ...after.map((item) => [pairs.get(item), item] as const),
    ...[...free].map((item) => [item, undefined] as const),
  ];
}

function unique<T>(items: readonly T[], key: (item: T) => string | undefined): ReadonlyMap<string, T> {
  const found = new Map<string, T>();
  const repeated = new Set<string>();
  for (const item of items) {
    const name = key(item);
    if (name === undefined) continue;
    if (found.has(name)) repeated.add(name);
    found.set(name, item);
  }
  for (const name of repeated) found.delete(name);
  return found;
}
