import type { IVPCEndpointRef } from 'aws-cdk-lib/aws-ec2';
import type { EndpointConfiguration, EndpointType } from '../../model/index.js';
import { defined } from '../../support/defined.js';
import { vpcEndpointIds } from './resource-policy.js';

/** TLS versions and cipher suites: one of the legacy policies, or a policy of 2025 and later. */
export type SecurityPolicy = 'TLS_1_0' | 'TLS_1_2' | `SecurityPolicy_${string}`;

/** How callers reach an API. */
export interface EndpointProps {
  /**
   * How the API is reached: EDGE through CloudFront, REGIONAL directly, PRIVATE from VPCs only.
   *
   * @default - PRIVATE for an API with `vpcEndpoints`, else EDGE
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-endpoint-types.html
   */
  readonly endpointType?: EndpointType;

  /**
   * The IP versions of callers: IPv4, or both. A private API is always `dualstack`.
   *
   * @default - ipv4, `dualstack` for a private API
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-ip-address-type.html
   */
  readonly ipAddressType?: 'ipv4' | 'dualstack';

  /**
   * The VPC endpoints that get DNS names for a private API. They do not restrict its callers:
   * `grantInvokeFromVpcEndpointsOnly` does.
   *
   * @default - none
   */
  readonly vpcEndpoints?: readonly IVPCEndpointRef[];

  /**
   * The TLS versions and cipher suites of the default endpoint. A policy whose name begins with `SecurityPolicy_` also
   * requires an `endpointAccessMode`.
   *
   * @default - TLS_1_0, TLS_1_2 for a private API
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies.html
   */
  readonly securityPolicy?: SecurityPolicy;

  /**
   * `STRICT` refuses requests that come through an endpoint of another type or name another host in TLS (SNI) than in
   * `Host`.
   *
   * @default - BASIC: these are not compared
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies.html
   */
  readonly endpointAccessMode?: 'BASIC' | 'STRICT';
}

/** The endpoint as the model has it. */
export function declareEndpoint(props: EndpointProps): EndpointConfiguration {
  const { vpcEndpoints = [], ipAddressType } = props;
  return {
    type: props.endpointType ?? (vpcEndpoints.length > 0 ? 'PRIVATE' : 'EDGE'),
    ...defined({
      vpcEndpointIds: props.vpcEndpoints && vpcEndpointIds(props.vpcEndpoints),
      ipAddressType,
    }),
  };
}
