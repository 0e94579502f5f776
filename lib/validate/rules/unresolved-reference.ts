import {
  diagnostic,
  mapReferences,
  parseModelReference,
  walkMethods,
  type Diagnostic,
  type Place,
} from '../../model/index.js';
import type { Rule } from '../rule.js';

/** Observed: an API that was made without a document has these models from the start. */
const OWN_MODELS = ['Empty', 'Error'];

/** Models, validators and authorizers that are named and that the API does not have. */
export const unresolvedReference: Rule = (api) => {
  const found: Diagnostic[] = [];
  const check = (kind: string, known: readonly string[]): ((name: string, place: Place) => void) => {
    const names = new Set(known);
    return (name, place) => {
      if (names.has(name)) return;
      const has = known.length === 0 ? `the API has no ${kind}s` : `the API's ${kind}s are ${known.join(', ')}`;
      found.push(diagnostic('unresolved-reference', place, `Cannot find the ${kind} "${name}": ${has}`));
    };
  };
  const checkModel = check('model', [...(api.models ?? []).map(({ name }) => name), ...OWN_MODELS]);
  const checkValidator = check(
    'request validator',
    (api.requestValidators ?? []).map(({ name }) => name),
  );
  const checkAuthorizer = check(
    'authorizer',
    (api.authorizers ?? []).map(({ name }) => name),
  );

  for (const { name, schema } of api.models ?? []) {
    mapReferences(schema, (ref) => {
      const model = typeof ref === 'string' ? parseModelReference(ref) : undefined;
      if (model !== undefined) checkModel(model, { element: `model ${name}` });
      return ref;
    });
  }
  walkMethods(api, (method, _path, place) => {
    for (const [contentType, model] of Object.entries(method.requestModels ?? {})) {
      checkModel(model, { ...place, property: `requestModels["${contentType}"]` });
    }
    for (const { statusCode, responseModels = {} } of method.responses ?? []) {
      for (const [contentType, model] of Object.entries(responseModels)) {
        checkModel(model, { ...place, property: `response ${statusCode} responseModels["${contentType}"]` });
      }
    }
    if (method.requestValidator !== undefined) {
      checkValidator(method.requestValidator, { ...place, property: 'requestValidator' });
    }
    const { authorization } = method;
    if (authorization !== undefined && 'authorizer' in authorization) {
      checkAuthorizer(authorization.authorizer, { ...place, property: 'authorization' });
    }
  });
  return found;
};
