import { mapReferences, parseModelReference, walkRoutes, type Diagnostic } from '../../model/index.js';
import { checkNames } from '../names.js';
import { defineRule } from '../rule.js';

/** Observed: a REST API that was made without a document has these models from the start. */
const OWN_MODELS = ['Empty', 'Error'];

/** Models that are named and that the API does not have. */
export const unresolvedModel = defineRule({
  codes: ['unresolved-reference'],
  protocols: ['REST', 'WEBSOCKET'],
  summary: 'A model is named that the API does not have',
  fix: 'Define the model, or correct its name',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html',
  check: (api, { imported }) => {
    const found: Diagnostic[] = [];
    const models = api.models ?? [];
    const own = api.protocol === 'REST' ? OWN_MODELS : [];
    const known = [...models.map(({ name }) => name), ...own];
    const check = checkNames('model', known, imported?.has(api.id) === true ? 'warning' : 'error');
    // A schema is imported without the model that it names.
    const checkSchema = checkNames('model', known, 'warning');
    for (const { name, schema } of models) {
      mapReferences(schema, (ref) => {
        const model = typeof ref === 'string' ? parseModelReference(ref) : undefined;
        if (model !== undefined) found.push(...checkSchema(model, { element: `model ${name}` }));
        return ref;
      });
    }
    walkRoutes(api, ({ requestModels = {}, responses = [] }, place) => {
      for (const [key, model] of Object.entries(requestModels)) {
        found.push(...check(model, { ...place, property: `requestModels["${key}"]` }));
      }
      for (const response of responses) {
        const name = 'statusCode' in response ? response.statusCode : response.routeResponseKey;
        for (const [key, model] of Object.entries(response.responseModels ?? {})) {
          found.push(...check(model, { ...place, property: `response ${name} responseModels["${key}"]` }));
        }
      }
    });
    return found;
  },
});
