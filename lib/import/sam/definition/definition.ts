import { alternatives } from '../values/intrinsics.js';
import { requireMap } from '../values/invalid-definition.js';
import { SamMap, isTruthy, type SamValue } from '../values/sam-value.js';

/** The extension that holds the integration of a method. */
export const INTEGRATION = 'x-amazon-apigateway-integration';
/** The key of the method that catches all others. */
export const ANY_METHOD = 'x-amazon-apigateway-any-method';

/** A method of a path. */
export interface Route {
  readonly path: string;
  readonly method: string;
}

/** A method that an event adds, and the condition of the resource that the event belongs to. */
export interface EventRoute extends Route {
  readonly condition: string | undefined;
}

/** `GET /pets`. */
export function printRoute({ path, method }: Route): string {
  return `${method.toUpperCase()} ${path}`;
}

/** Where a method is in the definition of an API, for findings. */
export function placeOf({ path, method }: Route): string {
  return `DefinitionBody.paths["${path}"].${method}`;
}

/** `get` for `GET`, the extension's name for `any`. */
export function normalizeMethod(method: string): string {
  const lowered = method.toLowerCase();
  return lowered === 'any' ? ANY_METHOD : lowered;
}

/** `/pets/*` for `/pets/{petId}`, and for a greedy variable likewise. */
export function pathPattern(path: string): string {
  return path.replace(/\{([a-zA-Z0-9._-]+\+?)\}/g, '*');
}

/** A map of a document that is added when it is missing. */
export function sectionOf(document: SamMap, name: string): SamMap {
  if (!isTruthy(document.get(name))) document.set(name, new SamMap());
  return requireMap(document.get(name), name);
}

/** The names of all paths. */
export function pathsOf(document: SamMap): string[] {
  return [...sectionOf(document, 'paths').keys()];
}

/** The path items under a path: two where an `Fn::If` chooses. */
export function pathItems(document: SamMap, path: string): SamMap[] {
  return alternatives(sectionOf(document, 'paths').get(path)).map((item) =>
    requireMap(item, `DefinitionBody.paths["${path}"]`),
  );
}

/** Adds an empty method, unless it is there. */
export function addPath(document: SamMap, { path, method }: Route): void {
  sectionOf(document, 'paths').setDefault(path, new SamMap());
  for (const item of pathItems(document, path)) item.setDefault(normalizeMethod(method), new SamMap());
}

/** Whether a method has an integration, in each branch of a condition. */
export function hasIntegration(document: SamMap, route: Route): boolean {
  if (!sectionOf(document, 'paths').has(route.path)) return false;
  return pathItems(document, route.path).every((item) => {
    const definition = item.get(normalizeMethod(route.method));
    return definition instanceof SamMap && integratedBranches(definition, route).length > 0;
  });
}

/** The definitions of a method that have an integration: several where conditions choose. */
export function methodDefinitions(document: SamMap, route: Route): SamMap[] {
  const method = normalizeMethod(route.method);
  return pathItems(document, route.path).flatMap((item) => integratedBranches(item.get(method), route));
}

/** Members of a path item that are not methods. */
const PATH_MEMBERS = ['summary', 'description', 'parameters'];

/** Every method with an integration under a path. */
export function integratedMethods(document: SamMap, path: string): (readonly [route: Route, definition: SamMap])[] {
  return pathItems(document, path).flatMap((item) =>
    [...item]
      .filter(([member]) => !PATH_MEMBERS.includes(member))
      .flatMap(([member, definition]) => {
        const route = { path, method: normalizeMethod(member) };
        return integratedBranches(definition, route).map((branch) => [route, branch] as const);
      }),
  );
}

/** The integration of a method that has one. */
export function integrationOf(definition: SamMap): SamMap {
  return requireMap(definition.get(INTEGRATION), INTEGRATION);
}

/** Whether a version is 3, 3.x or 3.x.y with digits. */
export function isOpenApi3(version: SamValue | undefined): version is string | number {
  return (
    (typeof version === 'number' || typeof version === 'string') && /^3(\.\d)?(\.\d)?$/.test(printVersion(version))
  );
}

/** `3.0` for the number 3, which YAML reads `3.0` as. */
export function printVersion(version: string | number): string {
  return Number.isInteger(version) && typeof version === 'number' ? version.toFixed(1) : String(version);
}

function integratedBranches(definition: SamValue | undefined, route: Route): SamMap[] {
  return alternatives(definition)
    .map((branch) => requireMap(branch, placeOf(route)))
    .filter((branch) => isTruthy(branch.get(INTEGRATION)));
}
