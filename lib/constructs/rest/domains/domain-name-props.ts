import type { ICertificateRef } from 'aws-cdk-lib/aws-certificatemanager';
import type { IBucketRef } from 'aws-cdk-lib/aws-s3';
import type { PropNames } from '../../check-props.js';
import type { SecurityPolicy } from '../endpoint-props.js';
import type { RoutingMode } from './routing-mode.js';

/** What public and private custom domain names have in common. */
export interface DomainNameOptions {
  /** The name, in lower case: `api.example.com`. */
  readonly domainName: string;

  /**
   * The certificate for the name, of AWS Certificate Manager. An edge-optimized domain requires one of us-east-1, any
   * other one of its own Region.
   */
  readonly certificate: ICertificateRef;

  /**
   * The TLS versions and cipher suites. A policy whose name begins with `SecurityPolicy_` also requires an
   * `endpointAccessMode`.
   *
   * @default TLS_1_2
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies-list.html
   */
  readonly securityPolicy?: SecurityPolicy;

  /**
   * STRICT refuses requests that do not come through an endpoint of the domain's own type, or whose TLS server name differs
   * from their Host.
   *
   * @default - none, which a policy whose name begins with `SecurityPolicy_` does not allow
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies.html
   */
  readonly endpointAccessMode?: 'BASIC' | 'STRICT';

  /**
   * Whether routing rules, base path mappings or both decide which stage a request reaches.
   *
   * @default - rules then mappings once the domain has a rule, else mappings only
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-routing-mode.html
   */
  readonly routingMode?: RoutingMode;
}

/** The settings of a public custom domain name. */
export interface DomainNameProps extends DomainNameOptions {
  /**
   * REGIONAL reaches the domain's own Region directly, EDGE goes through CloudFront. A private domain is a
   * `PrivateDomainName`.
   *
   * @default REGIONAL
   */
  readonly endpointType?: 'REGIONAL' | 'EDGE';

  /**
   * The IP versions under which the domain is reached.
   *
   * @default ipv4
   */
  readonly ipAddressType?: 'ipv4' | 'dualstack';

  /**
   * Lets in only clients whose certificate the truststore knows; for a regional domain. The API's default endpoint passes
   * by it: give the API `disableExecuteApiEndpoint: true`.
   *
   * @default - clients need no certificate
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mutual-tls.html
   */
  readonly mutualTls?: MutualTlsProps;

  /**
   * A public certificate that proves who owns the name, where mutual TLS goes with a `certificate` that is imported or of
   * a private authority.
   *
   * @default - none
   */
  readonly ownershipVerificationCertificate?: ICertificateRef;
}

/** Where the certificates of the authorities lie that clients' certificates come from. */
export interface MutualTlsProps {
  /** The bucket of the truststore, in the domain's Region. */
  readonly bucket: IBucketRef;

  /** The object's key: a PEM file of at most 1,000 certificates and 1 MB. */
  readonly key: string;

  /**
   * The object's version. A changed object takes effect only under another version.
   *
   * @default - the version at the time of the deployment
   */
  readonly version?: string;
}

/** The names of the settings: a misspelled `mutualTls` would let in clients without a certificate. */
export const DOMAIN_NAME_PROPS: PropNames<DomainNameProps> = {
  domainName: true,
  certificate: true,
  securityPolicy: true,
  endpointAccessMode: true,
  routingMode: true,
  endpointType: true,
  ipAddressType: true,
  mutualTls: true,
  ownershipVerificationCertificate: true,
};
