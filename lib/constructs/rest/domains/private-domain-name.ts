import { CfnDomainNameV2 } from 'aws-cdk-lib/aws-apigateway';
import type { IVPCEndpointRef } from 'aws-cdk-lib/aws-ec2';
import type { AddToResourcePolicyResult, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { diagnostic } from '../../../model/index.js';
import { defined } from '../../../support/defined.js';
import { AttachedResourcePolicy } from '../attached-resource-policy.js';
import { annotate } from '../../validation.js';
import type { RoutingMode } from './routing-mode.js';
import { checkCertificateRegion, checkName, checkSecurityPolicy } from './domain-name-checks.js';
import { ImportedPrivateDomainName } from './imported-private-domain-name.js';
import { PrivateDomainNameBase } from './private-domain-name-base.js';
import type { PrivateDomainNameProps } from './private-domain-name-props.js';

/**
 * A custom domain name for private APIs, which VPC endpoints with an access association reach.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-custom-domains.html
 *
 * @example
 * const domain = new PrivateDomainName(this, 'Domain', { domainName: 'pets.internal.example.com', certificate });
 * domain.grantInvokeFromVpcEndpointsOnly([endpoint]);
 * domain.addAccessAssociation(endpoint);
 * domain.addBasePathMapping(prod);
 * domain.addAliasRecord(privateZone, endpoint);
 */
export class PrivateDomainName extends PrivateDomainNameBase {
  /**
   * Refers to a private domain name of another stack, app or account.
   *
   * @param domainNameArn ends with the name and the id: `…:/domainnames/pets.internal.example.com+abcd1234`
   */
  static fromDomainNameArn(
    scope: Construct,
    id: string,
    domainName: string,
    domainNameArn: string,
  ): PrivateDomainNameBase {
    return new ImportedPrivateDomainName(scope, id, domainName, domainNameArn);
  }

  readonly domainName: string;
  readonly domainNameArn: string;

  /** What tells the domain apart from others of the same name. */
  readonly domainNameId: string;

  private readonly policy: AttachedResourcePolicy;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: PrivateDomainNameProps,
  ) {
    super(scope, id);
    const { certificate, securityPolicy, endpointAccessMode } = props;
    this.policy = new AttachedResourcePolicy(this, props.policy);
    checkName(props.domainName, this.node.path, { wildcard: false });
    checkSecurityPolicy(securityPolicy, 'PRIVATE', endpointAccessMode, this.node.path);
    checkCertificateRegion(certificate, this, 'PRIVATE');
    const resource = new CfnDomainNameV2(this, 'Resource', {
      domainName: props.domainName,
      certificateArn: certificate.certificateRef.certificateArn,
      endpointConfiguration: { types: ['PRIVATE'] },
      ...defined({ securityPolicy, endpointAccessMode }),
      routingMode: this.renderRoutingMode(),
      policy: this.policy.token,
    });
    this.domainName = props.domainName;
    this.domainNameArn = resource.attrDomainNameArn;
    this.domainNameId = resource.attrDomainNameId;
    this.node.addValidation({ validate: () => this.warnOfMissingPolicy() });
  }

  /** Adds to the policy of who may call the domain. */
  addToResourcePolicy(statement: PolicyStatement): AddToResourcePolicyResult {
    this.policy.add(statement);
    return { statementAdded: true, policyDependable: this };
  }

  /**
   * Denies every call that does not come through one of these VPC endpoints, or of those of earlier calls, and allows the
   * others.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-custom-domains.html
   */
  grantInvokeFromVpcEndpointsOnly(endpoints: readonly IVPCEndpointRef[]): void {
    this.policy.allowFromVpcEndpointsOnly(endpoints);
  }

  protected override get routingMode(): RoutingMode | undefined {
    return this.props.routingMode;
  }

  private warnOfMissingPolicy(): string[] {
    if (this.policy.isEmpty) {
      const message = 'The private domain name has no policy, so API Gateway refuses every call';
      annotate(this, diagnostic('policy-missing', { element: this.node.path }, message));
    }
    return [];
  }
}
