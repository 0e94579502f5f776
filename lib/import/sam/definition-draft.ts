import { Dictionary, type SamValue } from './dictionary.js';
import { alternatives, conditional } from './intrinsics.js';
import { InvalidDefinition } from './invalid-definition.js';
import { isTruthy } from './sam-value.js';
import { charactersOf, isText, mapText, textOf, type Text } from './text.js';

export const INTEGRATION = 'x-amazon-apigateway-integration';
export const ANY_METHOD = 'x-amazon-apigateway-any-method';

/** A definition while something is added to it: a copy, so that what it was taken from stays until it is put back. */
export interface DefinitionDraft {
  readonly document: Dictionary;
  readonly paths: Dictionary;
}

/** `get` for `GET`, the extension's name for `any`. */
export function normalizeMethod(method: Text): Text {
  const lowered = mapText(method, (characters) => characters.toLowerCase());
  return textOf(lowered) === 'any' ? ANY_METHOD : lowered;
}

/** The path items under a path: two where an `Fn::If` chooses. */
export function pathItems(draft: DefinitionDraft, path: Text): Dictionary[] {
  return alternatives(draft.paths.get(path)).map((item) => {
    if (item instanceof Dictionary) return item;
    throw new InvalidDefinition(`Cannot change the path ${charactersOf(path)}: it is no map`, 'DefinitionBody');
  });
}

/** Adds a method without content, unless it is there. */
export function addPath(draft: DefinitionDraft, path: Text, method: Text): void {
  draft.paths.setDefault(path, Dictionary.definition());
  for (const item of pathItems(draft, path)) item.setDefault(normalizeMethod(method), Dictionary.definition());
}

/** Whether a method has an integration, in each branch of a condition. */
export function hasIntegration(draft: DefinitionDraft, path: Text, method: Text): boolean {
  if (!draft.paths.has(path)) return false;
  const normalized = normalizeMethod(method);
  return pathItems(draft, path).every((item) => {
    const definition = item.get(normalized);
    return definition instanceof Dictionary && branches(definition, path, method).some(isIntegrated);
  });
}

/** The definitions of a method that have an integration: several where conditions choose. */
export function methodDefinitions(draft: DefinitionDraft, path: Text, method: Text): Dictionary[] {
  return pathItems(draft, path)
    .flatMap((item) => branches(item.get(normalizeMethod(method)), path, method))
    .filter(isIntegrated);
}

/** Every method with an integration under a path, by its name; other members of the path item are passed over. */
export function integratedMethods(
  draft: DefinitionDraft,
  path: Text,
  otherMembers: readonly string[],
): (readonly [method: Text, definition: Dictionary])[] {
  return pathItems(draft, path)
    .flatMap((item) => item.entries())
    .filter(([member]) => !otherMembers.includes(charactersOf(member)))
    .flatMap(([method, value]) =>
      branches(value, path, method)
        .filter(isIntegrated)
        .map((definition) => [normalizeMethod(method), definition] as const),
    );
}

/** Makes a whole path depend on a condition. */
export function makePathConditional(draft: DefinitionDraft, path: Text, condition: SamValue): void {
  draft.paths.set(path, conditional(condition, draft.paths.get(path) ?? null));
}

/** The integration of a method that has one. */
export function integrationOf(definition: Dictionary): Dictionary {
  const integration = definition.get(INTEGRATION);
  if (integration instanceof Dictionary) return integration;
  throw new InvalidDefinition(`Cannot change an integration: ${INTEGRATION} is no map`, 'DefinitionBody');
}

export function securityOf(definition: Dictionary, path: Text, method: Text): SamValue[] {
  const security = definition.get('security') ?? [];
  if (Array.isArray(security)) return security;
  throw new InvalidDefinition(
    `Cannot add security to ${charactersOf(method)} ${charactersOf(path)}: its security is no list`,
    'DefinitionBody',
  );
}

/** Whether a value is a definition that the translator can change: Swagger 2 or, by its version, OpenAPI 3. */
export function isDefinition(
  value: SamValue | undefined,
  kinds: readonly ('swagger' | 'openapi')[],
): value is Dictionary {
  if (!(value instanceof Dictionary) || value.dictionary('paths') === undefined) return false;
  if (kinds.includes('swagger') && isTruthy(value.get('swagger'))) return true;
  const version = value.get('openapi');
  return isTruthy(version) && /^3(\.\d)?(\.\d)?$/.test(isText(version) ? charactersOf(version) : printed(version));
}

function printed(version: SamValue): string {
  return typeof version === 'number' ? String(version) : '';
}

function isIntegrated(definition: Dictionary): boolean {
  return isTruthy(definition.get(INTEGRATION));
}

function branches(definition: SamValue | undefined, path: Text, method: Text): Dictionary[] {
  return alternatives(definition).map((branch) => {
    if (branch instanceof Dictionary) return branch;
    throw new InvalidDefinition(
      `Cannot change ${charactersOf(method)} ${charactersOf(path)}: its definition is no map`,
      'DefinitionBody',
    );
  });
}
