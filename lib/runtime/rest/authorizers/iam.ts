import type { IamCaller } from '../../caller.js';
import { readSignature, type SignedRequest } from '../../authorizers/signature/signature-claim.js';
import { verifySignature } from '../../authorizers/signature/verify-signature.js';
import { GatewayFault } from '../../fault.js';
import type { Identity } from '../../identity.js';
import type { NotSimulated } from '../../not-simulated.js';
import { IDENTITY_POLICY } from '../../policy/policy-kind.js';
import { compilePolicy, type AccessRequest, type Decision, type Policy } from '../../policy/policy.js';
import { accessRequest, cacheInvalidation, signerOf, type Signer } from '../access-request.js';
import type { AuthorizationContext } from '../authorization-context.js';
import type { Authorize, RoutedInvocation } from '../invocation.js';
import { decideAcrossAccounts, decideInAccount, requireAllow } from '../resource-policy.js';
import { findUntoldKey } from '../untold-keys.js';

/**
 * AWS_IAM: a request is signed by a caller that IAM knows, whose policies and the API's decide.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/permissions.html; callers of other accounts need
 * both policies (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html) and cannot
 * have cached responses replaced (https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html)
 */
export function compileIamAuthorization({ policy, identities, accountId }: AuthorizationContext): Authorize {
  const signers = new Map(identities.map((identity) => [identity.accessKeyId, compileSigner(identity)]));
  const untold = findUntoldKey(policy, 'the resource policy');
  return (invocation, env) => {
    const { identity, caller, signer, refusal = untold, decide } = authenticate(invocation, signers, env.clock.now());
    if (refusal !== undefined) throw new GatewayFault({ kind: 'not-simulated', finding: refusal });
    const request = accessRequest(invocation, signer);
    const isInAccount = identity.accountId === accountId;
    const combine = isInAccount ? decideInAccount : decideAcrossAccounts;
    const decideWithApi = (asked: AccessRequest): Decision => combine(decide(asked), policy?.decide(asked));
    requireAllow(decideWithApi(request), request, identity.arn);
    return {
      caller,
      mayInvalidateCache: () => isInAccount && decideWithApi(cacheInvalidation(request)) === 'allow',
    };
  };
}

/** An identity, compiled. */
interface KnownSigner {
  readonly identity: Identity;
  readonly caller: IamCaller;
  readonly signer: Signer | undefined;
  /** Why its own policies cannot be imitated. */
  readonly refusal: NotSimulated | undefined;
  /** What its own policies say. */
  readonly decide: (request: AccessRequest) => Decision;
}

function compileSigner(identity: Identity): KnownSigner {
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
      .map((policy) => findUntoldKey(policy, `the policies of ${identity.arn}`))
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

function authenticate(
  { request, stage, arrival }: RoutedInvocation,
  signers: ReadonlyMap<string, KnownSigner>,
  nowMs: number,
): KnownSigner {
  const { message } = request;
  const signed: SignedRequest = {
    method: message.method,
    path: pathOf(message.target),
    queryString: arrival.place.queryString,
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
      const scope = { region: stage.deployment.region, service: 'execute-api' };
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
