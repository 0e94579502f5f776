import { isObject } from '../support/is-object.js';
import { compileItems, compileMembers } from './children.js';
import { SchemaLimitError } from './errors.js';
import type { JsonType } from './json.js';
import { ANY_KEYWORDS } from './keywords/any.js';
import { ARRAY_KEYWORDS } from './keywords/array.js';
import type { Keyword } from './keywords/keyword.js';
import { NUMBER_KEYWORDS } from './keywords/number.js';
import { OBJECT_KEYWORDS } from './keywords/object.js';
import { STRING_KEYWORDS } from './keywords/string.js';
import { mostVisits } from './limits.js';
import type { NormalSchema, NormalSchemas } from './normal-schema.js';
import { every, type Compile, type Validator } from './validator.js';

/**
 * Compiles normalized schemas to closures.
 *
 * What is wrong is told in the words and the order of the Java library json-schema-validator 2, which API Gateway speaks
 * with: an object or array is checked by its own keywords, by name; only when nothing has been wrong so far are its
 * members (by name) or items looked at.
 *
 * Observed: `[object has missing required properties (["name"])]` and `[instance type (string) does not match any
 * allowed primitive type (allowed: ["integer","number"])]` in gateway responses with
 * `$context.error.validationErrorString`.
 * Assumed: the other messages and the order, which are that library's
 * (https://github.com/java-json-tools/json-schema-validator, `validation.properties`).
 *
 * Assumed: once there are `MAX_ERRORS`, no further member or item is looked at.
 *
 * @returns a validator that throws `SchemaLimitError` after `mostVisits` references, and when a value nests too deep
 */
export function compileValidator({ root, definitions }: NormalSchemas): Validator {
  const references = new Map<string, Validator>();
  let visits = 0;
  let limit = 0;
  let validated: unknown;

  const compile: Compile = (schema) =>
    schema.$ref === undefined ? compileKeywords(schema, compile) : compileReference(schema.$ref);

  /** A definition is compiled when a value first reaches it, for it may refer to itself. */
  function compileReference(key: string): Validator {
    const known = references.get(key);
    if (known !== undefined) return known;
    let target: Validator | undefined;
    const visit = (): Validator => {
      if (++visits > limit) raiseLimit();
      return (target ??= compile(definitions.get(key) ?? {}));
    };
    const reference: Validator = {
      accepts: (value) => visit().accepts(value),
      explain: (value, pointer, errors) => visit().explain(value, pointer, errors),
    };
    references.set(key, reference);
    return reference;
  }

  /** Most validations follow too few for the parts of their value to be counted. */
  function raiseLimit(): void {
    if (limit === FEW_VISITS) limit = mostVisits(validated);
    if (visits > limit) throw new SchemaLimitError();
  }

  function withinLimits<T>(value: unknown, validation: () => T): T {
    visits = 0;
    limit = FEW_VISITS;
    validated = value;
    try {
      return validation();
    } catch (error) {
      if (error instanceof RangeError) throw new SchemaLimitError();
      throw error;
    } finally {
      validated = undefined;
    }
  }

  const { accepts, explain } = compile(root);
  return {
    accepts: (value) => withinLimits(value, () => accepts(value)),
    explain: (value, pointer, errors) => withinLimits(value, () => explain(value, pointer, errors)),
  };
}

const FEW_VISITS = 10_000;

function compileKeywords(schema: NormalSchema, compile: Compile): Validator {
  const common = validators(ANY_KEYWORDS);
  const scalar = own(['boolean', 'null'], []);
  const number = own(['integer', 'number'], NUMBER_KEYWORDS);
  const string = own(['string'], STRING_KEYWORDS);
  const array = thenChildren(own(['array'], ARRAY_KEYWORDS), compileItems(schema, compile));
  const object = thenChildren(own(['object'], OBJECT_KEYWORDS), compileMembers(schema, compile));

  /** The schema's keywords for values of some types, by name; `type` itself is left out where it allows them all. */
  function own<T>(types: readonly JsonType[], keywords: readonly Keyword<T>[]): Validator<T> {
    const isTyped = types.every((type) => schema.type?.includes(type) === true);
    const named = [...common, ...validators(keywords)].filter(({ name }) => name !== 'type' || !isTyped);
    return every(named.sort((left, right) => (left.name < right.name ? -1 : 1)));
  }

  function validators<T>(keywords: readonly Keyword<T>[]): readonly (Validator<T> & Pick<Keyword, 'name'>)[] {
    return keywords
      .filter(({ name }) => schema[name] !== undefined)
      .map((keyword) => ({ name: keyword.name, ...keyword.compile(schema, compile) }));
  }

  return {
    accepts(value) {
      if (typeof value === 'string') return string.accepts(value);
      if (typeof value === 'number') return number.accepts(value);
      if (Array.isArray(value)) return array.accepts(value);
      return isObject(value) ? object.accepts(value) : scalar.accepts(value);
    },
    explain(value, pointer, errors) {
      if (typeof value === 'string') string.explain(value, pointer, errors);
      else if (typeof value === 'number') number.explain(value, pointer, errors);
      else if (Array.isArray(value)) array.explain(value, pointer, errors);
      else if (isObject(value)) object.explain(value, pointer, errors);
      else scalar.explain(value, pointer, errors);
    },
  };
}

function thenChildren<T>(own: Validator<T>, children: Validator<T>): Validator<T> {
  return {
    accepts: (value) => own.accepts(value) && children.accepts(value),
    explain(value, pointer, errors) {
      own.explain(value, pointer, errors);
      if (errors.length === 0) children.explain(value, pointer, errors);
    },
  };
}
