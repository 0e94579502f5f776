import { executeApiArn } from '../../model/arn.js';
import { partitionOf } from '../../model/partition.js';
import { authenticate, compileSigners, type KnownSigner } from '../authorizers/known-signer.js';
import { requireAllow } from '../authorizers/require-allow.js';
import { hasConditionKey, REQUEST_KEYS, RequestConditions } from '../authorizers/request-conditions.js';
import type { IamCaller } from '../caller.js';
import type { CompileOptions } from '../compile-options.js';
import type { Environment } from '../environment.js';
import { GatewayFault, toGatewayFault } from '../fault.js';
import { FUNCTION_TOKEN_HEADER, type FunctionCredentials } from '../function-credentials.js';
import { findHeader } from '../header-lines.js';
import type { AccessRequest } from '../policy/policy.js';
import type { ManagementInvocation } from './management-request.js';

/**
 * Decides who may manage connections.
 *
 * @throws {GatewayFault} unsigned, incomplete-signature, invalid-signature, unknown-access-key, expired-token, access-denied,
 * not-simulated
 */
export type AuthorizeManagement = (invocation: ManagementInvocation, env: Environment) => FunctionCaller | IamCaller;

/** A function that runs on this machine, whose role is not known. */
export interface FunctionCaller {
  readonly kind: 'function';
}

/**
 * Requests are signed by a caller that IAM knows, whose policies allow `execute-api:ManageConnections`, or by a function of
 * this machine.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-control-access-iam.html
 * Assumed: functions may manage the connections of every API; the policies of their roles are not read, which is reported once.
 */
export function compileManagementAccess({
  identities,
  accountId,
  functionCredentials,
}: Pick<CompileOptions, 'identities' | 'accountId' | 'functionCredentials'>): AuthorizeManagement {
  const known = compileSigners(identities, (key) => hasConditionKey(REQUEST_KEYS, key));
  const ofFunctions = compileSigners(
    functionCredentials?.identity === undefined ? [] : [functionCredentials.identity],
    () => true,
  );
  const signers = new Map([...ofFunctions, ...known]);
  let isReported = false;
  return (invocation, env) => {
    const signer = identify(invocation, signers, functionCredentials, env);
    if (signer === 'function' || !known.has(signer.identity.accessKeyId)) {
      if (!isReported) env.log.warn(FUNCTIONS_ARE_TRUSTED);
      isReported = true;
      return FUNCTION;
    }
    const { identity, refusal, decide, caller } = signer;
    if (refusal !== undefined) throw new GatewayFault({ kind: 'not-simulated', finding: refusal });
    const request = accessRequest(invocation, signer);
    requireAllow(identity.accountId === accountId ? decide(request) : 'silent', request, identity.arn);
    return caller;
  };
}

const FUNCTION: FunctionCaller = { kind: 'function' };

const FUNCTIONS_ARE_TRUSTED =
  'Functions manage connections without a check of execute-api:ManageConnections: the policies of their roles are not read';

/** A function whose key is not known here is known by its token; its request is signed all the same. */
function identify(
  { request, place, stage }: ManagementInvocation,
  signers: ReadonlyMap<string, KnownSigner>,
  functions: FunctionCredentials | undefined,
  env: Environment,
): KnownSigner | 'function' {
  const { message } = request;
  try {
    return authenticate(message, place.queryString, stage.deployment.region, signers, env.clock.now());
  } catch (error) {
    const token = findHeader(message.headers, FUNCTION_TOKEN_HEADER);
    const isKeyUnknown = toGatewayFault(error).cause.kind === 'unknown-access-key';
    if (isKeyUnknown && token !== undefined && token === functions?.token) return 'function';
    throw error;
  }
}

/**
 * Observed: the resource ends with `{connectionId}` in these letters, whichever connection a request is about
 * (docs/aws/websocket-api.md section 12).
 */
function accessRequest(invocation: ManagementInvocation, { signer }: KnownSigner): AccessRequest {
  const { stage, request } = invocation;
  const { region, accountId, apiId } = stage.deployment;
  return {
    action: 'execute-api:ManageConnections',
    resource: executeApiArn({
      partition: partitionOf(region),
      region,
      account: accountId,
      apiId,
      stage: stage.name,
      httpMethod: request.message.method,
      path: '@connections/{connectionId}',
    }),
    ...(signer !== undefined && { principal: signer.principal }),
    conditions: new RequestConditions(REQUEST_KEYS, invocation, signer?.conditions),
  };
}
