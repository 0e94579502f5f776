import { Resource } from 'aws-cdk-lib';
import { CfnVpcLink, type IVpcLink, type VpcLinkReference } from 'aws-cdk-lib/aws-apigateway';
import type { aws_elasticloadbalancingv2 } from 'aws-cdk-lib/interfaces';
import type { Construct } from 'constructs';
import { defined } from '../../../support/defined.js';
import type { IntegrationVpcLink } from '../../integrations/integration-vpc-link.js';

/** Properties of a VPC link to a Network Load Balancer. */
export interface VpcLinkProps {
  /** The Network Load Balancer in front of the backends; a link has exactly one. */
  readonly target: aws_elasticloadbalancingv2.ILoadBalancerRef;

  /**
   * The link's name.
   *
   * @default - the construct's id
   */
  readonly vpcLinkName?: string;

  /**
   * What the link is for.
   *
   * @default - none
   */
  readonly description?: string;
}

/**
 * A VPC link, by which integrations reach a Network Load Balancer in a VPC. For an Application Load Balancer, or several
 * load balancers, see `VpcLinkV2`.
 *
 * @example
 * const link = new VpcLink(this, 'Link', { target: networkLoadBalancer });
 * api.get('/orders', new HttpIntegration('http://orders.internal/orders', { vpcLink: link }));
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-private-integration.html
 */
export class VpcLink extends Resource implements IVpcLink {
  /** A link that is defined elsewhere. */
  static fromVpcLinkId(scope: Construct, id: string, vpcLinkId: string): IVpcLink {
    class Import extends Resource implements IVpcLink {
      readonly vpcLinkId = vpcLinkId;
      readonly vpcLinkRef = { vpcLinkId };
    }
    return new Import(scope, id);
  }

  /**
   * The link that each stage names in a variable.
   *
   * @example
   * api.get('/orders', new HttpIntegration('http://orders.internal/orders', { vpcLink: VpcLink.fromStageVariable('link') }));
   * api.addStage('prod', { variables: { link: prodLink.vpcLinkId } });
   */
  static fromStageVariable(name: string): IntegrationVpcLink {
    return { vpcLinkRef: { vpcLinkId: `\${stageVariables.${name}}` } };
  }

  /** The link's id. */
  readonly vpcLinkId: string;

  constructor(scope: Construct, id: string, props: VpcLinkProps) {
    super(scope, id);
    const { vpcLinkName = id, description, target } = props;
    const link = new CfnVpcLink(this, 'Resource', {
      name: vpcLinkName,
      targetArns: [target.loadBalancerRef.loadBalancerArn],
      ...defined({ description }),
    });
    this.vpcLinkId = link.ref;
  }

  /** The link as other constructs refer to it. */
  get vpcLinkRef(): VpcLinkReference {
    return { vpcLinkId: this.vpcLinkId };
  }
}
