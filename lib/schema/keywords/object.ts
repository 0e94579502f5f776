import { isObject } from '../../support/is-object.js';
import { isNames, type NormalSchema } from '../normal-schema.js';
import { printed, unless, type Keyword, type Validation } from './keyword.js';

const types = ['object'] as const;

/** Keywords about objects as a whole; `properties` and its like are about their members. */
export const OBJECT_KEYWORDS: readonly Keyword[] = [
  {
    name: 'additionalProperties',
    types,
    check(schema, value, validation) {
      if (schema.additionalProperties !== false || !isObject(value)) return [];
      const unwanted = Object.keys(value).filter((name) => !isDeclared(schema, name, validation));
      return unless(
        unwanted.length === 0,
        () => `object instance has properties which are not allowed by the schema: ${printed(unwanted.sort())}`,
      );
    },
  },
  {
    name: 'dependencies',
    types,
    check({ dependencies = {} }, value, validation) {
      if (!isObject(value)) return [];
      const present = Object.entries(dependencies).filter(([name]) => Object.hasOwn(value, name));
      const messages = present.flatMap(([name, dependency]) => {
        if (!isNames(dependency)) return [];
        const required = [...dependency].sort();
        const missing = required.filter((other) => !Object.hasOwn(value, other));
        return unless(
          missing.length === 0,
          () =>
            `property "${name}" of object has missing property dependencies (schema requires ${printed(required)}; missing: ${printed(missing)})`,
        );
      });
      for (const [, dependency] of present.sort(byName)) {
        if (!isNames(dependency)) validation.applyHere(dependency, value);
      }
      return messages;
    },
  },
  {
    name: 'maxProperties',
    types,
    check({ maxProperties = Infinity }, value) {
      const found = isObject(value) ? Object.keys(value).length : 0;
      return unless(
        found <= maxProperties,
        () => `object has too many properties (found ${found} but schema requires at most ${maxProperties})`,
      );
    },
  },
  {
    name: 'minProperties',
    types,
    check({ minProperties = 0 }, value) {
      const found = isObject(value) ? Object.keys(value).length : Infinity;
      return unless(
        found >= minProperties,
        () => `object has too few properties (found ${found} but schema requires at least ${minProperties})`,
      );
    },
  },
  {
    name: 'required',
    types,
    check({ required = [] }, value) {
      const missing = isObject(value) ? required.filter((name) => !Object.hasOwn(value, name)) : [];
      return unless(
        missing.length === 0,
        () => `object has missing required properties (${printed([...new Set(missing)].sort())})`,
      );
    },
  },
];

function isDeclared(
  { properties = {}, patternProperties = {} }: NormalSchema,
  name: string,
  validation: Validation,
): boolean {
  return (
    Object.hasOwn(properties, name) ||
    Object.keys(patternProperties).some((pattern) => validation.matches(pattern, name))
  );
}

function byName([left]: readonly [string, unknown], [right]: readonly [string, unknown]): number {
  return left < right ? -1 : 1;
}
