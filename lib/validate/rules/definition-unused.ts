import {
  diagnostic,
  isDeployTime,
  mapReferences,
  parseModelReference,
  walkMethods,
  walkRoutes,
  type Api,
  type Diagnostic,
  type Document,
  type RestApi,
  type WebSocketApi,
} from '../../model/index.js';
import { defineRule } from '../rule.js';

/** Every REST API that API Gateway exports has these models. */
const OWN_MODELS: readonly string[] = ['Empty', 'Error'];

/**
 * Models and authorizers that no route uses; a model that another one refers to is used where that one is. They change no
 * response, but a route may be open that an authorizer was meant for. What constructs declare is not checked when it is
 * synthesized: the template is, by lint.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-to-api.html
 */
export const definitionUnused = defineRule({
  codes: ['definition-unused'],
  protocols: ['REST', 'HTTP', 'WEBSOCKET'],
  summary: 'No route uses a model or an authorizer',
  fix: 'Use it in the routes it is meant for, or remove it',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-to-api.html',
  check: (api, { isRead, unread }) => {
    if (isRead !== true || unread?.has(api.id) === true) return [];
    return [...unusedAuthorizers(api), ...(api.protocol === 'HTTP' ? [] : unusedModels(api))];
  },
});

function unusedAuthorizers(api: Api): readonly Diagnostic[] {
  const authorizers: readonly { readonly name: string }[] = api.authorizers ?? [];
  const used = new Set<string>();
  walkRoutes(api, ({ authorization }) => {
    if (authorization !== undefined && 'authorizer' in authorization) used.add(authorization.authorizer);
  });
  return authorizers.filter(({ name }) => !used.has(name)).map(({ name }) => unused('authorizer', name));
}

function unusedModels(api: RestApi | WebSocketApi): readonly Diagnostic[] {
  const schemas = new Map((api.models ?? []).map(({ name, schema }) => [name, schema]));
  const pending = modelsOfRoutes(api);
  const used = new Set(OWN_MODELS);
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (used.has(name)) continue;
    used.add(name);
    const schema = schemas.get(name);
    if (schema !== undefined) pending.push(...modelsOf(schema, [...schemas.keys()]));
  }
  return [...schemas.keys()].filter((name) => !used.has(name)).map((name) => unused('model', name));
}

function modelsOfRoutes(api: RestApi | WebSocketApi): string[] {
  const names: string[] = [];
  const all = (api.models ?? []).map(({ name }) => name);
  walkRoutes<RestApi | WebSocketApi>(api, ({ requestModels = {}, responses = [] }) => {
    names.push(...Object.values(requestModels));
    for (const { responseModels = {} } of responses) names.push(...Object.values(responseModels));
  });
  if (api.protocol === 'REST') {
    walkMethods(api, ({ requestParameters = [], responses = [], documentation: operation }) => {
      const headers = responses.flatMap(({ responseHeaders = [] }) => responseHeaders);
      const bodies = [operation?.requestBody, ...responses.map(({ documentation }) => documentation)];
      const contents = bodies.flatMap((body) => Object.values(body?.content ?? {}));
      for (const schema of [
        ...[...requestParameters, ...headers].map(({ documentation }) => documentation?.schema),
        // A composed schema in place makes no model, and still needs the models that it refers to.
        ...contents.map((content) => content.schema),
      ]) {
        if (schema !== undefined) names.push(...modelsOf(schema, all));
      }
    });
  }
  return names;
}

/** The models that a schema refers to; any of them, where only deployment knows the reference. */
function modelsOf(schema: Document, all: readonly string[]): readonly string[] {
  const names: string[] = [];
  mapReferences(schema, (ref) => {
    if (isDeployTime(ref)) names.push(...all);
    else names.push(parseModelReference(ref) ?? '');
    return ref;
  });
  return names;
}

function unused(kind: 'model' | 'authorizer', name: string): Diagnostic {
  return diagnostic('definition-unused', { element: `${kind} ${name}` }, `No route uses the ${kind}`);
}
