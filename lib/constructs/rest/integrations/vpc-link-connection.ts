import type { aws_elasticloadbalancingv2 } from 'aws-cdk-lib/interfaces';
import type { VpcLinkConnection } from '../../../model/index.js';
import { defined } from '../../../support/defined.js';
import { SluiceError } from '../../../support/sluice-error.js';
import type { IntegrationMethod } from './integration.js';
import { isVpcLinkV2 } from '../../integrations/vpc-link-v2.js';
import type { IntegrationVpcLink } from '../../integrations/integration-vpc-link.js';

/** The link and the load balancer that an integration names. */
export interface VpcLinkTarget {
  readonly vpcLink?: IntegrationVpcLink;
  readonly integrationTarget?: aws_elasticloadbalancingv2.ILoadBalancerRef;
}

/**
 * The connection of an integration.
 *
 * Observed: "IntegrationTarget is required for VpcLinkV2".
 *
 * @throws {SluiceError} `integration-target-missing`, `vpc-link-missing`
 */
export function connectionOf(
  { vpcLink, integrationTarget }: VpcLinkTarget,
  { httpMethod, path }: IntegrationMethod,
): VpcLinkConnection | undefined {
  const place = `${httpMethod} ${path}`;
  if (vpcLink === undefined) {
    if (integrationTarget === undefined) return undefined;
    throw new SluiceError('vpc-link-missing', `The integration of ${place} has an integrationTarget and no vpcLink`, {
      place,
      hint: 'Name the VPC link that reaches the load balancer: vpcLink: new VpcLinkV2(…)',
    });
  }
  if (integrationTarget === undefined && isVpcLinkV2(vpcLink)) {
    throw new SluiceError(
      'integration-target-missing',
      `The integration of ${place} has a VPC link of the second version and no integrationTarget`,
      { place, hint: 'Name the load balancer: integrationTarget: loadBalancer' },
    );
  }
  return {
    id: vpcLink.vpcLinkRef.vpcLinkId,
    ...defined({ target: integrationTarget?.loadBalancerRef.loadBalancerArn }),
  };
}
