import { CfnResource, Resource } from 'aws-cdk-lib';
import { CfnVpcLink, type IVpcLinkRef, type VpcLinkReference } from 'aws-cdk-lib/aws-apigatewayv2';
import type { IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import type { aws_ec2 } from 'aws-cdk-lib/interfaces';
import { Construct } from 'constructs';
import type { IntegrationVpcLink } from './integration-vpc-link.js';

/** Properties of a VPC link of the second version. */
export interface VpcLinkV2Props {
  /** The VPC with the load balancers. */
  readonly vpc: IVpc;

  /**
   * The subnets that the link has network interfaces in.
   *
   * @default - the private subnets
   */
  readonly vpcSubnets?: SubnetSelection;

  /**
   * The security groups of the link's network interfaces, which the load balancers have to admit.
   *
   * @default - the default security group of the VPC
   */
  readonly securityGroups?: readonly aws_ec2.ISecurityGroupRef[];

  /**
   * The link's name.
   *
   * @default - the construct's id
   */
  readonly vpcLinkName?: string;
}

/**
 * A VPC link of the second version: interfaces in a VPC, by which integrations reach any Application or Network Load
 * Balancer there. Each integration names its own as `integrationTarget`. Only the name and the tags can change later;
 * any other change replaces the link.
 *
 * @example
 * const link = new VpcLinkV2(this, 'Link', { vpc });
 * api.get('/orders', new HttpIntegration('http://orders.internal/orders', {
 *   vpcLink: link,
 *   integrationTarget: applicationLoadBalancer,
 * }));
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-private-integration.html
 */
export class VpcLinkV2 extends Resource implements IVpcLinkRef {
  /** The link's id. */
  readonly vpcLinkId: string;

  constructor(scope: Construct, id: string, props: VpcLinkV2Props) {
    super(scope, id);
    const { vpc, vpcSubnets, securityGroups = [], vpcLinkName = id } = props;
    const link = new CfnVpcLink(this, 'Resource', {
      name: vpcLinkName,
      subnetIds: [...vpc.selectSubnets(vpcSubnets).subnetIds],
      securityGroupIds: securityGroups.map(({ securityGroupRef }) => securityGroupRef.securityGroupId),
    });
    this.vpcLinkId = link.ref;
  }

  /** The link as other constructs refer to it. */
  get vpcLinkRef(): VpcLinkReference {
    return { vpcLinkId: this.vpcLinkId };
  }
}

/** Whether a link is of the second version, as far as synthesis knows. */
export function isVpcLinkV2(link: IntegrationVpcLink): boolean {
  if (!Construct.isConstruct(link)) return false;
  const resource = CfnResource.isCfnResource(link) ? link : link.node.defaultChild;
  return CfnResource.isCfnResource(resource) && resource.cfnResourceType === CfnVpcLink.CFN_RESOURCE_TYPE_NAME;
}
