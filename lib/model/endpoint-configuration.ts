import type { Value } from './value.js';

export type EndpointType = 'EDGE' | 'REGIONAL' | 'PRIVATE';

/** Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-endpoint-types.html */
export interface EndpointConfiguration {
  /** Default EDGE, as with ImportRestApi and CloudFormation. */
  readonly type?: Value<EndpointType>;
  readonly vpcEndpointIds?: readonly Value<string>[];
  readonly ipAddressType?: Value<string>;
}

/** Documented: only a private API has VPC endpoints. */
export function isPrivate({ endpoint }: { readonly endpoint?: EndpointConfiguration }): boolean {
  return endpoint?.type === 'PRIVATE' || (endpoint?.vpcEndpointIds ?? []).length > 0;
}
