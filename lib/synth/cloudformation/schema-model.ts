import {
  isDeployTime,
  joinValues,
  mapReferences,
  parseModelReference,
  type Document,
  type DocumentObject,
  type SchemaModel,
} from '../../model/index.js';
import { defined } from '../../support/defined.js';
import { referByName, type Refer } from './definition-reference.js';

/**
 * Renders a model. Another model in its schema becomes API Gateway's address of it, by reference, so that it is created
 * first.
 *
 * Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-model.html,
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html
 */
export function renderSchemaModel(model: SchemaModel, refer: Refer): DocumentObject {
  const { name, contentType, description, schema } = model;
  return {
    Name: name,
    // CreateModel requires one.
    ContentType: contentType ?? 'application/json',
    ...defined({ Description: description }),
    Schema: renderSchema(schema, refer),
  };
}

function renderSchema(schema: Document, refer: Refer): Document {
  return mapReferences(schema, (ref) => {
    const name = isDeployTime(ref) ? undefined : parseModelReference(ref);
    if (name === undefined) return ref;
    return joinValues([
      'https://apigateway.amazonaws.com/restapis/',
      refer({ kind: 'api' }) ?? '',
      '/models/',
      referByName(refer, 'model', name),
    ]);
  });
}

/**
 * Models in an order in which each comes after those that it names. Of models that name each other, one has to name
 * another that comes later.
 *
 * Assumed: API Gateway takes a schema that names a model which is not there yet.
 */
export function inOrderOfReference(models: readonly SchemaModel[]): readonly SchemaModel[] {
  const byName = new Map(models.map((model) => [model.name, model]));
  const ordered = new Set<SchemaModel>();
  const entered = new Set<SchemaModel>();
  const enter = (model: SchemaModel): void => {
    if (entered.has(model)) return;
    entered.add(model);
    for (const name of namedModels(model.schema)) {
      const named = byName.get(name);
      if (named !== undefined) enter(named);
    }
    ordered.add(model);
  };
  models.forEach(enter);
  return [...ordered];
}

/** The names of the models that a schema refers to. */
export function namedModels(schema: Document): readonly string[] {
  const names: string[] = [];
  mapReferences(schema, (ref) => {
    const name = isDeployTime(ref) ? undefined : parseModelReference(ref);
    if (name !== undefined) names.push(name);
    return ref;
  });
  return names;
}
