import { isObject } from '../support/is-object.js';
import { SchemaCompileError } from './errors.js';
import { type JsonObject, type JsonType } from './json.js';
import { MAX_TOTAL_BYTES, readDocument } from './limits.js';
import type { Definition, SchemaDocument, SchemaModels, SchemaPart } from './models.js';
import type { NormalSchema, NormalSchemas } from './normal-schema.js';
import { schemaPattern } from './pattern.js';
import { modelOfLocalReference, parseReference, partOf, under } from './references.js';

/**
 * Brings a schema into its normal form: checks the shape of each keyword, drops what is no validation keyword of draft 4
 * (`id`, `title`, `nullable`, extensions), and gathers what references lead to.
 *
 * @throws {SchemaCompileError}
 */
export function normalizeSchema(schema: unknown, models: SchemaModels): NormalSchemas {
  const document = { name: undefined, ...readDocument(schema) };
  const normalizer = new Normalizer(models, document);
  const root = normalizer.normalize({ document, tokens: [] }, '#');
  return { root, definitions: normalizer.finish() };
}

type Shape = (value: unknown, at: Place) => unknown;

/** Where a keyword stands. */
interface Place {
  readonly document: SchemaDocument;
  readonly pointer: string;
  readonly normalizer: Normalizer;
}

class Normalizer {
  /** Where the part leads that is being normalized, by key. */
  private references = new Map<string, SchemaPart>();

  constructor(
    private readonly models: SchemaModels,
    private readonly root: SchemaDocument,
  ) {}

  normalize({ document, tokens }: SchemaPart, pointer: string): NormalSchema {
    return this.normalizePart(document, partOf(document.json, tokens), pointer);
  }

  /** Normalizes what references have led to, and what that refers to. */
  finish(): ReadonlyMap<string, NormalSchema> {
    const definitions = new Map<string, NormalSchema>();
    const documents = new Set<SchemaDocument>();
    let totalBytes = this.root.bytes;
    const waiting = [...this.references];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const [key, part] = next;
      if (definitions.has(key)) continue;
      const { document } = part;
      if (document !== this.root && !documents.has(document)) {
        documents.add(document);
        totalBytes += document.bytes;
        if (totalBytes > MAX_TOTAL_BYTES) {
          throw new SchemaCompileError(`with its models it has more than ${MAX_TOTAL_BYTES} bytes`, '#');
        }
      }
      const { schema, references } = this.define(key, part);
      definitions.set(key, schema);
      for (const reference of references) if (!definitions.has(reference[0])) waiting.push(reference);
    }
    return definitions;
  }

  private define(key: string, part: SchemaPart): Definition {
    const { definitions } = this.models;
    const known = definitions.get(key);
    if (known !== undefined) return known;
    const { name } = part.document;
    this.references = new Map();
    const schema = this.normalize(part, `${name === undefined ? '' : `model ${name}, `}${under('#', ...part.tokens)}`);
    const definition = { schema, references: this.references };
    // A part of the root is another one in the next schema.
    if (name !== undefined) definitions.set(key, definition);
    return definition;
  }

  normalizePart(document: SchemaDocument, part: unknown, pointer: string): NormalSchema {
    if (!isObject(part)) throw new SchemaCompileError(`a schema must be an object, found ${shown(part)}`, pointer);
    if (Object.hasOwn(part, '$ref')) return this.normalizeReference(document, part, pointer);
    const normal: NormalSchema = {};
    for (const [keyword, shape] of Object.entries(SHAPES)) {
      if (!Object.hasOwn(part, keyword)) continue;
      Object.assign(normal, {
        [keyword]: shape(part[keyword], { document, pointer: under(pointer, keyword), normalizer: this }),
      });
    }
    requireBound(normal, 'maximum', 'exclusiveMaximum', pointer);
    requireBound(normal, 'minimum', 'exclusiveMinimum', pointer);
    return normal;
  }

  /** A reference stands for all of its schema; what stands beside it has no meaning in draft 4. */
  private normalizeReference(document: SchemaDocument, part: JsonObject, pointer: string): NormalSchema {
    const { $ref } = part;
    if (typeof $ref !== 'string')
      throw new SchemaCompileError(`"$ref" must be a string, found ${shown($ref)}`, pointer);
    const reference = parseReference($ref, pointer);
    if (reference.kind === 'model') return this.refer(this.model(reference.name, pointer), reference.tokens);
    if (partOf(document.json, reference.tokens) !== undefined) return this.refer(document, reference.tokens);
    const name = modelOfLocalReference(reference.tokens);
    if (name === undefined)
      throw new SchemaCompileError(`"$ref" names "${$ref}", which the schema does not have`, pointer);
    return this.refer(this.model(name, pointer), []);
  }

  private model(name: string, pointer: string): SchemaDocument {
    const document = this.models.find(name);
    if (document !== undefined) return document;
    throw new SchemaCompileError(`"$ref" names the model "${name}", which the API does not have`, pointer);
  }

  private refer(document: SchemaDocument, tokens: readonly string[]): NormalSchema {
    const key = JSON.stringify([document.name ?? null, ...tokens]);
    this.references.set(key, { document, tokens });
    return { $ref: key };
  }
}

/** Draft 4: `exclusiveMaximum` says something about `maximum` only. */
function requireBound(
  schema: NormalSchema,
  bound: 'maximum' | 'minimum',
  exclusive: 'exclusiveMaximum' | 'exclusiveMinimum',
  pointer: string,
): void {
  if (schema[exclusive] === undefined || schema[bound] !== undefined) return;
  throw new SchemaCompileError(`"${exclusive}" needs "${bound}" beside it`, pointer);
}

function refuse(what: string, value: unknown, at: Place): never {
  const keyword = at.pointer.slice(at.pointer.lastIndexOf('/') + 1);
  throw new SchemaCompileError(`"${keyword}" must be ${what}, found ${shown(value)}`, at.pointer);
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) as string | undefined;
  if (text === undefined) return 'nothing';
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

const number: Shape = (value, at) => (typeof value === 'number' ? value : refuse('a number', value, at));

const positiveNumber: Shape = (value, at) =>
  typeof value === 'number' && value > 0 ? value : refuse('a number above 0', value, at);

const count: Shape = (value, at) =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0
    ? value
    : refuse('a whole number, 0 or more', value, at);

const flag: Shape = (value, at) => (typeof value === 'boolean' ? value : refuse('true or false', value, at));

const text: Shape = (value, at) => (typeof value === 'string' ? value : refuse('a string', value, at));

const names: Shape = (value, at) => {
  const list: readonly unknown[] = Array.isArray(value) ? value : [undefined];
  return list.every((name) => typeof name === 'string') ? list : refuse('a list of names', value, at);
};

const values: Shape = (value, at) => {
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  return list.length > 0 ? list : refuse('a list of at least one value', value, at);
};

const schema: Shape = (value, at) => at.normalizer.normalizePart(at.document, value, at.pointer);

const schemaOrFlag: Shape = (value, at) => (typeof value === 'boolean' ? value : schema(value, at));

const schemas: Shape = (value, at) =>
  Array.isArray(value) && value.length > 0
    ? value.map((item, index) => at.normalizer.normalizePart(at.document, item, under(at.pointer, index)))
    : refuse('a list of at least one schema', value, at);

const schemaOrSchemas: Shape = (value, at) =>
  Array.isArray(value)
    ? value.map((item, index) => at.normalizer.normalizePart(at.document, item, under(at.pointer, index)))
    : schema(value, at);

const properties: Shape = (value, at) => new Map(schemaEntries(value, at));

function schemaEntries(value: unknown, at: Place): readonly (readonly [name: string, schema: NormalSchema])[] {
  if (!isObject(value)) return refuse('an object of schemas', value, at);
  return Object.entries(value).map(([name, member]) => [
    name,
    at.normalizer.normalizePart(at.document, member, under(at.pointer, name)),
  ]);
}

const pattern: Shape = (value, at) =>
  typeof value === 'string' ? schemaPattern(value, at.pointer) : refuse('a string', value, at);

const patternProperties: Shape = (value, at) =>
  schemaEntries(value, at).map(([name, member]) => [schemaPattern(name, under(at.pointer, name)), member]);

const dependencies: Shape = (value, at) => {
  if (!isObject(value)) return refuse('an object', value, at);
  return new Map(
    Object.entries(value).map(([name, dependency]) => {
      const place = { ...at, pointer: under(at.pointer, name) };
      return [name, Array.isArray(dependency) ? names(dependency, place) : schema(dependency, place)];
    }),
  );
};

const TYPES: readonly JsonType[] = ['array', 'boolean', 'integer', 'null', 'number', 'object', 'string'];

const types: Shape = (value, at) => {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  const known = list.filter((name): name is JsonType => TYPES.includes(name as JsonType));
  if (list.length === 0 || known.length < list.length) {
    return refuse(`one or more of ${TYPES.join(', ')}`, value, at);
  }
  // A number may be an integer too; Java lists the types in alphabetical order.
  const all = known.includes('number') ? [...known, 'integer' as const] : known;
  return [...new Set(all)].sort();
};

/** The validation keywords of draft 4 and what their values must look like. */
const SHAPES: Readonly<Record<keyof Omit<NormalSchema, '$ref'>, Shape>> = {
  additionalItems: schemaOrFlag,
  additionalProperties: schemaOrFlag,
  allOf: schemas,
  anyOf: schemas,
  dependencies,
  enum: values,
  exclusiveMaximum: flag,
  exclusiveMinimum: flag,
  format: text,
  items: schemaOrSchemas,
  maxItems: count,
  maxLength: count,
  maxProperties: count,
  maximum: number,
  minItems: count,
  minLength: count,
  minProperties: count,
  minimum: number,
  multipleOf: positiveNumber,
  not: schema,
  oneOf: schemas,
  pattern,
  patternProperties,
  properties,
  required: names,
  type: types,
  uniqueItems: flag,
};
