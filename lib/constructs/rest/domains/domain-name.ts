import { CfnDomainName, type DomainNameAttributes } from 'aws-cdk-lib/aws-apigateway';
import type { Construct } from 'constructs';
import { diagnostic } from '../../../model/index.js';
import { defined } from '../../../support/defined.js';
import { SluiceError } from '../../../support/sluice-error.js';
import { checkProps } from '../../check-props.js';
import { annotate } from '../../validation.js';
import { ImportedDomainName } from './imported-domain-name.js';
import { isWebSocketStage, type MappedStage } from './mapped-stage.js';
import { PublicDomainName } from './public-domain-name.js';
import type { RoutingMode } from './routing-mode.js';
import { checkCertificateRegion, checkName, checkSecurityPolicy } from './domain-name-checks.js';
import { DOMAIN_NAME_PROPS, type DomainNameProps } from './domain-name-props.js';

/**
 * A custom domain name: the name under which clients reach stages, in place of the API's own.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-custom-domains.html
 *
 * @example
 * const domain = new DomainName(this, 'Domain', { domainName: 'api.example.com', certificate });
 * domain.addBasePathMapping(prod);
 * domain.addBasePathMapping(orders, { basePath: 'orders/v2' });
 * domain.addAliasRecord(zone);
 */
export class DomainName extends PublicDomainName {
  /** Refers to a domain name of another stack or app. */
  static fromDomainNameAttributes(scope: Construct, id: string, attributes: DomainNameAttributes): PublicDomainName {
    return new ImportedDomainName(scope, id, attributes);
  }

  readonly domainName: string;
  readonly domainNameArn: string;
  readonly domainNameAliasDomainName: string;
  readonly domainNameAliasHostedZoneId: string;
  readonly endpointType: 'REGIONAL' | 'EDGE';
  override readonly securityPolicy: string | undefined;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: DomainNameProps,
  ) {
    super(scope, id);
    if (new.target === DomainName) checkProps(this.node.path, props, DOMAIN_NAME_PROPS);
    const { endpointType = 'REGIONAL', certificate, mutualTls, securityPolicy, endpointAccessMode } = props;
    this.endpointType = endpointType;
    this.securityPolicy = securityPolicy;
    checkName(props.domainName, this.node.path, { wildcard: true });
    checkSecurityPolicy(securityPolicy, endpointType, endpointAccessMode, this.node.path);
    checkCertificateRegion(certificate, this, endpointType);
    this.checkMutualTls();
    const { certificateArn } = certificate.certificateRef;
    const resource = new CfnDomainName(this, 'Resource', {
      domainName: props.domainName,
      ...(endpointType === 'EDGE' ? { certificateArn } : { regionalCertificateArn: certificateArn }),
      endpointConfiguration: { types: [endpointType], ...defined({ ipAddressType: props.ipAddressType }) },
      ...defined({
        securityPolicy,
        endpointAccessMode,
        ownershipVerificationCertificateArn: props.ownershipVerificationCertificate?.certificateRef.certificateArn,
        mutualTlsAuthentication: mutualTls && {
          truststoreUri: `s3://${mutualTls.bucket.bucketRef.bucketName}/${mutualTls.key}`,
          ...defined({ truststoreVersion: mutualTls.version }),
        },
      }),
      routingMode: this.renderRoutingMode(),
    });
    this.domainName = resource.ref;
    this.domainNameArn = resource.attrDomainNameArn;
    const isEdge = endpointType === 'EDGE';
    this.domainNameAliasDomainName = isEdge ? resource.attrDistributionDomainName : resource.attrRegionalDomainName;
    this.domainNameAliasHostedZoneId = isEdge
      ? resource.attrDistributionHostedZoneId
      : resource.attrRegionalHostedZoneId;
  }

  /**
   * @internal
   * @throws SluiceError `domain-shared`, `domain-not-for-websocket`
   */
  override leadTo(stage: MappedStage): void {
    super.leadTo(stage);
    if (this.props.mutualTls !== undefined && isWebSocketStage(stage)) {
      throw new SluiceError(
        'domain-not-for-websocket',
        `Cannot map ${this.node.path} to ${stage.node.path}: the domain name has mutual TLS, which WebSocket APIs do not support`,
      );
    }
    if (this.props.mutualTls === undefined || !isReachedDirectly(stage)) return;
    const message = `Clients without a certificate reach ${stage.node.path} by the default endpoint of its API; give the API disableExecuteApiEndpoint: true`;
    annotate(this, diagnostic('mutual-tls-bypassed', { element: this.node.path }, message));
  }

  protected override get routingMode(): RoutingMode | undefined {
    return this.props.routingMode;
  }

  protected get isDualStack(): boolean {
    return this.props.ipAddressType === 'dualstack';
  }

  private checkMutualTls(): void {
    const { mutualTls, ownershipVerificationCertificate } = this.props;
    const reason =
      mutualTls !== undefined && this.endpointType === 'EDGE'
        ? 'the domain name is EDGE, and only REGIONAL ones know mutual TLS'
        : mutualTls !== undefined && this.securityPolicy === 'TLS_1_0'
          ? 'the security policy is TLS_1_0, and mutual TLS requires TLS 1.2'
          : mutualTls === undefined && ownershipVerificationCertificate !== undefined
            ? 'ownershipVerificationCertificate is given without mutualTls'
            : undefined;
    if (reason === undefined) return;
    throw new SluiceError('mutual-tls-invalid', `Cannot set up mutual TLS for ${this.node.path}: ${reason}`);
  }
}

/** Whether clients reach the stage by its API's default endpoint; false for a stage of aws-apigateway, which does not say. */
function isReachedDirectly(stage: MappedStage): boolean {
  return 'hasDefaultEndpoint' in stage && stage.hasDefaultEndpoint === true;
}
