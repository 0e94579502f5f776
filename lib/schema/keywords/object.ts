import type { JsonObject } from '../json.js';
import { isNames, type NormalSchema } from '../normal-schema.js';
import { every, type Validator } from '../validator.js';
import { keyword, printed, validatorOf, type Keyword } from './keyword.js';

/** Keywords about objects as a whole; `properties` and its like are about their members. */
export const OBJECT_KEYWORDS: readonly Keyword<JsonObject>[] = [
  keyword('additionalProperties', (schema) => {
    const isAllowed = schema.additionalProperties === false ? (name: string) => isDeclared(schema, name) : () => true;
    return {
      accepts: (value) => Object.keys(value).every(isAllowed),
      message(value) {
        const unwanted = Object.keys(value).filter((name) => !isAllowed(name));
        return `object instance has properties which are not allowed by the schema: ${printed(unwanted.sort())}`;
      },
    };
  }),
  {
    name: 'dependencies',
    compile({ dependencies = new Map<string, NormalSchema | readonly string[]>() }, compile) {
      const schemas: Dependency[] = [];
      const lists: Dependency[] = [];
      for (const [name, dependency] of dependencies) {
        if (isNames(dependency)) lists.push({ name, validator: requireNames(name, dependency) });
        else schemas.push({ name, validator: compile(dependency) });
      }
      return every([...schemas.sort((left, right) => (left.name < right.name ? -1 : 1)), ...lists].map(whenPresent));
    },
  },
  keyword('maxProperties', ({ maxProperties = Infinity }) => ({
    accepts: (value) => Object.keys(value).length <= maxProperties,
    message: (value) =>
      `object has too many properties (found ${Object.keys(value).length} but schema requires at most ${maxProperties})`,
  })),
  keyword('minProperties', ({ minProperties = 0 }) => ({
    accepts: (value) => Object.keys(value).length >= minProperties,
    message: (value) =>
      `object has too few properties (found ${Object.keys(value).length} but schema requires at least ${minProperties})`,
  })),
  keyword('required', ({ required = [] }) => ({
    accepts: (value) => required.every((name) => Object.hasOwn(value, name)),
    message(value) {
      const missing = required.filter((name) => !Object.hasOwn(value, name));
      return `object has missing required properties (${printed([...new Set(missing)].sort())})`;
    },
  })),
];

function isDeclared({ properties, patternProperties = [] }: NormalSchema, name: string): boolean {
  return properties?.has(name) === true || patternProperties.some(([pattern]) => pattern.find(name) !== null);
}

/** What holds for an object with a property. */
interface Dependency {
  readonly name: string;
  readonly validator: Validator<JsonObject>;
}

function whenPresent({ name, validator: { accepts, explain } }: Dependency): Validator<JsonObject> {
  return {
    accepts: (value) => !Object.hasOwn(value, name) || accepts(value),
    explain(value, pointer, errors) {
      if (Object.hasOwn(value, name)) explain(value, pointer, errors);
    },
  };
}

function requireNames(name: string, names: readonly string[]): Validator<JsonObject> {
  const required = [...names].sort();
  return validatorOf('dependencies', {
    accepts: (value) => required.every((other) => Object.hasOwn(value, other)),
    message(value) {
      const missing = required.filter((other) => !Object.hasOwn(value, other));
      return `property "${name}" of object has missing property dependencies (schema requires ${printed(required)}; missing: ${printed(missing)})`;
    },
  });
}
