import { DEFINITION_POINTER, SCHEMA_POINTER, unescapePointer } from '../../formats/openapi.js';
import {
  fingerprint,
  isDeployTime,
  isDocumentObject,
  mapReferences,
  parseModelReference,
  printModelReference,
  type Document,
  type SchemaModel,
  type Value,
} from '../../model/index.js';
import { cursorFile, keysOf, member, type Cursor } from './cursor.js';
import type { Reading } from './reading.js';

/** A model's address within an API, as AWS writes it in schemas of its own. */
const MODEL_URL = /^https:\/\/apigateway\.[^/]+\/restapis\/[^/]+\/models\/([^/#?]+)$/;

/** The models of an API: the named schemas of its document, and those that a request or response has in place. */
export class Models {
  private readonly models = new Map<string, SchemaModel>();
  /** Names of what references lead to outside the named schemas, by file and reference. */
  private readonly imported = new Map<string, string>();
  private readonly pending: { readonly name: string; readonly cursor: Cursor }[] = [];

  constructor(
    private readonly reading: Reading,
    named: Cursor | undefined,
  ) {
    for (const name of keysOf(named)) this.models.set(name, { name, schema: {} });
    for (const name of keysOf(named)) {
      const cursor = named && member(named, name);
      if (cursor !== undefined) this.add(name, cursor);
    }
  }

  /** All models; to be asked when everything else has been read. */
  all(): readonly SchemaModel[] {
    for (let next = this.pending.pop(); next !== undefined; next = this.pending.pop()) this.add(next.name, next.cursor);
    return [...this.models.values()];
  }

  /**
   * The model for a schema in place: the one that it refers to, or one of its own under a name that its content makes.
   *
   * Observed: API Gateway calls a model that has no name `MODEL` and some digits.
   */
  nameOf(schema: Cursor): string {
    const ref = isDocumentObject(schema.value) ? schema.value.$ref : undefined;
    if (typeof ref === 'string') {
      const name = parseModelReference(this.modelReference(ref, schema));
      if (name !== undefined) return name;
    }
    const content = this.schemaOf(schema);
    const name = `MODEL${fingerprint(content).slice(2, 12)}`;
    if (!this.models.has(name)) this.models.set(name, model(name, content));
    return name;
  }

  /** A schema with its references as the model has them. */
  schemaOf(schema: Cursor): Document {
    const own = isDocumentObject(schema.value) ? schema.value.definitions : undefined;
    return mapReferences(schema.value, (ref) => this.mapReference(ref, schema, own));
  }

  private add(name: string, cursor: Cursor): void {
    this.models.set(name, model(name, this.schemaOf(cursor)));
  }

  private mapReference(ref: Value<string>, from: Cursor, ownDefinitions: Document | undefined): Value<string> {
    if (isDeployTime(ref)) {
      this.reading.report('unresolved-value', from, 'Cannot follow a $ref that only deployment knows');
      return ref;
    }
    if (ref === '#') return ref;
    // A schema may keep definitions of its own, as models of draft 4 do.
    const local = localName(ref, DEFINITION_POINTER);
    if (local !== undefined && isDocumentObject(ownDefinitions) && Object.hasOwn(ownDefinitions, local)) return ref;
    return this.modelReference(ref, from);
  }

  private modelReference(ref: string, from: Cursor): string {
    const name = parseModelReference(ref) ?? MODEL_URL.exec(ref)?.[1];
    if (name !== undefined) return this.referenceToNamed(name, ref, from);
    if (cursorFile(from) === undefined) {
      const local = localName(ref, SCHEMA_POINTER) ?? localName(ref, DEFINITION_POINTER) ?? bareName(ref);
      if (local !== undefined) return this.referenceToNamed(local, ref, from);
    }
    return this.import(ref, from);
  }

  private referenceToNamed(name: string, ref: string, from: Cursor): string {
    if (!this.models.has(name)) this.reading.reportReference(ref, from);
    return printModelReference(name);
  }

  /** A schema that stands elsewhere, in a file or deep inside the document, becomes a model too. */
  private import(ref: string, from: Cursor): string {
    const key = `${cursorFile(from) ?? ''} ${ref}`;
    const known = this.imported.get(key);
    if (known !== undefined) return printModelReference(known);
    const found = this.reading.resolve(ref, from);
    const cursor = found && this.reading.dereference(found);
    const name = this.freeName(ref, key);
    this.imported.set(key, name);
    if (cursor !== undefined) {
      this.models.set(name, { name, schema: {} });
      this.pending.push({ name, cursor });
    }
    return printModelReference(name);
  }

  /** The last word of the reference, when it is a name and nobody has it. */
  private freeName(ref: string, key: string): string {
    const [word] = /[^/#]+$/.exec(ref) ?? [''];
    const name = word.replace(/\.(?:json|ya?ml)$/i, '');
    return /^[A-Za-z]\w*$/.test(name) && !this.models.has(name) ? name : `MODEL${fingerprint(key).slice(2, 12)}`;
  }
}

/** The name in `#/components/schemas/<name>`; undefined for what is deeper, or elsewhere. */
function localName(ref: string, pointer: string): string | undefined {
  if (!ref.startsWith(pointer)) return undefined;
  const rest = ref.slice(pointer.length);
  if (rest.includes('/')) return undefined;
  try {
    return unescapePointer(decodeURIComponent(rest));
  } catch {
    return unescapePointer(rest);
  }
}

/** Assumed: a name alone, `Pet`, is a model's and not a file's, as Swagger parsers have it. */
function bareName(ref: string): string | undefined {
  return /^\w+$/.test(ref) ? ref : undefined;
}

function model(name: string, schema: Document): SchemaModel {
  const description = isDocumentObject(schema) ? schema.description : undefined;
  return { name, ...(typeof description === 'string' && description !== '' && { description }), schema };
}
