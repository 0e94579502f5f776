import type { NormalizedHttpApiAuthorizer } from '../../../model/normalize-http-api.js';
import { isDeployTime, printValue } from '../../../model/value.js';
import { isList } from '../../../support/is-list.js';
import type { ReadIdentity } from '../../authorizers/identity-source.js';
import { verifyToken, type Claims, type TokenFlaw } from '../../authorizers/token/verify-token.js';
import type { Environment } from '../../environment.js';
import { GatewayFault } from '../../fault.js';
import { UnreadableKeys, type TokenAlgorithm } from '../../token-keys.js';
import type { AuthorizationContext } from '../authorization-context.js';
import { compileIdentitySource } from '../identity-source.js';
import type { Authorize, RoutedInvocation } from '../invocation.js';
import { printChallenge, type Challenge } from './challenge.js';
import { printClaims, scopesOf } from './claims.js';

type JwtAuthorizer = Extract<NormalizedHttpApiAuthorizer, { readonly type: 'JWT' }>;

/** Documented: only algorithms of RSA. Assumed: those with PKCS #1 v1.5 padding. */
const ALGORITHMS: ReadonlySet<TokenAlgorithm> = new Set(['RS256', 'RS384', 'RS512']);

/**
 * A JWT authorizer: takes the tokens of its issuer that are for its audience and have one of the route's scopes.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 * Measured: a missing scope makes a 403; docs/aws/http-api.md section 12.
 * Assumed: the client of a missing scope is told so in `www-authenticate`.
 */
export function compileJwtAuthorizer(
  authorizer: JwtAuthorizer,
  scopes: readonly string[],
  context: AuthorizationContext,
): Authorize {
  const readToken = compileToken(authorizer, context);
  const issuers = compileIssuer(authorizer, context);
  const audience = compileAudience(authorizer, context);
  const refusal = (description: string, problem: string): GatewayFault => {
    const challenge = printChallenge(scopes, { error: 'invalid_token', description });
    return new GatewayFault({ kind: 'unauthorized', problem, challenge });
  };
  return async (invocation, env) => {
    const token = readToken(invocation);
    if (token === undefined || token === '')
      throw new GatewayFault({
        kind: 'unauthorized',
        problem: 'the token is missing',
        lacksIdentity: true,
        challenge: printChallenge(scopes),
      });
    const verified = await verify(token, issuers, env);
    if ('description' in verified) throw refusal(verified.description, verified.problem);
    const { claims } = verified;
    if (!isForAudience(claims, audience)) throw refusal(NO_AUDIENCE, 'the token is for another audience');
    const granted = scopesOf(claims);
    if (scopes.length > 0 && !scopes.some((scope) => granted.includes(scope)))
      throw new GatewayFault({
        kind: 'access-denied',
        complaint: 'the token has none of the scopes of the route',
        challenge: printChallenge(scopes, NO_SCOPE),
      });
    return { kind: 'jwt', claims: printClaims(claims), scopes: scopes.length === 0 ? null : granted };
  };
}

/** Documented: the token stands alone or behind `Bearer `. */
function compileToken(
  { name, identitySource }: JwtAuthorizer,
  { refuse }: AuthorizationContext,
): ReadIdentity<RoutedInvocation> {
  const [source, ...others] = identitySource;
  if (source === undefined || others.length > 0) {
    refuse({
      feature: 'authorizer',
      detail: `the authorizer "${name}", which needs one identity source`,
      optional: true,
    });
    return () => undefined;
  }
  if (source.kind !== 'header' && source.kind !== 'querystring') {
    refuse({ feature: 'authorizer', detail: `the identity source of the authorizer "${name}"`, optional: true });
    return () => undefined;
  }
  const read = compileIdentitySource(source, refuse);
  return (invocation) => {
    const value = read(invocation);
    return value?.startsWith('Bearer ') === true ? value.slice('Bearer '.length) : value;
  };
}

/** An issuer whose keys nobody gives closes the route: its users would be locked out. */
function compileIssuer(
  { name, issuer }: JwtAuthorizer,
  { tokenIssuers, refuse }: AuthorizationContext,
): ReadonlySet<string> {
  const detail = `the issuer ${printValue(issuer)} of the authorizer "${name}"`;
  if (isDeployTime(issuer)) {
    refuse({ feature: 'authorizer', detail, optional: true, remedy: GIVE_VALUE });
    return new Set();
  }
  if (tokenIssuers.has(issuer)) return new Set([issuer]);
  refuse({
    feature: 'authorizer',
    detail: `${detail}, whose keys are not known`,
    optional: true,
    remedy:
      `say where its keys are: --issuer ${issuer}=${issuer}, or =<file of the key set>, or =local for tokens of ` +
      '`sluice token`; or serve the route to anyone: --lenient=authorizer',
  });
  return new Set();
}

const GIVE_VALUE =
  'give the value: --template-parameter, or values in sluice.json; or serve the route to anyone: --lenient=authorizer';

function compileAudience({ name, audience }: JwtAuthorizer, { refuse }: AuthorizationContext): ReadonlySet<string> {
  const unknown = audience.find(isDeployTime);
  if (unknown !== undefined) {
    const detail = `the audience ${printValue(unknown)} of the authorizer "${name}"`;
    refuse({ feature: 'authorizer', detail, optional: true, remedy: GIVE_VALUE });
  }
  return new Set(audience.flatMap((one) => (isDeployTime(one) ? [] : [one])));
}

/** Documented: `client_id` counts only where there is no `aud`. */
function isForAudience({ aud, client_id: clientId }: Claims, audience: ReadonlySet<string>): boolean {
  const named = aud ?? clientId;
  if (isList(named)) return named.some((one) => typeof one === 'string' && audience.has(one));
  return typeof named === 'string' && audience.has(named);
}

type Verified = { readonly claims: Claims } | { readonly description: string; readonly problem: string };

async function verify(token: string, issuers: ReadonlySet<string>, env: Environment): Promise<Verified> {
  const nowMs = env.clock.now();
  let verdict;
  try {
    verdict = await verifyToken(token, issuers, env.tokenKeys, nowMs, ALGORITHMS);
  } catch (error) {
    const isConfiguration = error instanceof UnreadableKeys && error.document === 'configuration';
    const why = error instanceof Error ? error.message : String(error);
    return {
      // Reported by users; docs/aws/http-api.md section 15.
      description: `${isConfiguration ? 'OIDC discovery endpoint' : 'JWKS'} communication error`,
      problem: `Cannot read the keys of the issuer: ${why}`,
    };
  }
  switch (verdict.kind) {
    case 'expired':
      return { description: 'the token has expired', problem: 'the token has expired' };
    case 'refused':
      return { description: describe(verdict.flaw, token), problem: `the token is refused: ${verdict.problem}` };
    case 'verified': {
      const { iat } = verdict.claims;
      // Documented: it must be before the current time.
      if (typeof iat === 'number' && iat * 1000 > nowMs)
        return { description: 'the token was issued in the future', problem: 'the token is issued in the future' };
      return verdict;
    }
  }
}

const NO_AUDIENCE = 'the token does not have a valid audience';
const NO_SCOPE: Challenge = {
  error: 'insufficient_scope',
  description: 'the token does not have a valid scope',
};

/**
 * Reported by users: the number of segments, the scheme, the issuer; docs/aws/http-api.md sections 6, 13 and 15.
 * Assumed: all others.
 */
function describe(flaw: TokenFlaw, token: string): string {
  switch (flaw) {
    case 'form':
      if (token.split('.', 4).length !== 3) return 'token contains an invalid number of segments';
      return /^bearer /i.test(token) ? "tokenstring should not contain 'bearer '" : 'the token is malformed';
    case 'algorithm':
      return 'the signing method is invalid';
    case 'key':
      return 'the signing key is unknown';
    case 'issuer':
      return 'issuer does not match';
    case 'signature':
      return 'the signature is invalid';
    case 'times':
      return 'the token does not have a valid expiry';
    case 'not-yet-valid':
      return 'the token is not valid yet';
  }
}
