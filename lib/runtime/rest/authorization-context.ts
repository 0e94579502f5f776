import type { Authorizer } from '../../model/authorizer.js';
import type { CompileOptions } from '../compile-options.js';
import type { Policy } from '../policy/policy.js';
import type { LambdaTargetContext } from '../integrations/lambda-target.js';

/** What compiling the authorization of a method needs beside its definition. */
export interface AuthorizationContext
  extends LambdaTargetContext, Pick<CompileOptions, 'accountId' | 'identities' | 'tokenIssuers'> {
  readonly authorizers: readonly Authorizer[];
  /** The API's resource policy; undefined: it has none. */
  readonly policy: Policy | undefined;
}
