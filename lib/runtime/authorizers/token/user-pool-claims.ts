import { createHash } from 'node:crypto';
import type { Claims } from './verify-token.js';

/** What a token of a user pool is to say. */
export interface UserPoolTokenRequest {
  /** Default `id`, or `access` where scopes are given. */
  readonly use?: 'id' | 'access';
  /** Name of the user. Default `user`. */
  readonly user?: string;
  /** Id of the app client. Default `local`. */
  readonly client?: string;
  /** Of an access token. Default: what Cognito gives a user who signs in with its API. */
  readonly scopes?: readonly string[];
  /** Default 3,600; 0 and less make a token that has expired. */
  readonly expiresInSeconds?: number;
  /** Laid over all others. */
  readonly claims?: Claims;
}

/** Whose ids a token has, and when it is made. */
export interface TokenOrigin {
  readonly issuer: string;
  readonly nowMs: number;
  readonly requestId: () => string;
}

/**
 * The claims of a token as a user pool issues it.
 *
 * Documented: https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-id-token.html,
 * https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-access-token.html
 * Assumed: a user has the same `sub` in every token, made of the name.
 */
export function userPoolClaims(request: UserPoolTokenRequest, { issuer, nowMs, requestId }: TokenOrigin): Claims {
  const { user = 'user', client = 'local', scopes, expiresInSeconds = 3600, claims } = request;
  const use = request.use ?? (scopes === undefined ? 'id' : 'access');
  const now = Math.floor(nowMs / 1000);
  const ofUse =
    use === 'id'
      ? { aud: client, 'cognito:username': user }
      : {
          client_id: client,
          username: user,
          scope: (scopes ?? ['aws.cognito.signin.user.admin']).join(' '),
          version: 2,
        };
  return {
    sub: subjectOf(user),
    ...ofUse,
    token_use: use,
    event_id: requestId(),
    jti: requestId(),
    iss: issuer,
    auth_time: now,
    iat: now,
    exp: now + expiresInSeconds,
    ...claims,
  };
}

/** In the form of a UUID. */
function subjectOf(user: string): string {
  const digest = createHash('sha256').update(user).digest('hex');
  return digest.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
}
