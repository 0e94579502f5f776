/** The authorization of a route of any kind of API. */
export interface RouteAuthorization {
  readonly type: string;
  readonly authorizer?: string;
  readonly scopes?: readonly string[];
}

/**
 * An authorization as people read it; undefined where anybody may call.
 *
 * @example
 * 'AWS_IAM', 'guard (TOKEN)', 'pool (COGNITO_USER_POOLS pets/read)'
 */
export function printAuthorization(
  authorization: RouteAuthorization | undefined,
  authorizers: readonly { readonly name: string; readonly type: string }[],
): string | undefined {
  if (authorization === undefined || authorization.type === 'NONE') return undefined;
  const { type, authorizer, scopes = [] } = authorization;
  if (authorizer === undefined) return type;
  const known = authorizers.find(({ name }) => name === authorizer);
  return `${authorizer} (${[known?.type ?? type, ...scopes].join(' ')})`;
}
