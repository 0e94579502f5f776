/** Who calls, as a signature or an authorizer says. */
export type Caller = AnonymousCaller | IamCaller | LambdaAuthorizedCaller | ContextCaller | CognitoCaller | TokenCaller;

export interface AnonymousCaller {
  readonly kind: 'anonymous';
}

/** A caller that IAM knows, by the signature of the request. */
export interface IamCaller {
  readonly kind: 'iam';
  readonly accessKeyId: string;
  /** Whether it signs with temporary credentials. */
  readonly isTemporary: boolean;
  readonly accountId: string;
  /** `$context.identity.userArn`. */
  readonly arn: string;
  /** `$context.identity.user` and `caller`: the unique id, with the session's name for a role. */
  readonly userId: string;
}

/** A caller for whom a Lambda authorizer answered. */
export interface LambdaAuthorizedCaller {
  readonly kind: 'lambda';
  readonly principalId: string;
  /** `$context.authorizer`, beside the principal: each value as text. */
  readonly context: Readonly<Record<string, string>>;
  /** The API key, where the API takes it from its authorizer. */
  readonly usageIdentifierKey?: string;
}

/** A caller for whom a Lambda authorizer of an HTTP API answered. */
export interface ContextCaller {
  readonly kind: 'context';
  /** Undefined after a simple response. */
  readonly principalId: string | undefined;
  /** As the function returned it: values keep their types. */
  readonly context: Readonly<Record<string, unknown>>;
}

/** A user of a Cognito user pool. */
export interface CognitoCaller {
  readonly kind: 'cognito';
  /** Each value as text. */
  readonly claims: Readonly<Record<string, string>>;
}

/** The subject of a token that a JWT authorizer verified. */
export interface TokenCaller {
  readonly kind: 'jwt';
  /** Each value as text. */
  readonly claims: Readonly<Record<string, string>>;
  /** All scopes of the token; null for a route that requires none. */
  readonly scopes: readonly string[] | null;
}

export const ANONYMOUS: AnonymousCaller = { kind: 'anonymous' };

/** Who calls, without what a token or an authorizer says of them: a trace holds no secrets. */
export function printCaller(caller: Caller): Readonly<Record<string, string>> {
  const { kind } = caller;
  switch (kind) {
    case 'anonymous':
      return { kind };
    case 'iam':
      return { kind, userArn: caller.arn };
    case 'lambda':
      return { kind, principalId: caller.principalId };
    case 'context':
      return { kind, ...(caller.principalId !== undefined && { principalId: caller.principalId }) };
    case 'cognito':
    case 'jwt':
      return { kind, sub: caller.claims.sub ?? '' };
  }
}
