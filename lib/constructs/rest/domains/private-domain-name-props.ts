import type { PolicyDocument } from 'aws-cdk-lib/aws-iam';
import type { DomainNameOptions } from './domain-name-props.js';

/** The settings of a private custom domain name. */
export interface PrivateDomainNameProps extends DomainNameOptions {
  /**
   * Who may call the domain. Resources are written `execute-api:/*`. Without a policy every call is refused.
   *
   * @default - none until `addToResourcePolicy` or `grantInvokeFromVpcEndpointsOnly` is called
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-custom-domains.html
   */
  readonly policy?: PolicyDocument;
}

/** The VPC endpoint that a private domain's record points to: an `InterfaceVpcEndpoint` has it. */
export interface VpcEndpointDns {
  /** The hosted zone and name of each DNS entry: `Z7HUB22UULQXV:vpce-….execute-api.eu-west-1.vpce.amazonaws.com`. */
  readonly vpcEndpointDnsEntries: string[];
}
