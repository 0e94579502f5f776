import { isRecursive, refuseEndlessReferences } from './circles.js';
import { compileValidator } from './compile-validator.js';
import type { SchemaError } from './errors.js';
import { isDeeperThan, MAX_VALUE_LEVELS } from './limits.js';
import { SchemaModels, type ResolveModel } from './models.js';
import type { NormalSchemas } from './normal-schema.js';
import { normalizeSchema } from './normalize-schema.js';

export { SchemaCompileError, SchemaLimitError, type SchemaError } from './errors.js';
export { MAX_SCHEMA_BYTES, MAX_SCHEMA_LEVELS } from './limits.js';
export { SchemaModels } from './models.js';

export interface SchemaOptions {
  /**
   * Finds the schema of a model by name, for references such as
   * `https://apigateway.amazonaws.com/restapis/<api id>/models/<name>`, `#/definitions/<name>` and
   * `#/components/schemas/<name>`. Circles of models are welcome. `SchemaModels` are read once for all schemas that are
   * compiled with them.
   *
   * @default - there are no models
   */
  readonly resolveModel?: ResolveModel | SchemaModels;
}

/** A schema ready to validate. Its methods throw `SchemaLimitError` or `JavaRegexLimitError` when that would take too long. */
export interface CompiledSchema {
  /** Whether the value, as `JSON.parse` gives it, fits. */
  accepts(value: unknown): boolean;
  /** What is wrong with the value, in API Gateway's words and order; empty when it fits. */
  validate(value: unknown): readonly SchemaError[];
}

/**
 * Refuses a schema that {@link compileSchema} refuses, without compiling it.
 *
 * @throws {SchemaCompileError}
 */
export function checkSchema(schema: unknown, options: SchemaOptions = {}): void {
  normalize(schema, options);
}

/**
 * Compiles a JSON Schema of draft 4, as the models of API Gateway are.
 *
 * Nothing is fetched. At most 400 KB and 64 levels. Keywords that are not draft 4's are ignored; of formats, draft 4's own
 * are checked.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html
 *
 * @example
 * compileSchema({ type: 'object', required: ['name'] }).validate({})
 * // [{ keyword: 'required', pointer: '', message: 'object has missing required properties (["name"])' }]
 *
 * @throws {SchemaCompileError}
 */
export function compileSchema(schema: unknown, options: SchemaOptions = {}): CompiledSchema {
  const schemas = normalize(schema, options);
  const recursive = isRecursive(schemas);
  const validator = compileValidator(schemas);
  return {
    accepts(value) {
      if (recursive && isDeeperThan(value, MAX_VALUE_LEVELS)) return false;
      return validator.accepts(value);
    },
    validate(value) {
      if (recursive && isDeeperThan(value, MAX_VALUE_LEVELS)) {
        const message = `instance has more than ${MAX_VALUE_LEVELS} levels`;
        return [{ keyword: '$ref', pointer: '', message }];
      }
      const errors: SchemaError[] = [];
      validator.explain(value, '', errors);
      return errors;
    },
  };
}

function normalize(schema: unknown, { resolveModel = () => undefined }: SchemaOptions): NormalSchemas {
  const models = resolveModel instanceof SchemaModels ? resolveModel : new SchemaModels(resolveModel);
  const schemas = normalizeSchema(schema, models);
  refuseEndlessReferences(schemas);
  return schemas;
}
