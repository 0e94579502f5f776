import type { WebSocketAuthorizer } from '../../model/websocket-api.js';
import type { CompileOptions } from '../compile-options.js';
import type { LambdaTargetContext } from '../integrations/lambda-target.js';

/** Inputs that compiling the authorization of a route takes beside its definition. */
export interface AuthorizationContext extends LambdaTargetContext, Pick<CompileOptions, 'accountId' | 'identities'> {
  readonly authorizers: readonly WebSocketAuthorizer[];
}
