import type { LocalTokens } from '../runtime/local-tokens.js';
import type { PublishDocument } from '../runtime/server/admin.js';

/** Where an issuer's documents stand below the admin server's URL. */
export function issuerPath(issuer: string): string {
  return `/issuers/${issuer.replace(/^https?:\/\//, '').replace(/\/+$/, '')}`;
}

/**
 * What an OpenID provider publishes, for each issuer whose tokens are signed here.
 *
 * Documented: https://openid.net/specs/openid-connect-discovery-1_0.html
 */
export function issuerDocuments(tokens: LocalTokens): PublishDocument {
  return async (path, adminUrl) => {
    for (const issuer of tokens.keys.localIssuers) {
      const keysPath = `${issuerPath(issuer)}/.well-known/jwks.json`;
      if (path === keysPath) return tokens.publishedKeys();
      if (path === `${issuerPath(issuer)}/.well-known/openid-configuration`) {
        return { issuer, jwks_uri: adminUrl + keysPath, id_token_signing_alg_values_supported: ['RS256'] };
      }
    }
    return undefined;
  };
}
