import { knownText, type Api, type UserPool } from '../../model/index.js';
import { selectUserPool } from './select-user-pool.js';

/** Whose token is signed. */
export interface SelectedIssuer {
  readonly issuer: string;
  /** Whom its tokens are for: ids of clients, or the audience of JWT authorizers, as far as they are known. */
  readonly clientIds: readonly string[];
}

/** What a caller names; default: the only user pool of the source, else the only issuer of its JWT authorizers. */
export interface AskedIssuer {
  /** Logical id, pool id or ARN. */
  readonly pool: string | undefined;
  readonly issuer?: string | undefined;
}

/**
 * Selects the issuer of a token.
 *
 * @throws {SluiceError} source-without-user-pool
 */
export function selectTokenIssuer(
  { apis, userPools }: { readonly apis: readonly Api[]; readonly userPools: readonly UserPool[] },
  { pool, issuer }: AskedIssuer,
): SelectedIssuer {
  const issuers = jwtIssuersOf(apis);
  if (issuer !== undefined) return { issuer, clientIds: issuers.get(issuer) ?? [] };
  const [[only, clientIds] = [], ...others] = issuers;
  const isOnly = pool === undefined && userPools.length === 0 && others.length === 0;
  if (isOnly && only !== undefined && clientIds !== undefined) return { issuer: only, clientIds };
  return selectUserPool(userPools, pool);
}

/** The audiences of the JWT authorizers by their issuers. */
function jwtIssuersOf(apis: readonly Api[]): ReadonlyMap<string, readonly string[]> {
  const issuers = new Map<string, readonly string[]>();
  for (const api of apis) {
    if (api.protocol !== 'HTTP') continue;
    for (const authorizer of api.authorizers) {
      const issuer = authorizer.type === 'JWT' ? knownText(authorizer.issuer) : undefined;
      if (authorizer.type !== 'JWT' || issuer === undefined) continue;
      const audience = authorizer.audience.flatMap((one) => knownText(one) ?? []);
      issuers.set(issuer, [...(issuers.get(issuer) ?? []), ...audience]);
    }
  }
  return issuers;
}
