import { diagnostic, type Method, type Resource } from '../../model/index.js';
import { readMethod } from './method.js';
import type { ApiResource, ReadContext } from './resources.js';
import { isDeployTime, type Value } from '../../model/index.js';

/**
 * The methods of a REST API that are resources of their own, under the paths that the tree of `AWS::ApiGateway::Resource`
 * gives them.
 */
export function readRestResources(api: ApiResource, context: ReadContext): readonly Resource[] {
  const byPath = new Map<string, Method[]>();
  const paths = new Map<string, string | undefined>();
  for (const resource of context.resources.ofApi(api.id, 'AWS::ApiGateway::Resource')) {
    const path = pathOf(resource, api, context, paths);
    if (path !== undefined) byPath.set(path, []);
  }
  for (const method of context.resources.ofApi(api.id, 'AWS::ApiGateway::Method')) {
    const path = pathOfParent(method.properties.value('ResourceId'), api, context, paths);
    if (path === undefined) {
      context.report(
        diagnostic(
          'unresolved-reference',
          method.properties.place('ResourceId'),
          `Cannot place method ${method.id}: its resource is not defined here`,
        ),
      );
    }
    const methods = byPath.get(path ?? `/${method.id}`) ?? [];
    const read = readMethod(method, context);
    if (path === undefined || read === undefined) continue;
    byPath.set(path, [...methods, read]);
  }
  return [...byPath].filter(([, methods]) => methods.length > 0).map(([path, methods]) => ({ path, methods }));
}

function pathOf(
  resource: ApiResource,
  api: ApiResource,
  context: ReadContext,
  paths: Map<string, string | undefined>,
): string | undefined {
  if (paths.has(resource.id)) return paths.get(resource.id);
  // Two resources that are each other's parent have no path.
  paths.set(resource.id, undefined);
  const part = resource.properties.text('PathPart');
  const parent = pathOfParent(resource.properties.value('ParentId'), api, context, paths);
  if (parent === undefined) {
    resource.properties.report(
      'unresolved-reference',
      'ParentId',
      `Cannot place resource ${resource.id}: its parent is not defined here`,
    );
  }
  const path = part === undefined || parent === undefined ? undefined : `${parent === '/' ? '' : parent}/${part}`;
  paths.set(resource.id, path);
  return path;
}

function pathOfParent(
  parent: Value<string> | undefined,
  api: ApiResource,
  context: ReadContext,
  paths: Map<string, string | undefined>,
): string | undefined {
  const resource = context.resources.referred(parent, 'AWS::ApiGateway::Resource');
  if (resource !== undefined) return pathOf(resource, api, context, paths);
  const [part] = isDeployTime(parent) ? parent.parts : [];
  const isRoot =
    typeof part === 'object' &&
    part.kind === 'reference' &&
    part.logicalId === api.id &&
    part.attribute === 'RootResourceId';
  return isRoot ? '/' : undefined;
}
