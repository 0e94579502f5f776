import { parsePath, printPath, printPathPart, type Resource, type RestApi } from '../../model/index.js';
import { sortBy } from '../../support/sort-by.js';
import { renderMethod } from './method.js';
import { representation, type Representation } from './representation.js';

/**
 * The items of GetResources with embedded methods, by path and without ids. The resources between the root and the paths of the API
 * are there too.
 */
export function renderResources({ resources }: RestApi): readonly Representation[] {
  const byPath = new Map<string, readonly Resource[]>([['/', []]]);
  for (const resource of resources) {
    for (const path of pathsTo(resource.path)) byPath.set(path, byPath.get(path) ?? []);
    byPath.set(resource.path, [...(byPath.get(resource.path) ?? []), resource]);
  }
  return sortBy([...byPath], ([path]) => path).map(([path, of]) => {
    const methods = sortBy(
      of.flatMap(({ methods }) => methods),
      ({ httpMethod }) => httpMethod,
    );
    const last = parsePath(path).at(-1);
    return representation({
      path,
      pathPart: last && printPathPart(last),
      resourceMethods:
        methods.length === 0
          ? undefined
          : Object.fromEntries(methods.map((method) => [method.httpMethod, renderMethod(method)])),
    });
  });
}

function pathsTo(path: string): readonly string[] {
  const parts = parsePath(path);
  return parts.map((_part, index) => printPath(parts.slice(0, index + 1)));
}
