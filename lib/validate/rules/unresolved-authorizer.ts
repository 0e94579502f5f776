import { walkRoutes, type Diagnostic } from '../../model/index.js';
import { checkNames } from '../names.js';
import { defineRule } from '../rule.js';

/** Authorizers that are named and that the API does not have. */
export const unresolvedAuthorizer = defineRule({
  codes: ['unresolved-reference'],
  protocols: ['REST', 'HTTP', 'WEBSOCKET'],
  summary: 'A route names an authorizer that the API does not have',
  fix: 'Define the authorizer, or correct its name',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-to-api.html',
  check: (api, { isRead }) => {
    if (isRead === true) return [];
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
  },
});
