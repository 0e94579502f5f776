import {
  diagnostic,
  isDraft4Keyword,
  keywordsOf,
  mapReferences,
  parseModelReference,
  walkMethods,
  type Diagnostic,
  type RestApi,
  type SchemaKeyword,
} from '../../model/index.js';
import { defineRule } from '../rule.js';

/** Keywords of later drafts and of OpenAPI that decide which values fit. */
const DECIDING: ReadonlySet<string> = new Set([
  ...['nullable', 'const', 'contains', 'propertyNames', 'if', 'then', 'else', 'dependentRequired', 'dependentSchemas'],
  ...['prefixItems', 'minContains', 'maxContains', 'unevaluatedProperties', 'unevaluatedItems', '$defs'],
]);

/**
 * Keywords that draft 4 does not have, once for each model: a warning where request bodies are validated by the model and
 * the keyword would decide whether they are valid.
 *
 * Assumed: a keyword that the guide does not list as unsupported is dropped too when a document is imported.
 */
export const schemaKeywordIgnored = defineRule({
  codes: ['schema-keyword-ignored'],
  protocols: ['REST'],
  summary: 'A model has a keyword that API Gateway does not evaluate',
  fix: 'Write the constraint with keywords of draft 4, such as a list of types for nullable and an enum of one value for const',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html',
  check: (api) => {
    const found: Diagnostic[] = [];
    const validating = validatingModels(api);
    for (const { name, schema } of api.models ?? []) {
      const ignored = [...keywordsOf(schema)].filter(({ keyword }) => !isDraft4Keyword(keyword));
      if (ignored.length === 0) continue;
      const deciding = validating.has(name) ? ignored.filter(isDeciding) : [];
      const [message, severity] =
        deciding.length > 0
          ? ([
              `Request bodies are validated without ${list(deciding)}, which draft 4 does not have`,
              'warning',
            ] as const)
          : ([`API Gateway does not evaluate ${list(ignored)}, which draft 4 does not have`, 'info'] as const);
      found.push(diagnostic('schema-keyword-ignored', { element: `model ${name}` }, message, severity));
    }
    return found;
  },
});

function isDeciding({ keyword, value }: SchemaKeyword): boolean {
  return DECIDING.has(keyword) && !(keyword === 'nullable' && value === false);
}

function list(keywords: readonly SchemaKeyword[]): string {
  return [...new Set(keywords.map(({ keyword }) => `"${keyword}"`))].join(', ');
}

/** The models that request bodies are validated by, and those that they refer to. */
function validatingModels(api: RestApi): ReadonlySet<string> {
  const schemas = new Map((api.models ?? []).map(({ name, schema }) => [name, schema]));
  const validators = new Set(
    (api.requestValidators ?? []).filter((validator) => validator.validateRequestBody).map(({ name }) => name),
  );
  const waiting: string[] = [];
  walkMethods(api, ({ requestValidator, requestModels = {} }) => {
    if (requestValidator !== undefined && validators.has(requestValidator))
      waiting.push(...Object.values(requestModels));
  });
  const found = new Set<string>();
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    mapReferences(schemas.get(name) ?? {}, (ref) => {
      const model = typeof ref === 'string' ? parseModelReference(ref) : undefined;
      if (model !== undefined) waiting.push(model);
      return ref;
    });
  }
  return found;
}
