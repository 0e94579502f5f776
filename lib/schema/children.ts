import type { JsonObject } from './json.js';
import { MAX_ERRORS } from './limits.js';
import { isList, type NormalSchema } from './normal-schema.js';
import { under } from './references.js';
import { every, type Compile, type Validator } from './validator.js';

/** Compiles `items` and `additionalItems`, which apply to the items of an array. */
export function compileItems(
  { items, additionalItems }: NormalSchema,
  compile: Compile,
): Validator<readonly unknown[]> {
  const [own, rest] = items !== undefined && isList(items) ? [items.map(compile), additionalItems] : [[], items];
  const other = typeof rest === 'object' ? compile(rest) : undefined;
  return {
    accepts(values) {
      for (let index = 0; index < values.length; index++) {
        if ((own[index] ?? other)?.accepts(values[index]) === false) return false;
      }
      return true;
    },
    explain(values, pointer, errors) {
      for (let index = 0; index < values.length && errors.length < MAX_ERRORS; index++) {
        (own[index] ?? other)?.explain(values[index], under(pointer, index), errors);
      }
    },
  };
}

/** Compiles `properties`, `patternProperties` and `additionalProperties`, which apply to the members of an object. */
export function compileMembers(
  { properties = new Map(), patternProperties = [], additionalProperties }: NormalSchema,
  compile: Compile,
): Validator<JsonObject> {
  const declared = new Map([...properties].map(([name, schema]) => [name, compile(schema)]));
  const patterns = patternProperties.map(([pattern, schema]) => ({ pattern, validator: compile(schema) }));
  const other = typeof additionalProperties === 'object' ? compile(additionalProperties) : undefined;

  function validatorFor(name: string): Validator | undefined {
    const matching = patterns.filter(({ pattern }) => pattern.find(name) !== null).map(({ validator }) => validator);
    const own = declared.get(name);
    const validators = own === undefined ? matching : [own, ...matching];
    return validators.length === 0 ? other : every(validators);
  }

  const tests = [...declared].map(([name, { accepts }]) => ({ name, accepts }));
  function acceptsDeclared(value: JsonObject): boolean {
    for (const { name, accepts } of tests) {
      if (Object.hasOwn(value, name) && !accepts(value[name])) return false;
    }
    return true;
  }

  function acceptsAll(value: JsonObject): boolean {
    return Object.keys(value).every((name) => validatorFor(name)?.accepts(value[name]) !== false);
  }

  return {
    // Most schemas only declare members: looking these up takes half as long as going through the object's.
    accepts: patterns.length === 0 && other === undefined ? acceptsDeclared : acceptsAll,
    explain(value, pointer, errors) {
      for (const name of Object.keys(value).sort()) {
        validatorFor(name)?.explain(value[name], under(pointer, name), errors);
        if (errors.length >= MAX_ERRORS) return;
      }
    },
  };
}
