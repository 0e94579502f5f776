import type { MethodAuthorization } from '../../../model/index.js';
import { SluiceError } from '../../../support/sluice-error.js';

/**
 * Refuses scopes of a method that nothing checks: the method would be open to callers without them, or to everybody.
 * Scopes of defaults are another matter, since methods with other authorizers inherit them, as
 * long as there is an authorizer at all.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-integrate-with-cognito.html
 *
 * @throws {SluiceError} `scopes-without-user-pool`
 */
export function checkScopes(
  route: string,
  scopes: readonly string[] | undefined,
  authorization: MethodAuthorization | undefined,
): void {
  if (scopes === undefined || scopes.length === 0 || authorization?.type === 'COGNITO_USER_POOLS') return;
  const { type } = authorization ?? { type: 'NONE' };
  throw new SluiceError(
    'scopes-without-user-pool',
    `${route} has the scopes ${scopes.join(', ')}, and its authorization is ${type}; only authorizers of user pools check scopes`,
    { hint: 'Add authorizer: new CognitoAuthorizer({ userPools }), or leave out the scopes' },
  );
}
