import type { JavaRegex } from '../support/java/regex/index.js';
import type { JsonType } from './json.js';

/**
 * A schema of which every part is known to have the right shape: only draft 4's validation keywords, and references that
 * name an entry of the same `NormalSchemas`.
 */
export interface NormalSchema {
  readonly $ref?: string;
  readonly additionalItems?: boolean | NormalSchema;
  readonly additionalProperties?: boolean | NormalSchema;
  readonly allOf?: readonly NormalSchema[];
  readonly anyOf?: readonly NormalSchema[];
  readonly dependencies?: ReadonlyMap<string, NormalSchema | readonly string[]>;
  readonly enum?: readonly unknown[];
  readonly exclusiveMaximum?: boolean;
  readonly exclusiveMinimum?: boolean;
  readonly format?: string;
  readonly items?: NormalSchema | readonly NormalSchema[];
  readonly maxItems?: number;
  readonly maxLength?: number;
  readonly maxProperties?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly minLength?: number;
  readonly minProperties?: number;
  readonly minimum?: number;
  readonly multipleOf?: number;
  readonly not?: NormalSchema;
  readonly oneOf?: readonly NormalSchema[];
  readonly pattern?: JavaRegex;
  readonly patternProperties?: readonly (readonly [JavaRegex, NormalSchema])[];
  readonly properties?: ReadonlyMap<string, NormalSchema>;
  readonly required?: readonly string[];
  readonly type?: readonly JsonType[];
  readonly uniqueItems?: boolean;
}

/** A schema and all that it refers to, by key; circles go through keys. */
export interface NormalSchemas {
  readonly root: NormalSchema;
  readonly definitions: ReadonlyMap<string, NormalSchema>;
}

/** The schemas that are applied to the same value as the schema itself. */
export function inPlaceSchemas(schema: NormalSchema): readonly NormalSchema[] {
  return [
    ...(schema.allOf ?? []),
    ...(schema.anyOf ?? []),
    ...(schema.oneOf ?? []),
    ...(schema.not === undefined ? [] : [schema.not]),
    ...[...(schema.dependencies?.values() ?? [])].filter((entry): entry is NormalSchema => !isNames(entry)),
  ];
}

/** The schemas that are applied to members and items. */
export function childSchemas(schema: NormalSchema): readonly NormalSchema[] {
  const { items, additionalItems, additionalProperties } = schema;
  return [
    ...(items === undefined ? [] : isList(items) ? items : [items]),
    ...(typeof additionalItems === 'object' ? [additionalItems] : []),
    ...(typeof additionalProperties === 'object' ? [additionalProperties] : []),
    ...(schema.properties?.values() ?? []),
    ...(schema.patternProperties ?? []).map(([, child]) => child),
  ];
}

export function isNames(dependency: NormalSchema | readonly string[]): dependency is readonly string[] {
  return Array.isArray(dependency);
}

export function isList(items: NormalSchema | readonly NormalSchema[]): items is readonly NormalSchema[] {
  return Array.isArray(items);
}
