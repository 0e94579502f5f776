import { walkMethods, type Diagnostic, type RestApi } from '../../model/index.js';
import { checkNames } from '../names.js';
import type { Rule } from '../rule.js';

/** Request validators that are named and that the API does not have. */
export const unresolvedValidator: Rule<RestApi> = (api) => {
  const found: Diagnostic[] = [];
  const validators = (api.requestValidators ?? []).map(({ name }) => name);
  const check = checkNames('request validator', validators);
  walkMethods(api, ({ requestValidator }, _path, place) => {
    if (requestValidator !== undefined)
      found.push(...check(requestValidator, { ...place, property: 'requestValidator' }));
  });
  return found;
};
