import { isDocumentObject, parseModelReference, type Document, type SchemaModel } from '../../model/index.js';
import { isList } from '../../support/is-list.js';
import { call, code, listOf, objectOf, recordOf, textOf, type Expression } from './expression.js';
import type { Names } from './names.js';
import type { ValueWriter } from './value-writer.js';

/** A model as a constant. */
export interface WrittenModel {
  readonly constant: string;
  readonly expression: Expression;
  /** The model that the expression makes, which may lack what a `Model` cannot say. */
  readonly model: SchemaModel;
  /** The names of the models that it brings along. */
  readonly brings: readonly string[];
}

/** Writes models as constants, those that others name first. Models that name each other in a circle do so by `$ref`. */
export function writeModels(
  models: readonly SchemaModel[],
  names: Names,
  writer: ValueWriter,
): ReadonlyMap<string, WrittenModel> {
  const written = new Map<string, WrittenModel>();
  for (const model of inOrder(models)) {
    const constant = names.take(model.name, 'model');
    const brings = new Set<string>();
    const said = isSayable(model.schema) ? model : { ...model, schema: {} };
    const schema = (document: Document): Expression => {
      const referenced = referenceIn(document);
      const known = referenced === undefined ? undefined : written.get(referenced);
      if (referenced !== undefined && known !== undefined) {
        brings.add(referenced);
        return code(known.constant);
      }
      if (isList(document)) return listOf(document.map(schema));
      if (!isDocumentObject(document)) return writer.document(document);
      return recordOf(Object.entries(document).map(([key, member]) => [key, schema(member)] as const));
    };
    const { name, contentType, description } = said;
    const props = objectOf({
      name: textOf(name),
      contentType: contentType === undefined || contentType === 'application/json' ? undefined : textOf(contentType),
      description: description === undefined ? undefined : textOf(description),
      schema: schema(said.schema),
    });
    written.set(name, {
      constant,
      expression: call(`new ${writer.imports.use('Model')}`, props),
      model: said,
      brings: [...brings],
    });
  }
  return written;
}

/** The models that these bring along, themselves among them. */
export function withBrought(names: Iterable<string>, models: ReadonlyMap<string, WrittenModel>): ReadonlySet<string> {
  const reached = new Set<string>();
  const reach = (name: string): void => {
    if (reached.has(name)) return;
    reached.add(name);
    models.get(name)?.brings.forEach(reach);
  };
  for (const name of names) reach(name);
  return reached;
}

/** A `Model` makes models of `definitions` in its schema, and takes `#` for itself. */
function isSayable(schema: Document): boolean {
  if (!isDocumentObject(schema)) return false;
  return !('definitions' in schema) && !('$defs' in schema) && !hasOwnReference(schema);
}

function hasOwnReference(document: Document): boolean {
  if (isList(document)) return document.some(hasOwnReference);
  if (!isDocumentObject(document)) return false;
  return document.$ref === '#' || Object.values(document).some(hasOwnReference);
}

function referenceIn(document: Document): string | undefined {
  if (!isDocumentObject(document) || Object.keys(document).length !== 1) return undefined;
  return typeof document.$ref === 'string' ? parseModelReference(document.$ref) : undefined;
}

function inOrder(models: readonly SchemaModel[]): readonly SchemaModel[] {
  const byName = new Map(models.map((model) => [model.name, model]));
  const ordered = new Set<SchemaModel>();
  const visiting = new Set<SchemaModel>();
  const visit = (model: SchemaModel): void => {
    if (visiting.has(model)) return;
    visiting.add(model);
    for (const name of referencesIn(model.schema)) {
      const other = byName.get(name);
      if (other !== undefined) visit(other);
    }
    ordered.add(model);
  };
  byName.forEach(visit);
  return [...ordered];
}

function referencesIn(document: Document): readonly string[] {
  const own = referenceIn(document);
  if (own !== undefined) return [own];
  if (isList(document)) return document.flatMap(referencesIn);
  return isDocumentObject(document) ? Object.values(document).flatMap(referencesIn) : [];
}
