/** Why a JWT authorizer refuses a request, as `www-authenticate` says it. */
export interface Challenge {
  readonly error: 'invalid_token' | 'insufficient_scope';
  readonly description: string;
}

/**
 * Prints the header `www-authenticate` of a JWT authorizer.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting-jwt.html
 * Observed: a request without a token is told the scheme alone; `scope` names the scopes of the route; docs/aws/http-api.md section 15.
 * Assumed: a scope with characters that scopes do not have (RFC 6749, 3.3) is left out.
 *
 * @param challenge undefined: the request has no token
 */
export function printChallenge(scopes: readonly string[], challenge?: Challenge): string {
  if (challenge === undefined) return 'Bearer';
  const { error, description } = challenge;
  const named = scopes.filter((scope) => SCOPE.test(scope)).join(' ');
  return `Bearer scope="${named}" error="${error}" error_description="${description}"`;
}

const SCOPE = /^[\u0021\u0023-\u005B\u005D-\u007E]+$/;
