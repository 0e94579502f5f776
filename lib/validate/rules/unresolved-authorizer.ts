import { walkRoutes, type Diagnostic } from '../../model/index.js';
import { checkNames } from '../names.js';
import type { Rule } from '../rule.js';

/** Authorizers that are named and that the API does not have. */
export const unresolvedAuthorizer: Rule = (api) => {
  const found: Diagnostic[] = [];
  const authorizers: readonly { readonly name: string }[] = api.authorizers ?? [];
  const check = checkNames(
    'authorizer',
    authorizers.map(({ name }) => name),
  );
  walkRoutes(api, ({ authorization }, place) => {
    if (authorization !== undefined && 'authorizer' in authorization && !('authorizerId' in authorization)) {
      found.push(...check(authorization.authorizer, { ...place, property: 'authorization' }));
    }
  });
  return found;
};
