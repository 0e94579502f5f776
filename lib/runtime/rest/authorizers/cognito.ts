import type { CognitoAuthorizer } from '../../../model/authorizer.js';
import { userPoolIssuer } from '../../../model/user-pool.js';
import { knownText, printValue, type Value } from '../../../model/value.js';
import { verifyToken, type Claims } from '../../authorizers/token/verify-token.js';
import type { Environment } from '../../environment.js';
import { GatewayFault } from '../../fault.js';
import { requireAllow } from '../../authorizers/require-allow.js';
import { accessRequest } from '../access-request.js';
import type { AuthorizationContext } from '../authorization-context.js';
import { compileIdentitySource } from '../identity-source.js';
import type { Authorize } from '../invocation.js';
import { printClaims } from './claims.js';
import { compileValidation } from './identity.js';

/** Whether verified claims are those of a token that the method takes; a string says why not. */
type CheckClaims = (claims: Claims) => string | undefined;

/**
 * A Cognito authorizer: takes tokens of its user pools, the ID token for a method without scopes, else an access token with
 * one of them. Then the API's resource policy, if it has one, must allow the call by itself.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-integrate-with-cognito.html,
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html
 */
export function compileCognitoAuthorizer(
  authorizer: CognitoAuthorizer,
  scopes: readonly string[],
  context: AuthorizationContext,
): Authorize {
  const { policy, refuse } = context;
  const issuers = compileIssuers(authorizer, context);
  const read = compileIdentitySource(authorizer.identitySource, refuse);
  const checkUse = scopes.length === 0 ? checkIdToken : compileScopes(scopes);
  const checkAudience = compileAudience(authorizer, context);
  return async (invocation, env) => {
    const claims = await verify(withoutScheme(read(invocation) ?? ''), issuers, env);
    const problem = checkUse(claims) ?? checkAudience(claims);
    if (problem !== undefined) throw unauthorized(problem);
    if (policy !== undefined) {
      const request = accessRequest(invocation);
      requireAllow(policy.decide(request), request);
    }
    return { caller: { kind: 'cognito', claims: printClaims(claims) } };
  };
}

/** The issuers of the authorizer's pools. A pool whose keys nobody gives closes the route: its users would be locked out. */
function compileIssuers(
  { name, providerArns }: CognitoAuthorizer,
  { tokenIssuers, refuse }: AuthorizationContext,
): ReadonlySet<string> {
  if (providerArns.length === 0) {
    refuse({ feature: 'authorizer', detail: `the authorizer "${name}", which names no user pool`, optional: true });
  }
  const issuers = new Set<string>();
  for (const arn of providerArns) {
    const issuer = issuerOf(arn);
    if (issuer === undefined) {
      const detail = `the user pool ${printValue(arn)} of the authorizer "${name}"`;
      refuse({ feature: 'authorizer', detail, optional: true, remedy: GIVE_ARN });
    } else if (!tokenIssuers.has(issuer)) {
      const detail = `the user pool ${printValue(arn)} of the authorizer "${name}", whose keys are not known`;
      refuse({ feature: 'authorizer', detail, optional: true, remedy: giveKeys(issuer) });
    } else issuers.add(issuer);
  }
  return issuers;
}

function issuerOf(arn: Value<string>): string | undefined {
  const text = knownText(arn);
  return text === undefined ? undefined : userPoolIssuer(text);
}

const GIVE_ARN =
  'give the ARN of the user pool: --template-parameter, or values in sluice.json; or serve the route to anyone: --lenient=authorizer';

function giveKeys(issuer: string): string {
  return (
    `say where its keys are: --issuer ${issuer}=${issuer}, or =<file of the key set>, or =local for tokens of ` +
    '`sluice token`; or serve the route to anyone: --lenient=authorizer'
  );
}

/**
 * Observed: the token stands alone or behind `Bearer `. See docs/aws/authorization.md section 3.
 * Assumed: no other spelling of the scheme is taken off.
 */
function withoutScheme(value: string): string {
  return value.startsWith('Bearer ') ? value.slice('Bearer '.length) : value;
}

/** Assumed: an expired token is told so; keys that cannot be read are the authorizer's failure, not the client's. */
async function verify(token: string, issuers: ReadonlySet<string>, env: Environment): Promise<Claims> {
  if (token === '') throw unauthorized('the token is missing');
  const verdict = await verifyToken(token, issuers, env.tokenKeys, env.clock.now()).catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    throw new GatewayFault({ kind: 'authorizer-failure', problem: `Cannot read the keys of the user pool: ${why}` });
  });
  switch (verdict.kind) {
    case 'verified':
      return verdict.claims;
    case 'expired':
      throw new GatewayFault({ kind: 'expired-identity' });
    case 'refused':
      throw unauthorized(`the token is refused: ${verdict.problem}`);
  }
}

const checkIdToken: CheckClaims = ({ token_use: use }) =>
  use === 'id' ? undefined : 'the token is not an ID token, which a method without scopes requires';

/** Documented: one of the scopes will do; without any the response is 401. */
function compileScopes(scopes: readonly string[]): CheckClaims {
  return ({ token_use: use, scope }) => {
    if (use !== 'access') return 'the token is not an access token, which a method with scopes requires';
    const granted = typeof scope === 'string' ? scope.split(' ') : [];
    return scopes.some((one) => granted.includes(one)) ? undefined : 'the token has none of the scopes of the method';
  };
}

/** Documented: the expression has to match the audience, which access tokens do not have. */
function compileAudience(
  { name, identityValidationExpression: expression }: CognitoAuthorizer,
  { refuse }: AuthorizationContext,
): CheckClaims {
  if (expression === undefined || expression === '') return () => undefined;
  const isValid = compileValidation(name, expression, refuse);
  return ({ aud }) =>
    typeof aud === 'string' && isValid(aud) ? undefined : 'the audience does not match the validation expression';
}

function unauthorized(problem: string): GatewayFault {
  return new GatewayFault({ kind: 'unauthorized', problem });
}
