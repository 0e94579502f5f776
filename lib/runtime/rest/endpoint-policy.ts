import { isPrivate } from '../../model/endpoint-configuration.js';
import type { RestApi } from '../../model/rest-api.js';
import type { Caller } from '../caller.js';
import { GatewayFault } from '../fault.js';
import { findHeader } from '../header-lines.js';
import type { NotSimulated } from '../not-simulated.js';
import { VPC_ENDPOINT_POLICY } from '../policy/policy-kind.js';
import { compilePolicy, type Policy } from '../policy/policy.js';
import { accessRequest, isConditionKey } from './access-request.js';
import { signerOf } from '../authorizers/signer.js';
import type { RoutedInvocation, VpcEndpoint } from './invocation.js';
import { incompleteSignature } from './match-resource.js';
import { findUntoldKey } from '../authorizers/untold-keys.js';
import { requireAllow } from '../authorizers/require-allow.js';
import { endpointOfRequest, isKnownOf, isPublic, isVpcKey, type NamedEndpoints } from './vpc-endpoints.js';

/**
 * Compiles the operator's endpoints for an API that is private, or whose policy shows that it is meant to be; any other has
 * none.
 *
 * @param refuse hears of an endpoint whose own policy cannot be imitated
 */
export function compileVpcEndpoints(
  api: RestApi,
  policy: Policy | undefined,
  endpoints: NamedEndpoints,
  refuse: (finding: NotSimulated) => void,
): readonly VpcEndpoint[] {
  const isMeantToBePrivate = !isPublic(api) && [...(policy?.conditionKeys ?? [])].some(isVpcKey);
  if (!isPrivate(api) && !isMeantToBePrivate) return [];
  return Object.entries(endpoints).map(([id, { vpcId, sourceIp, policy: document }]) => ({
    id,
    vpcId,
    sourceIp,
    policy: document === undefined ? undefined : compileEndpointPolicy(id, document, endpoints, refuse),
  }));
}

function compileEndpointPolicy(
  id: string,
  document: unknown,
  endpoints: NamedEndpoints,
  refuse: (finding: NotSimulated) => void,
): Policy | undefined {
  const { policy, problems = [] } = compilePolicy(document, VPC_ENDPOINT_POLICY);
  const unknown = [...(policy?.conditionKeys ?? [])]
    .filter((key) => !isConditionKey(key) || (isVpcKey(key) && !isKnownOf(key, endpoints)))
    .map((key) => `the condition key "${key}" is not known here`);
  const [problem] = [...problems, ...unknown];
  if (problem === undefined) return policy;
  refuse({
    feature: 'resource-policy',
    detail: `the policy of the VPC endpoint "${id}" (${problem})`,
    optional: true,
    remedy: 'correct vpcEndpoints in sluice.json',
  });
  return undefined;
}

/**
 * Requires that the endpoint's own policy lets a call through; one without a policy lets everything through.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-vpc-endpoint-policies.html
 * Observed: behind a policy any `Authorization` header is read as a signature, whatever the method asks for; see
 * docs/aws/authorization.md section 10.
 * Assumed: the words of a refusal are those of a resource policy.
 *
 * @throws {GatewayFault} access-denied, incomplete-signature, not-simulated
 */
export function requireEndpointAllow(invocation: RoutedInvocation, caller: Caller): void {
  requireDomainAllow(invocation, caller);
  const policy = endpointOfRequest(invocation)?.policy;
  if (policy === undefined) return;
  const authorization = findHeader(invocation.request.message.headers, 'authorization');
  const complaint = authorization === undefined ? undefined : incompleteSignature(authorization);
  if (complaint !== undefined) throw new GatewayFault({ kind: 'incomplete-signature', complaint });
  const signer = signerOf(caller);
  const untold = signer && findUntoldKey(policy, "the VPC endpoint's policy", isConditionKey);
  if (untold !== undefined) throw new GatewayFault({ kind: 'not-simulated', finding: untold });
  const request = accessRequest(invocation, signer);
  requireAllow(policy.decide(request), request, signer?.principal.arn);
}

/**
 * Documented: the policy of a private domain must allow a call too
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-custom-domains.html).
 * Assumed: in the words of a resource policy.
 */
function requireDomainAllow(invocation: RoutedInvocation, caller: Caller): void {
  const { domainPolicy } = invocation.arrival.place;
  if (domainPolicy === undefined) return;
  const signer = signerOf(caller);
  const request = { ...accessRequest(invocation, signer), resource: domainPolicy.resource };
  requireAllow(domainPolicy.policy.decide(request), request, signer?.principal.arn);
}
