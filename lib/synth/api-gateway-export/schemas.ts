import {
  isDeployTime,
  isDocumentObject,
  mapReferences,
  parseModelReference,
  type Document,
  type DocumentObject,
  type RestApi,
} from '../../model/index.js';
import { hashOrdered } from './hash-order.js';

/**
 * The models that methods use, and those that these refer to, as schemas of the document.
 *
 * Observed: `$schema` is left out; the schemas stand in the order of their names' hashes.
 * Assumed: a model that nothing uses is not exported.
 */
export function renderSchemas({ models = [], resources }: RestApi, pointer: string): DocumentObject {
  const schemas = new Map(models.map(({ name, schema }) => [name, schema]));
  const used = new Set<string>();
  const use = (name: string): void => {
    const schema = schemas.get(name);
    if (schema === undefined || used.has(name)) return;
    used.add(name);
    mapReferences(schema, (ref) => {
      const referred = isDeployTime(ref) ? undefined : parseModelReference(ref);
      if (referred !== undefined) use(referred);
      return ref;
    });
  };
  for (const { requestModels = {}, responses = [] } of resources.flatMap(({ methods }) => methods)) {
    for (const name of Object.values(requestModels)) use(name);
    for (const { responseModels = {} } of responses) for (const name of Object.values(responseModels)) use(name);
  }
  // The order in which they are defined decides where hashes collide.
  const rendered = models.flatMap(({ name, schema }): [string, Document][] =>
    used.has(name) ? [[name, renderSchema(schema, pointer)]] : [],
  );
  return hashOrdered(Object.fromEntries(rendered));
}

/** `{ $ref: '#/definitions/Pet' }`. */
export function modelReference(name: string, pointer: string): DocumentObject {
  return { $ref: pointer + name };
}

function renderSchema(schema: Document, pointer: string): Document {
  const renamed = mapReferences(schema, (ref) => {
    const name = isDeployTime(ref) ? undefined : parseModelReference(ref);
    return name === undefined ? ref : pointer + name;
  });
  if (!isDocumentObject(renamed)) return renamed;
  const { $schema: _dialect, ...others } = renamed;
  return others;
}
