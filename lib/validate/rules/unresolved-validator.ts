import { walkMethods, type Diagnostic } from '../../model/index.js';
import { checkNames } from '../names.js';
import { defineRule } from '../rule.js';

/** Request validators that are named and that the API does not have. */
export const unresolvedValidator = defineRule({
  codes: ['unresolved-reference'],
  protocols: ['REST'],
  summary: 'A request validator is named that the API does not have',
  fix: 'Define the request validator, or correct its name',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html',
  check: (api) => {
    const found: Diagnostic[] = [];
    const validators = (api.requestValidators ?? []).map(({ name }) => name);
    const check = checkNames('request validator', validators, 'warning');
    walkMethods(api, ({ requestValidator }, _path, place) => {
      if (requestValidator !== undefined)
        found.push(...check(requestValidator, { ...place, property: 'requestValidator' }));
    });
    return found;
  },
});
