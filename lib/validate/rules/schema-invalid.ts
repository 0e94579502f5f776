import {
  asJson,
  diagnostic,
  mapReferences,
  parseModelReference,
  type Diagnostic,
  type Document,
  type Json,
} from '../../model/index.js';
import { checkSchema, SchemaCompileError, SchemaModels } from '../../schema/index.js';
import { defineRule } from '../rule.js';

/**
 * Models whose schema cannot be used. What is wrong with one is not told again for those that name it.
 */
export const schemaInvalid = defineRule({
  codes: ['schema-invalid'],
  protocols: ['REST', 'WEBSOCKET'],
  summary: 'A model is not a usable JSON Schema of draft 4',
  fix: 'Correct the schema at the place that is named',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html',
  check: ({ models = [] }) => {
    const schemas = new Map(models.map(({ name, schema }) => [name, readableSchema(schema)]));
    // A model that the API does not have is `unresolved-reference`; here it takes anything.
    const resolveModel = new SchemaModels((other) => schemas.get(other) ?? {});
    const found: Diagnostic[] = [];
    for (const [name, schema] of schemas) {
      if (schema === undefined) continue;
      try {
        checkSchema(schema, { resolveModel });
      } catch (error) {
        if (!(error instanceof SchemaCompileError)) throw error;
        const place = { element: `model ${name}`, property: error.pointer };
        found.push(diagnostic('schema-invalid', place, error.message, severityOf(error)));
      }
    }
    const inItself = found.filter(({ place }) => place.property?.startsWith('#'));
    return inItself.length > 0 ? inItself : found;
  },
});

/**
 * Documents of OpenAPI mark a property by `required: true`, as draft 3 does.
 *
 * Assumed: API Gateway imports such a document, with a warning: others deploy documents of this kind.
 */
function severityOf({ pointer, message }: SchemaCompileError): 'warning' | 'error' {
  return pointer.endsWith('/required') && /found (?:true|false) /.test(message) ? 'warning' : 'error';
}

/** The schema with references to models as the schema room reads them; undefined when only deployment knows it whole. */
function readableSchema(schema: Document): Json | undefined {
  return asJson(
    mapReferences(schema, (ref) => {
      const model = typeof ref === 'string' ? parseModelReference(ref) : undefined;
      return model === undefined ? ref : `#/definitions/${model}`;
    }),
  );
}
