import { userPoolIssuer, type UserPool } from '../model/user-pool.js';
import { knownText } from '../model/value.js';
import { IssuerKeys } from './authorizers/token/issuer-keys.js';
import { KeySet } from './authorizers/token/key-set.js';
import { ephemeralSigningKey, signToken, type LoadSigningKey } from './authorizers/token/signing-key.js';
import { userPoolClaims, type UserPoolTokenRequest } from './authorizers/token/user-pool-claims.js';
import type { Clock, Ids } from './environment.js';
import type { HttpClient } from './http-client.js';
import { loadKeySet } from './server/key-set-loader.js';

export interface TokenOptions {
  /**
   * Where the keys of issuers of tokens are: the URL of an OpenID provider, the URL or the file of a key set, or `local` for
   * an issuer whose tokens this machine signs itself.
   */
  readonly issuers?: Readonly<Record<string, string>>;
  /** Signs for user pools of the source. Default: a key that lives as long as the runtime. */
  readonly signingKey?: LoadSigningKey;
}

interface World {
  readonly http: HttpClient;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** The keys that tokens are verified with, and the one that signs for issuers that are only local. */
export class LocalTokens {
  readonly keys: IssuerKeys;
  private readonly signingKey: LoadSigningKey;

  constructor(
    { issuers = {}, signingKey = ephemeralSigningKey() }: TokenOptions,
    private readonly world: World,
  ) {
    const { http, clock } = world;
    this.signingKey = signingKey;
    const local = new KeySet(() => this.publishedKeys(), clock);
    const keysAt = (location: string): KeySet =>
      location === 'local' ? local : new KeySet(() => loadKeySet(location, http), clock);
    const given = Object.entries(issuers).map(([issuer, location]) => [issuer, keysAt(location)] as const);
    this.keys = new IssuerKeys(given, local);
  }

  /** Takes tokens of these pools that are signed here, but for pools whose keys the operator names. */
  addUserPools(userPools: readonly UserPool[]): void {
    for (const { arn } of userPools) {
      const issuer = userPoolIssuer(knownText(arn) ?? '');
      if (issuer !== undefined) this.keys.addLocal(issuer);
    }
  }

  /** The key set of local issuers, for others to verify their tokens with. */
  async publishedKeys(): Promise<unknown> {
    const { jwk } = await this.signingKey();
    return { keys: [jwk] };
  }

  /** Signs a token of a local issuer. */
  async sign(issuer: string, request: UserPoolTokenRequest): Promise<string> {
    const { clock, ids } = this.world;
    const claims = userPoolClaims(request, { issuer, nowMs: clock.now(), requestId: () => ids.requestId() });
    return signToken(claims, await this.signingKey());
  }
}
