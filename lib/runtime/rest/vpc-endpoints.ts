import { isPrivate } from '../../model/endpoint-configuration.js';
import type { RestApi } from '../../model/rest-api.js';
import type { Policy } from '../policy/policy.js';
import type { VpcEndpoint } from '../vpc-endpoint.js';
import type { RoutedInvocation } from './invocation.js';

/** What policies learn of an endpoint, by condition key: whether the operator said it. */
const SETTINGS: Readonly<Record<string, (endpoint: VpcEndpoint) => boolean>> = {
  'aws:sourcevpce': () => true,
  'aws:vpcsourceip': () => true,
  'aws:sourcevpc': ({ vpcId }) => vpcId !== undefined,
};

/** Whether a condition key is about the VPC that a request comes from. */
export function isVpcKey(key: string): boolean {
  return Object.hasOwn(SETTINGS, key);
}

/** Whether the operator said enough for a condition key. */
export function isKnownOf(key: string, endpoints: readonly VpcEndpoint[]): boolean {
  return endpoints.length > 0 && endpoints.every((endpoint) => SETTINGS[key]?.(endpoint) ?? true);
}

/** Whether an API is known to be called without VPC endpoints; a document does not tell. */
export function isPublic(api: RestApi): boolean {
  return (api.endpoint?.type === 'EDGE' || api.endpoint?.type === 'REGIONAL') && !isPrivate(api);
}

/** The operator's endpoints, for an API that is private, or whose policy shows that it is meant to be. */
export function endpointsOfApi(
  api: RestApi,
  policy: Policy | undefined,
  endpoints: readonly VpcEndpoint[],
): readonly VpcEndpoint[] {
  const isMeantToBePrivate = !isPublic(api) && [...(policy?.conditionKeys ?? [])].some(isVpcKey);
  return isPrivate(api) || isMeantToBePrivate ? endpoints : [];
}

/**
 * The endpoint that a request came through: the one that `Host` names (`{api}-{endpoint}.execute-api…`), else the first
 * that the operator names.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-api-test-invoke-url.html
 */
export function endpointOfRequest({ stage, arrival, request }: RoutedInvocation): VpcEndpoint | undefined {
  const { vpcEndpoints } = stage.deployment;
  if (vpcEndpoints.length === 0) return undefined;
  const [label = ''] = arrival.place.domainName.split('.');
  const endpoint = vpcEndpoints.find(({ id }) => label.endsWith(`-${id}`)) ?? vpcEndpoints[0];
  return endpoint && { sourceIp: request.message.sourceIp, ...endpoint };
}
