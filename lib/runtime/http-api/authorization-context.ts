import type { NormalizedHttpApiAuthorizer } from '../../model/normalize-http-api.js';
import type { CompileOptions } from '../compile-options.js';
import type { LambdaTargetContext } from '../integrations/lambda-target.js';

/** What compiling the authorization of a route needs beside its definition. */
export interface AuthorizationContext
  extends LambdaTargetContext, Pick<CompileOptions, 'accountId' | 'identities' | 'tokenIssuers'> {
  readonly authorizers: readonly NormalizedHttpApiAuthorizer[];
}
