import { Resource } from 'aws-cdk-lib';
import {
  CfnClientCertificate,
  type ClientCertificateReference,
  type IClientCertificateRef,
} from 'aws-cdk-lib/aws-apigateway';
import type { Construct } from 'constructs';
import { defined } from '../../../support/defined.js';

/** Properties of a client certificate. */
export interface ClientCertificateProps {
  /**
   * A description of the certificate.
   *
   * @default - none
   */
  readonly description?: string;

  /**
   * The number of the certificate that stages present. A new number creates a new certificate and deletes the previous one.
   *
   * @default 1
   */
  readonly rotation?: number;

  /**
   * Whether the certificate of the next rotation exists already, so that backends can trust it before stages present it.
   *
   * @default false
   */
  readonly prepareNext?: boolean;
}

/**
 * A certificate that API Gateway generates and a stage presents to HTTPS backends, so that a backend can verify that a
 * request comes from the API. It expires after a year.
 *
 * To rotate without a gap, deploy `prepareNext: true`, give backends the public key of `nextClientCertificateId`
 * (`aws apigateway get-client-certificate`), then deploy the next `rotation`. Stages then present the prepared certificate.
 *
 * @example
 * const certificate = new ClientCertificate(this, 'Certificate', { rotation: 1, prepareNext: true });
 * api.addStage('prod', { clientCertificate: certificate });
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/getting-started-client-side-ssl-authentication.html
 */
export class ClientCertificate extends Resource implements IClientCertificateRef {
  /** The id of the certificate that stages present. */
  readonly clientCertificateId: string;

  /** The id of the certificate of the next rotation; undefined without `prepareNext`. */
  readonly nextClientCertificateId: string | undefined;

  constructor(scope: Construct, id: string, props: ClientCertificateProps = {}) {
    super(scope, id);
    const { rotation = 1, prepareNext = false, description } = props;
    const make = (number: number): CfnClientCertificate =>
      new CfnClientCertificate(this, `Rotation${number}`, defined({ description }));
    const current = make(rotation);
    this.node.defaultChild = current;
    this.clientCertificateId = current.ref;
    this.nextClientCertificateId = prepareNext ? make(rotation + 1).ref : undefined;
  }

  /** A reference to the certificate that stages present. */
  get clientCertificateRef(): ClientCertificateReference {
    return { clientCertificateId: this.clientCertificateId };
  }
}
