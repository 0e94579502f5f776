import type Ajv from 'ajv-draft-04';
import type * as AjvPackage from 'ajv-draft-04';
import { SchemaLimitError } from './errors.js';
import { FORMATS } from './formats.js';
import { isMultipleOf, jsonEqual } from './json.js';
import { hasDuplicates } from './keywords/array.js';
import { MAX_VISITS } from './limits.js';
import type { NormalSchema, NormalSchemas } from './normal-schema.js';

/** Our keyword at the head of each definition: it counts how often references lead there. */
const VISIT = 'sluice-visit';

/**
 * Compiles normalized schemas with ajv to a function that says whether a value fits.
 *
 * ajv writes JavaScript; what it is given holds only checked keywords, and names, patterns and values of the user's only
 * as data. It answers for nothing else: messages come from `explain`.
 *
 * @returns a function that throws `SchemaLimitError` after `MAX_VISITS` references
 */
export function compileAccept(
  { root, definitions }: NormalSchemas,
  matcher: (pattern: string) => { test(text: string): boolean },
): (value: unknown) => boolean {
  let visits = 0;
  const ajv = newAjv(matcher, () => {
    if (++visits > MAX_VISITS) throw new SchemaLimitError();
    return true;
  });
  const validate = ajv.compile({
    ...withReferences(root),
    definitions: Object.fromEntries(
      [...definitions].map(([key, schema]) => [key, { allOf: [{ [VISIT]: true }, withReferences(schema)] }]),
    ),
  });
  return (value) => {
    visits = 0;
    return validate(value);
  };
}

function newAjv(matcher: (pattern: string) => { test(text: string): boolean }, visit: () => boolean): Ajv {
  // Loaded when the first schema is compiled: it costs 30 ms that an API without models need not pay.
  const AjvDraft04 = (require('ajv-draft-04') as typeof AjvPackage).default;
  // ajv asks for the source of the function only when it writes standalone modules, which we never ask for.
  const regExp = Object.assign((pattern: string) => Object.assign(matcher(pattern), { toString: () => pattern }), {
    code: 'regExp',
  });
  const ajv = new AjvDraft04({
    strict: false,
    logger: false,
    meta: false,
    // Shapes are checked already, and references lead nowhere else.
    validateSchema: false,
    inlineRefs: false,
    messages: false,
    // `toString` is no property of `{}`.
    ownProperties: true,
    code: { regExp },
    formats: Object.fromEntries([...FORMATS].map(([name, { accepts }]) => [name, accepts])),
  });
  replaceKeywords(ajv);
  ajv.addKeyword({ keyword: VISIT, validate: visit });
  return ajv;
}

/**
 * Keywords that ajv does otherwise than draft 4 with decimals, or trips over: it compares values by their own `toString`
 * and `valueOf` members, and misses required members whose name is empty.
 */
function replaceKeywords(ajv: Ajv): void {
  for (const keyword of ['multipleOf', 'uniqueItems', 'enum', 'required']) ajv.removeKeyword(keyword);
  ajv.addKeyword({
    keyword: 'multipleOf',
    type: 'number',
    compile: (divisor: number) => (value: number) => isMultipleOf(value, divisor),
  });
  ajv.addKeyword({
    keyword: 'uniqueItems',
    type: 'array',
    compile: (unique: boolean) => (items: readonly unknown[]) => !unique || !hasDuplicates(items),
  });
  ajv.addKeyword({
    keyword: 'enum',
    compile: (values: readonly unknown[]) => (value: unknown) => values.some((other) => jsonEqual(other, value)),
  });
  ajv.addKeyword({
    keyword: 'required',
    type: 'object',
    compile: (names: readonly string[]) => (value: object) => names.every((name) => Object.hasOwn(value, name)),
  });
}

/** The same schema with its references as ajv wants them. */
function withReferences(schema: NormalSchema): object {
  return mapReferences(schema) as object;
}

function mapReferences(node: unknown, keyword?: string): unknown {
  if (typeof node !== 'object' || node === null) return node;
  if (Array.isArray(node)) return keyword === 'enum' ? node : node.map((item) => mapReferences(item));
  const mapped = Object.create(null) as Record<string, unknown>;
  for (const [key, member] of Object.entries(node)) {
    if (key === '$ref' && typeof member === 'string') mapped[key] = `#/definitions/${member}`;
    else mapped[key] = mapReferences(member, key);
  }
  return mapped;
}
