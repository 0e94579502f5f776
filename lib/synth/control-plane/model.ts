import {
  isDeployTime,
  mapReferences,
  parseModelReference,
  type Document,
  type RestApi,
  type SchemaModel,
} from '../../model/index.js';
import { sortBy } from '../../support/sort-by.js';
import { representation, type Representation } from './representation.js';

const DRAFT_4 = 'http://json-schema.org/draft-04/schema#';

/**
 * The models of an API that the console, CreateRestApi or a template makes.
 *
 * Observed: an import does not add them (docs/aws/rest-model.md section 1).
 */
export const DEFAULT_MODELS: readonly SchemaModel[] = [
  {
    name: 'Empty',
    contentType: 'application/json',
    description: 'This is a default empty schema model',
    schema: { $schema: DRAFT_4, title: 'Empty Schema', type: 'object' },
  },
  {
    name: 'Error',
    contentType: 'application/json',
    description: 'This is a default error schema model',
    schema: {
      $schema: DRAFT_4,
      title: 'Error Schema',
      type: 'object',
      properties: { message: { type: 'string' } },
    },
  },
];

/**
 * The items of GetModels, by name. The schema is JSON here, where the control plane has the text of it.
 *
 * Observed: a reference to another model is its URL, with the id of the API.
 */
export function renderModels({ models = [] }: RestApi, restApiId: string): readonly Representation[] {
  return sortBy(models, ({ name }) => name).map(({ name, description, contentType, schema }) =>
    representation({
      name,
      description,
      contentType: contentType ?? 'application/json',
      schema: withUrls(schema, restApiId),
    }),
  );
}

function withUrls(schema: Document, restApiId: string): Document {
  return mapReferences(schema, (ref) => {
    const name = isDeployTime(ref) ? undefined : parseModelReference(ref);
    return name === undefined ? ref : `https://apigateway.amazonaws.com/restapis/${restApiId}/models/${name}`;
  });
}
