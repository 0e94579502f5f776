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
 *
 * @param challenge undefined: the request has no token
 */
export function printChallenge(scopes: readonly string[], challenge?: Challenge): string {
  return challenge === undefined
    ? 'Bearer'
    : `Bearer scope="${scopes.join(' ')}" error="${challenge.error}" error_description="${challenge.description}"`;
}
