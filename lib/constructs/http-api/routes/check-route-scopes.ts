import type { HttpApiAuthorization } from '../../../model/index.js';
import { SluiceError } from '../../../support/sluice-error.js';

/**
 * Refuses scopes of a route that nothing checks. Scopes of defaults are another matter, since routes with other
 * authorizers inherit them, as long as there is an authorizer at all.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 *
 * @throws {SluiceError} `scopes-without-jwt`
 */
export function checkRouteScopes(
  route: string,
  scopes: readonly string[] | undefined,
  authorization: HttpApiAuthorization | undefined,
): void {
  if (scopes === undefined || scopes.length === 0 || authorization?.type === 'JWT') return;
  const { type } = authorization ?? { type: 'NONE' };
  throw new SluiceError(
    'scopes-without-jwt',
    `${route} has the scopes ${scopes.join(', ')}, and its authorization is ${type}; only JWT authorizers check scopes`,
    { hint: 'Add a JWT authorizer, or leave out the scopes' },
  );
}
