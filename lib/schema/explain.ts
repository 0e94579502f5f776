import { isObject } from '../support/is-object.js';
import { SchemaLimitError, type SchemaError } from './errors.js';
import { jsonTypeOf, type JsonObject } from './json.js';
import { KEYWORDS } from './keywords/index.js';
import type { Validation } from './keywords/keyword.js';
import { MAX_ERRORS, MAX_VISITS } from './limits.js';
import { isList, type NormalSchema, type NormalSchemas } from './normal-schema.js';
import { under } from './references.js';

/**
 * Says what is wrong with a value, in the words and the order of the Java library json-schema-validator 2, which API
 * Gateway speaks with: an object or array is checked by its own keywords, by name; only when nothing has been wrong so
 * far are its members (by name) or items looked at.
 *
 * Observed: `[object has missing required properties (["name"])]` and `[instance type (string) does not match any
 * allowed primitive type (allowed: ["integer","number"])]` in gateway responses with
 * `$context.error.validationErrorString`.
 * Assumed: the other messages and the order, which are that library's
 * (https://github.com/java-json-tools/json-schema-validator, `validation.properties`).
 *
 * Assumed: once there are `MAX_ERRORS`, no further member or item is looked at.
 *
 * @throws {SchemaLimitError} after `MAX_VISITS` schemas
 */
export function explain(
  schemas: NormalSchemas,
  value: unknown,
  matches: (pattern: string, text: string) => boolean,
): readonly SchemaError[] {
  let visits = 0;

  function report(schema: NormalSchema, instance: unknown, pointer: string): readonly SchemaError[] {
    const errors: SchemaError[] = [];
    process(schema, instance, pointer, errors);
    return errors;
  }

  function process(reference: NormalSchema, instance: unknown, pointer: string, errors: SchemaError[]): void {
    const schema = resolve(reference);
    const validation: Validation = {
      fits: (other, candidate) => report(other, candidate, pointer).length === 0,
      applyHere: (other, candidate) => process(other, candidate, pointer, errors),
      matches,
    };
    const type = jsonTypeOf(instance);
    for (const keyword of KEYWORDS) {
      const { name, types } = keyword;
      if (schema[name] === undefined || types?.includes(type) === false) continue;
      for (const message of keyword.check(schema, instance, validation))
        errors.push({ keyword: name, pointer, message });
    }
    if (errors.length > 0) return;
    if (Array.isArray(instance)) {
      for (const [index, item] of instance.entries()) {
        const itemSchema = schemaOfItem(schema, index);
        if (itemSchema !== undefined) process(itemSchema, item, under(pointer, index), errors);
        if (errors.length >= MAX_ERRORS) return;
      }
    } else if (isObject(instance)) {
      processMembers(schema, instance, pointer, errors);
    }
  }

  function processMembers(schema: NormalSchema, instance: JsonObject, pointer: string, errors: SchemaError[]): void {
    for (const name of Object.keys(instance).sort()) {
      for (const member of schemasOfMember(schema, name, matches)) {
        process(member, instance[name], under(pointer, name), errors);
      }
      if (errors.length >= MAX_ERRORS) return;
    }
  }

  function resolve(schema: NormalSchema): NormalSchema {
    let target = schema;
    do {
      if (++visits > MAX_VISITS) throw new SchemaLimitError();
      target = target.$ref === undefined ? target : (schemas.definitions.get(target.$ref) ?? {});
    } while (target.$ref !== undefined);
    return target;
  }

  return report(schemas.root, value, '');
}

function schemaOfItem({ items, additionalItems }: NormalSchema, index: number): NormalSchema | undefined {
  if (items !== undefined && !isList(items)) return items;
  const own = items?.[index];
  if (own !== undefined) return own;
  return items !== undefined && typeof additionalItems === 'object' ? additionalItems : undefined;
}

function schemasOfMember(
  { properties = {}, patternProperties = {}, additionalProperties }: NormalSchema,
  name: string,
  matches: (pattern: string, text: string) => boolean,
): readonly NormalSchema[] {
  const own = Object.hasOwn(properties, name) ? properties[name] : undefined;
  const byPattern = Object.entries(patternProperties)
    .filter(([pattern]) => matches(pattern, name))
    .map(([, schema]) => schema);
  const declared = own === undefined ? byPattern : [own, ...byPattern];
  if (declared.length > 0) return declared;
  return typeof additionalProperties === 'object' ? [additionalProperties] : [];
}
