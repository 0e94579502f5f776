import {
  diagnostic,
  documentationParts,
  parsePath,
  printPath,
  type Diagnostic,
  type Document,
  type DocumentObject,
  type RestApi,
} from '../../model/index.js';
import { defineRule } from '../rule.js';

/**
 * Documentation of what the API does not have: a mistyped path, method, model or authorizer.
 *
 * Documented: locations and what they inherit,
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-documenting-api-content-representation.html
 */
export const documentationLocation = defineRule({
  codes: ['unresolved-reference'],
  protocols: ['REST'],
  summary: 'A documentation part is about something that the API does not have',
  fix: 'Correct the path, method or name of its location, or remove the part',
  source:
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-documenting-api-content-representation.html',
  check: (api) => {
    const parts = documentationParts(api);
    if (parts.length === 0) return [];
    const paths = pathsOf(api);
    const found: Diagnostic[] = [];
    for (const { location } of parts) {
      const missing = missingIn(location, api, paths);
      if (missing === undefined) continue;
      const message = `The documentation is about ${missing}, which the API does not have`;
      found.push(diagnostic('unresolved-reference', { element: 'documentation' }, message, 'warning'));
    }
    return found;
  },
});

/** Observed: a REST API that was made without a document has these models from the start. */
const OWN_MODELS: ReadonlySet<Document | undefined> = new Set(['Empty', 'Error']);

function missingIn(
  { type, path, method, name }: DocumentObject,
  { models = [], authorizers = [] }: RestApi,
  paths: ReadonlyMap<string, ReadonlySet<string>>,
): string | undefined {
  if (type === 'MODEL') return OWN_MODELS.has(name) ? undefined : missingName('the model', name, models);
  if (type === 'AUTHORIZER') return missingName('the authorizer', name, authorizers);
  if (typeof path !== 'string') return undefined;
  const methods = paths.get(path);
  if (methods === undefined) return `the path ${path}`;
  const isKnown = typeof method !== 'string' || method === '*' || methods.has(method) || methods.has('ANY');
  return isKnown ? undefined : `${method} ${path}`;
}

function missingName(
  what: string,
  name: Document | undefined,
  known: readonly { readonly name: string }[],
): string | undefined {
  return typeof name !== 'string' || known.some((one) => one.name === name) ? undefined : `${what} ${name}`;
}

/** The methods at each path and below it, since documentation of a path is about what is below it too. */
function pathsOf({ resources }: RestApi): ReadonlyMap<string, ReadonlySet<string>> {
  const paths = new Map<string, Set<string>>([['/', new Set()]]);
  for (const { path, methods } of resources) {
    const parts = parsePath(path);
    for (let length = 0; length <= parts.length; length++) {
      const at = printPath(parts.slice(0, length));
      const known = paths.get(at) ?? new Set<string>();
      methods.forEach(({ httpMethod }) => known.add(httpMethod));
      paths.set(at, known);
    }
  }
  return paths;
}
