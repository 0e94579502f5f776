import type { IamCaller } from '../caller.js';
import { GatewayFault } from '../fault.js';
import type { HttpRequest } from '../http-message.js';
import type { Identity } from '../identity.js';
import type { NotSimulated } from '../not-simulated.js';
import { IDENTITY_POLICY } from '../policy/policy-kind.js';
import { compilePolicy, type AccessRequest, type Decision, type Policy } from '../policy/policy.js';
import { readSignature, type SignedRequest } from './signature/signature-claim.js';
import { verifySignature } from './signature/verify-signature.js';
import { signerOf, type Signer } from './signer.js';
import { findUntoldKey } from './untold-keys.js';

/** An identity, compiled. */
export interface KnownSigner {
  readonly identity: Identity;
  readonly caller: IamCaller;
  readonly signer: Signer | undefined;
  /** Why its own policies cannot be imitated. */
  readonly refusal: NotSimulated | undefined;
  /** What its own policies say. */
  readonly decide: (request: AccessRequest) => Decision;
}

/**
 * Compiles the callers that IAM knows, by the ids of their access keys.
 *
 * @param isConditionKey whether requests have a value for a condition key
 */
export function compileSigners(
  identities: readonly Identity[],
  isConditionKey: (key: string) => boolean,
): ReadonlyMap<string, KnownSigner> {
  return new Map(identities.map((identity) => [identity.accessKeyId, compileSigner(identity, isConditionKey)]));
}

function compileSigner(identity: Identity, isConditionKey: (key: string) => boolean): KnownSigner {
  const caller = callerOf(identity);
  const policies = identity.policies.flatMap((document): readonly Policy[] => {
    const { policy } = compilePolicy(document, IDENTITY_POLICY);
    return policy === undefined ? [] : [policy];
  });
  return {
    identity,
    caller,
    signer: signerOf(caller),
    refusal: policies
      .map((policy) => findUntoldKey(policy, `the policies of ${identity.arn}`, isConditionKey))
      .find((one) => one !== undefined),
    decide(request) {
      // Documented: the root of an account may do everything in it.
      if (identity.arn.endsWith(':root')) return 'allow';
      const decisions = policies.map((policy) => policy.decide(request));
      if (decisions.includes('deny')) return 'deny';
      return decisions.includes('allow') ? 'allow' : 'silent';
    },
  };
}

/**
 * Verifies the signature of a request.
 *
 * @param queryString as sent, without its question mark
 * @throws {GatewayFault} unsigned, incomplete-signature, invalid-signature, unknown-access-key, expired-token, not-simulated
 */
export function authenticate(
  message: HttpRequest,
  queryString: string,
  region: string,
  signers: ReadonlyMap<string, KnownSigner>,
  nowMs: number,
): KnownSigner {
  const signed: SignedRequest = {
    method: message.method,
    path: pathOf(message.target),
    queryString,
    headers: message.headers,
    body: message.body,
  };
  const read = readSignature(signed);
  switch (read.kind) {
    case 'unsigned':
      throw new GatewayFault({ kind: 'unsigned' });
    case 'incomplete':
      throw new GatewayFault({ kind: 'incomplete-signature', complaint: read.complaint });
    case 'not-simulated':
      throw new GatewayFault({
        kind: 'not-simulated',
        finding: {
          feature: 'iam-authorization',
          detail: read.detail,
          optional: false,
          remedy: 'sign with Signature Version 4',
        },
      });
    case 'signature': {
      const known = signers.get(read.claim.accessKeyId);
      const scope = { region, service: 'execute-api' };
      const problem = verifySignature(signed, read.claim, known?.identity, scope, nowMs);
      if (problem !== undefined) throw new GatewayFault(problem);
      if (known === undefined) throw new GatewayFault({ kind: 'unknown-access-key' });
      return known;
    }
  }
}

function pathOf(target: string): string {
  const question = target.indexOf('?');
  return question === -1 ? target : target.slice(0, question);
}

function callerOf({ accessKeyId, accountId, arn, userId, sessionToken }: Identity): IamCaller {
  return { kind: 'iam', accessKeyId, accountId, arn, userId, isTemporary: sessionToken !== undefined };
}
