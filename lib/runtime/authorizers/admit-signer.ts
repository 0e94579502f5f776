import type { IamCaller } from '../caller.js';
import type { CompileOptions } from '../compile-options.js';
import { GatewayFault } from '../fault.js';
import type { HttpRequest } from '../http-message.js';
import type { AccessRequest } from '../policy/policy.js';
import { authenticate, compileSigners } from './known-signer.js';
import { requireAllow } from './require-allow.js';
import type { Signer } from './signer.js';

/** A request that claims to be signed. */
export interface SignedArrival {
  readonly message: HttpRequest;
  /** As sent, without its question mark. */
  readonly queryString: string;
  readonly region: string;
  readonly nowMs: number;
}

/**
 * Compiles AWS_IAM where an API has no resource policy: a request is signed by a caller that IAM knows, whose policies decide.
 *
 * Documented: callers of other accounts have to take a role of the API's account
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control-iam.html).
 *
 * @param isConditionKey whether requests have a value for a condition key
 * @returns what lets a caller in, or throws
 * @throws {GatewayFault} unsigned, incomplete-signature, invalid-signature, unknown-access-key, expired-token, access-denied,
 * not-simulated
 */
export function compileSignerAdmission(
  { identities, accountId }: Pick<CompileOptions, 'identities' | 'accountId'>,
  isConditionKey: (key: string) => boolean,
): (arrival: SignedArrival, callOf: (signer: Signer | undefined) => AccessRequest) => IamCaller {
  const signers = compileSigners(identities, isConditionKey);
  return ({ message, queryString, region, nowMs }, callOf) => {
    const known = authenticate(message, queryString, region, signers, nowMs);
    const { identity, caller, signer, refusal, decide } = known;
    if (refusal !== undefined) throw new GatewayFault({ kind: 'not-simulated', finding: refusal });
    const call = callOf(signer);
    requireAllow(identity.accountId === accountId ? decide(call) : 'silent', call, identity.arn);
    return caller;
  };
}
