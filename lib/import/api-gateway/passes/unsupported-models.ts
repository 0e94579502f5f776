import { isDocumentObject, type Document } from '../../../model/index.js';
import { mapOperations } from '../operations.js';
import { filterSchemas } from './contents.js';
import type { ImportPass } from './pass.js';

/**
 * Schemas in place that are no object, no list and no reference: they make no model.
 *
 * Observed: the warnings for `ComposedSchema` and `StringSchema` of responses, and for `Content` of requests, as users
 * report them.
 * Assumed: the other classes have their names in the parser that API Gateway uses; OpenAPI 3.0 alone.
 */
export const unsupportedModels: ImportPass = (document, { version, prefix }) => {
  if (version === '2.0') return { document, warnings: [] };
  const warnings: string[] = [];
  const kept = mapOperations(document, prefix, ({ operation, httpMethod, path }) =>
    filterSchemas(operation, (schema, place) => {
      const type = unsupportedClass(schema);
      if (type === undefined) return true;
      const method = `'${httpMethod} ${path}'`;
      warnings.push(
        place.kind === 'request'
          ? `Unsupported model type 'Content' in request schema for ${method}. Ignoring.`
          : `Unsupported model type '${type}' in ${place.statusCode} response to method ${method}. Ignoring.`,
      );
      return false;
    }),
  );
  return { document: kept, warnings };
};

const CLASSES: ReadonlyMap<string, string> = new Map([
  ['boolean', 'BooleanSchema'],
  ['integer', 'IntegerSchema'],
  ['number', 'NumberSchema'],
]);

const STRING_CLASSES: ReadonlyMap<string, string> = new Map([
  ['binary', 'BinarySchema'],
  ['byte', 'ByteArraySchema'],
  ['date', 'DateSchema'],
  ['date-time', 'DateTimeSchema'],
  ['email', 'EmailSchema'],
  ['password', 'PasswordSchema'],
  ['uuid', 'UUIDSchema'],
]);

function unsupportedClass(schema: Document): string | undefined {
  if (!isDocumentObject(schema)) return undefined;
  if (['allOf', 'oneOf', 'anyOf'].some((key) => Object.hasOwn(schema, key))) return 'ComposedSchema';
  const { type, format } = schema;
  if (typeof type !== 'string') return undefined;
  if (type !== 'string') return CLASSES.get(type);
  return (typeof format === 'string' ? STRING_CLASSES.get(format) : undefined) ?? 'StringSchema';
}
