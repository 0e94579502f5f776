import { isPrivate } from '../../model/endpoint-configuration.js';
import type { RestApi } from '../../model/rest-api.js';
import type { VpcEndpointSettings } from '../vpc-endpoint.js';
import type { RoutedInvocation, VpcEndpoint } from './invocation.js';

/** The operator's endpoints, by their ids. */
export type NamedEndpoints = Readonly<Record<string, VpcEndpointSettings>>;

/** What policies learn of an endpoint, by condition key: whether the operator said it. */
const SETTINGS: Readonly<Record<string, (endpoint: VpcEndpointSettings) => boolean>> = {
  'aws:sourcevpce': () => true,
  'aws:vpcsourceip': () => true,
  'aws:sourcevpc': ({ vpcId }) => vpcId !== undefined,
};

/** Whether a condition key is about the VPC that a request comes from. */
export function isVpcKey(key: string): boolean {
  return Object.hasOwn(SETTINGS, key);
}

/** Whether the operator said enough for a condition key. */
export function isKnownOf(key: string, endpoints: NamedEndpoints): boolean {
  const settings = Object.values(endpoints);
  return settings.length > 0 && settings.every((endpoint) => SETTINGS[key]?.(endpoint) ?? true);
}

/** Whether an API is known to be called without VPC endpoints; a document does not tell. */
export function isPublic(api: RestApi): boolean {
  return (api.endpoint?.type === 'EDGE' || api.endpoint?.type === 'REGIONAL') && !isPrivate(api);
}

/**
 * The endpoint that a request came through: the one that `Host` names (`{api}-{endpoint}.execute-api…`), else the first
 * that the operator names.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-api-test-invoke-url.html
 */
export function endpointOfRequest({
  stage,
  arrival,
}: Pick<RoutedInvocation, 'stage' | 'arrival'>): VpcEndpoint | undefined {
  const { vpcEndpoints } = stage.deployment;
  if (vpcEndpoints.length === 0) return undefined;
  const [label = ''] = arrival.place.domainName.split('.');
  return vpcEndpoints.find(({ id }) => label.endsWith(`-${id}`)) ?? vpcEndpoints[0];
}
