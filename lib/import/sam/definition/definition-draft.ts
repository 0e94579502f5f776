import { alternatives, conditional } from '../values/intrinsics.js';
import { InvalidDefinition } from '../values/invalid-definition.js';
import { SamMap, isTruthy, type SamValue } from '../values/sam-value.js';

export const INTEGRATION = 'x-amazon-apigateway-integration';
export const ANY_METHOD = 'x-amazon-apigateway-any-method';

/** A definition while something is added to it: a copy, so that what it was taken from stays until it is put back. */
export interface DefinitionDraft {
  readonly document: SamMap;
  readonly paths: SamMap;
}

/** `get` for `GET`, the extension's name for `any`. */
export function normalizeMethod(method: string): string {
  const lowered = method.toLowerCase();
  return lowered === 'any' ? ANY_METHOD : lowered;
}

/** The path items under a path: two where an `Fn::If` chooses. */
export function pathItems(draft: DefinitionDraft, path: string): SamMap[] {
  return alternatives(draft.paths.get(path)).map((item) => {
    if (item instanceof SamMap) return item;
    throw new InvalidDefinition(`Cannot change the path ${path}: it is no map`, 'DefinitionBody');
  });
}

/** Adds a method without content, unless it is there. */
export function addPath(draft: DefinitionDraft, path: string, method: string): void {
  draft.paths.setDefault(path, new SamMap());
  for (const item of pathItems(draft, path)) item.setDefault(normalizeMethod(method), new SamMap());
}

/** Whether a method has an integration, in each branch of a condition. */
export function hasIntegration(draft: DefinitionDraft, path: string, method: string): boolean {
  if (!draft.paths.has(path)) return false;
  const normalized = normalizeMethod(method);
  return pathItems(draft, path).every((item) => {
    const definition = item.get(normalized);
    return definition instanceof SamMap && branches(definition, path, method).some(isIntegrated);
  });
}

/** The definitions of a method that have an integration: several where conditions choose. */
export function methodDefinitions(draft: DefinitionDraft, path: string, method: string): SamMap[] {
  return pathItems(draft, path)
    .flatMap((item) => branches(item.get(normalizeMethod(method)), path, method))
    .filter(isIntegrated);
}

/** Every method with an integration under a path, by its name; other members of the path item are passed over. */
export function integratedMethods(
  draft: DefinitionDraft,
  path: string,
  otherMembers: readonly string[],
): (readonly [method: string, definition: SamMap])[] {
  return pathItems(draft, path)
    .flatMap((item) => [...item])
    .filter(([member]) => !otherMembers.includes(member))
    .flatMap(([method, value]) =>
      branches(value, path, method)
        .filter(isIntegrated)
        .map((definition) => [normalizeMethod(method), definition] as const),
    );
}

/** Makes a whole path depend on a condition. */
export function makePathConditional(draft: DefinitionDraft, path: string, condition: SamValue): void {
  draft.paths.set(path, conditional(condition, draft.paths.get(path) ?? null));
}

/** The integration of a method that has one. */
export function integrationOf(definition: SamMap): SamMap {
  const integration = definition.get(INTEGRATION);
  if (integration instanceof SamMap) return integration;
  throw new InvalidDefinition(`Cannot change an integration: ${INTEGRATION} is no map`, 'DefinitionBody');
}

export function securityOf(definition: SamMap, path: string, method: string): SamValue[] {
  const security = definition.get('security') ?? [];
  if (Array.isArray(security)) return security;
  throw new InvalidDefinition(`Cannot add security to ${method} ${path}: its security is no list`, 'DefinitionBody');
}

/** Whether a value is a definition that the translator can change: Swagger 2 or, by its version, OpenAPI 3. */
export function isDefinition(value: SamValue | undefined, kinds: readonly ('swagger' | 'openapi')[]): value is SamMap {
  if (!(value instanceof SamMap) || value.getMap('paths') === undefined) return false;
  if (kinds.includes('swagger') && isTruthy(value.get('swagger'))) return true;
  const version = value.get('openapi');
  return isTruthy(version) && /^3(\.\d)?(\.\d)?$/.test(typeof version === 'string' ? version : printed(version));
}

function printed(version: SamValue): string {
  return typeof version === 'number' ? String(version) : '';
}

function isIntegrated(definition: SamMap): boolean {
  return isTruthy(definition.get(INTEGRATION));
}

function branches(definition: SamValue | undefined, path: string, method: string): SamMap[] {
  return alternatives(definition).map((branch) => {
    if (branch instanceof SamMap) return branch;
    throw new InvalidDefinition(`Cannot change ${method} ${path}: its definition is no map`, 'DefinitionBody');
  });
}
