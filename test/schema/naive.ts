import { isDeepStrictEqual } from 'node:util';

/** The keywords of draft 4, as a schema writes them. */
interface Draft4 {
  readonly $ref?: string;
  readonly additionalItems?: boolean | Draft4;
  readonly additionalProperties?: boolean | Draft4;
  readonly allOf?: readonly Draft4[];
  readonly anyOf?: readonly Draft4[];
  readonly dependencies?: Readonly<Record<string, Draft4 | readonly string[]>>;
  readonly enum?: readonly unknown[];
  readonly exclusiveMaximum?: boolean;
  readonly exclusiveMinimum?: boolean;
  readonly items?: Draft4 | readonly Draft4[];
  readonly maxItems?: number;
  readonly maxLength?: number;
  readonly maxProperties?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly minLength?: number;
  readonly minProperties?: number;
  readonly minimum?: number;
  readonly multipleOf?: number;
  readonly not?: Draft4;
  readonly oneOf?: readonly Draft4[];
  readonly pattern?: string;
  readonly patternProperties?: Readonly<Record<string, Draft4>>;
  readonly properties?: Readonly<Record<string, Draft4>>;
  readonly required?: readonly string[];
  readonly type?: string | readonly string[];
  readonly uniqueItems?: boolean;
}

/** Whether a value fits a schema, one line a keyword as the specification says it; `model` is what any `$ref` names. */
export function fits(schema: Draft4, value: unknown, model: Draft4): boolean {
  const matches = (part: Draft4, candidate: unknown): boolean => fits(part, candidate, model);
  if (schema.$ref !== undefined) return matches(model, value);
  const { allOf = [], anyOf, oneOf, not, type = typesOf(value), enum: values = [value] } = schema;
  return (
    typesOf(value).some((name) => type.includes(name)) &&
    values.some((candidate) => isDeepStrictEqual(plain(candidate), plain(value))) &&
    allOf.every((part) => matches(part, value)) &&
    (anyOf?.some((part) => matches(part, value)) ?? true) &&
    (oneOf === undefined || oneOf.filter((part) => matches(part, value)).length === 1) &&
    (not === undefined || !matches(not, value)) &&
    (typeof value !== 'number' || fitsNumber(schema, value)) &&
    (typeof value !== 'string' || fitsString(schema, value)) &&
    (!Array.isArray(value) || fitsArray(schema, value, matches)) &&
    (!isRecord(value) || fitsObject(schema, value, matches))
  );
}

type Matches = (schema: Draft4, value: unknown) => boolean;

function fitsNumber(schema: Draft4, value: number): boolean {
  const { minimum = -Infinity, maximum = Infinity, exclusiveMinimum, exclusiveMaximum, multipleOf = value } = schema;
  return (
    (exclusiveMinimum === true ? value > minimum : value >= minimum) &&
    (exclusiveMaximum === true ? value < maximum : value <= maximum) &&
    (multipleOf === 0 || Number.isInteger(value / multipleOf))
  );
}

function fitsString({ minLength = 0, maxLength = Infinity, pattern = '' }: Draft4, value: string): boolean {
  const { length } = Array.from(value);
  return length >= minLength && length <= maxLength && new RegExp(pattern, 'u').test(value);
}

function fitsArray(schema: Draft4, value: readonly unknown[], matches: Matches): boolean {
  const { minItems = 0, maxItems = Infinity, uniqueItems, items = {}, additionalItems = true } = schema;
  const isUnique = value.every((item, index) =>
    value.slice(index + 1).every((other) => !isDeepStrictEqual(plain(item), plain(other))),
  );
  const schemaOf = (index: number): boolean | Draft4 => (isSchema(items) ? items : (items[index] ?? additionalItems));
  return (
    value.length >= minItems &&
    value.length <= maxItems &&
    (uniqueItems !== true || isUnique) &&
    value.every((item, index) => allows(schemaOf(index), item, matches))
  );
}

function fitsObject(schema: Draft4, value: Readonly<Record<string, unknown>>, matches: Matches): boolean {
  const { minProperties = 0, maxProperties = Infinity, required = [], dependencies = {} } = schema;
  const { properties = {}, patternProperties = {}, additionalProperties = true } = schema;
  const names = Object.keys(value);
  const schemasOf = (name: string): readonly (boolean | Draft4)[] => {
    const own = Object.entries(properties).filter(([other]) => other === name);
    const matching = Object.entries(patternProperties).filter(([pattern]) => new RegExp(pattern, 'u').test(name));
    const found = [...own, ...matching].map(([, part]) => part);
    return found.length === 0 ? [additionalProperties] : found;
  };
  return (
    names.length >= minProperties &&
    names.length <= maxProperties &&
    required.every((name) => names.includes(name)) &&
    Object.entries(dependencies).every(
      ([name, dependency]) =>
        !names.includes(name) ||
        (isSchema(dependency) ? matches(dependency, value) : dependency.every((other) => names.includes(other))),
    ) &&
    names.every((name) => schemasOf(name).every((part) => allows(part, value[name], matches)))
  );
}

function allows(schema: boolean | Draft4, value: unknown, matches: Matches): boolean {
  return typeof schema === 'boolean' ? schema : matches(schema, value);
}

function isSchema(part: Draft4 | readonly unknown[]): part is Draft4 {
  return !Array.isArray(part);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function typesOf(value: unknown): readonly string[] {
  if (value === null) return ['null'];
  if (Array.isArray(value)) return ['array'];
  if (typeof value === 'number') return Number.isInteger(value) ? ['integer', 'number'] : ['number'];
  return [typeof value];
}

/** Without prototypes and negative zeros, which JSON does not have. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (isRecord(value)) return new Map(Object.entries(value).map(([name, member]) => [name, plain(member)]));
  return value === 0 ? 0 : value;
}
