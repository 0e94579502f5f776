import { parseModelReference, type SchemaModel } from '../../model/json-schema.js';
import { asJson, isDeployTime, type Document } from '../../model/value.js';
import { compileSchema, SchemaModels, type CompiledSchema } from '../../schema/index.js';

interface ApiWithModels {
  readonly models: readonly SchemaModel[];
}

/** The models of an API, each compiled once however many methods or routes name it. */
export class RequestModels {
  private readonly models: SchemaModels;
  private readonly compiled = new Map<string, CompiledSchema | string>();

  constructor(private readonly api: ApiWithModels) {
    this.models = new SchemaModels((name) => {
      const found = findSchema(api, name);
      return found === undefined ? undefined : withModelUrls(found);
    });
  }

  /** The compiled schema, or why there is none. */
  compile(name: string): CompiledSchema | string {
    let schema = this.compiled.get(name);
    if (schema === undefined) this.compiled.set(name, (schema = compileModel(this.api, name, this.models)));
    return schema;
  }
}

function compileModel(api: ApiWithModels, name: string, models: SchemaModels): CompiledSchema | string {
  // API Gateway's own models, there unless an import replaced them.
  const schema = findSchema(api, name) ?? (name === 'Empty' || name === 'Error' ? {} : undefined);
  if (schema === undefined) return `the model "${name}", which the API does not have`;
  try {
    return compileSchema(withModelUrls(schema), { resolveModel: models });
  } catch (error) {
    return `the model "${name}": ${error instanceof Error ? error.message : String(error)}`;
  }
}

function findSchema(api: ApiWithModels, name: string): Document | undefined {
  return api.models.find((model) => model.name === name)?.schema;
}

/** The model's own references in the form that the schema room reads: API Gateway's URL of a model. */
function withModelUrls(schema: Document): unknown {
  const json = typeof schema === 'string' ? (JSON.parse(schema) as unknown) : asJson(schema);
  if (json === undefined) throw new Error('its schema depends on values that only deployment knows');
  return rewriteReferences(json);
}

function rewriteReferences(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(rewriteReferences);
  if (typeof node !== 'object' || node === null || isDeployTime(node)) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, member]) => {
      const model = key === '$ref' && typeof member === 'string' ? parseModelReference(member) : undefined;
      return [
        key,
        model === undefined
          ? rewriteReferences(member)
          : `https://apigateway.amazonaws.com/restapis/api/models/${model}`,
      ];
    }),
  );
}
