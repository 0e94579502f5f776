import type { Authorizer } from './authorizer.js';
import type { MethodAuthorization } from './method.js';

/** The authorization of a route of any kind of API. */
export type RouteAuthorization =
  MethodAuthorization | { readonly type: string; readonly authorizer?: string; readonly scopes?: readonly string[] };

/**
 * An authorization as people read it; undefined where anybody may call.
 *
 * @example
 * 'AWS_IAM', 'guard (TOKEN)', 'pool (COGNITO_USER_POOLS pets/read)'
 */
export function printAuthorization(
  authorization: RouteAuthorization | undefined,
  authorizers: readonly Pick<Authorizer, 'name'>[],
): string | undefined {
  if (authorization === undefined || authorization.type === 'NONE') return undefined;
  if (!('authorizer' in authorization) || authorization.authorizer === undefined) return authorization.type;
  const authorizer = authorizers.find(({ name }) => name === authorization.authorizer);
  const type = authorizer !== undefined && 'type' in authorizer ? String(authorizer.type) : authorization.type;
  const scopes = 'scopes' in authorization ? (authorization.scopes ?? []) : [];
  return `${authorization.authorizer} (${[type, ...scopes].join(' ')})`;
}
