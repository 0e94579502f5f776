import {
  pathParameterNames,
  type NormalizedMethod,
  type NormalizedResource,
  type NormalizedRestApi,
} from '../model/index.js';
import { sortBy } from '../support/sort-by.js';
import type { Difference } from './change.js';
import { below, difference, elsewhere, list, members, present, value, type Compare } from './compare.js';
import { compareMethod } from './rest-method.js';
import { covers, overrides, pathShape, routePattern, type RoutePattern } from './route-overlap.js';

/** The resources of two REST APIs: matched by their paths, else by their paths without the names of variables. */
export function compareResources(
  before: NormalizedRestApi,
  after: NormalizedRestApi,
): Compare<readonly NormalizedResource[]> {
  const method = compareMethod(before, after);
  const [was, is] = [patternsOf(before), patternsOf(after)];
  const eachMethod = (path: string): Compare<readonly NormalizedMethod[]> =>
    list(
      ({ httpMethod }) => httpMethod,
      present<NormalizedMethod>(
        {
          added: ({ httpMethod }) => {
            const own = routePattern(httpMethod, path);
            return was.some((other) => overrides(own, other)) ? 'route-overrides' : 'route-added';
          },
          removed: ({ httpMethod }) => {
            const own = routePattern(httpMethod, path);
            return is.some((other) => covers(other, own)) ? 'route-falls-back' : 'route-removed';
          },
        },
        method,
      ),
      (name) => ({ element: `${name} ${path}` }),
    );
  const both = (old: NormalizedResource, now: NormalizedResource): readonly Difference[] => {
    const renamed = renameVariables(old, now.path);
    return members<NormalizedResource>({
      path: elsewhere,
      methods: eachMethod(now.path),
      documentation: value('documentation-changed'),
    })(renamed, now, { element: now.path }).concat(
      old.path === now.path ? [] : [difference('path-variable-renamed', { element: now.path }, old.path, now.path)],
    );
  };
  const only = (resource: NormalizedResource, isNew: boolean): readonly Difference[] => {
    const place = { element: resource.path };
    const { methods, documentation } = resource;
    const [old, now] = isNew ? [[], methods] : [methods, []];
    const [said, says] = isNew ? [undefined, documentation] : [documentation, undefined];
    if (methods.length === 0) {
      return [
        difference(
          isNew ? 'resource-added' : 'resource-removed',
          place,
          isNew ? undefined : resource,
          isNew ? resource : undefined,
        ),
      ];
    }
    return [
      ...eachMethod(resource.path)(old, now, place),
      ...value('documentation-changed')(said, says, below(place, 'documentation')),
    ];
  };
  return (olds, nows) => {
    const pairs = matchResources(olds, nows);
    const matched = new Set(pairs.values());
    const left = olds.filter((old) => !matched.has(old));
    const all = [
      ...nows.map((now) => ({ path: now.path, now, old: pairs.get(now) })),
      ...left.map((old) => ({ path: old.path, old, now: undefined })),
    ];
    return sortBy(all, ({ path }) => path).flatMap(({ old, now }) => {
      if (now === undefined) return only(old, false);
      return old === undefined ? only(now, true) : both(old, now);
    });
  };
}

function matchResources(
  olds: readonly NormalizedResource[],
  nows: readonly NormalizedResource[],
): ReadonlyMap<NormalizedResource, NormalizedResource> {
  const pairs = new Map<NormalizedResource, NormalizedResource>();
  const free = new Set(olds);
  for (const nameOf of [(path: string) => path, pathShape]) {
    const byName = new Map([...free].map((old) => [nameOf(old.path), old]));
    for (const now of nows) {
      const old = pairs.has(now) ? undefined : byName.get(nameOf(now.path));
      if (old === undefined || !free.delete(old)) continue;
      pairs.set(now, old);
    }
  }
  return pairs;
}

/** The resource as it would be if its variables had the names of another path of its shape. */
function renameVariables(resource: NormalizedResource, path: string): NormalizedResource {
  if (resource.path === path) return resource;
  const names = pathParameterNames(path);
  const renamed = new Map(pathParameterNames(resource.path).map((name, index) => [name, names[index] ?? name]));
  const methods = resource.methods.map((method) => ({
    ...method,
    requestParameters: sortBy(
      method.requestParameters.map((parameter) =>
        parameter.location === 'path'
          ? { ...parameter, name: renamed.get(parameter.name) ?? parameter.name }
          : parameter,
      ),
      ({ location, name }) => `${location}.${name}`,
    ),
  }));
  return { ...resource, path, methods };
}

function patternsOf({ resources }: NormalizedRestApi): readonly RoutePattern[] {
  return resources.flatMap(({ path, methods }) => methods.map(({ httpMethod }) => routePattern(httpMethod, path)));
}
