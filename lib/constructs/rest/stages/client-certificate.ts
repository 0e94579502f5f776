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
   * What the certificate is for.
   *
   * @default - none
   */
  readonly description?: string;

  /**
   * Which certificate stages show, counted from 1. A new number makes a new certificate and deletes the one before.
   *
   * @default 1
   */
  readonly rotation?: number;

  /**
   * Whether the certificate of the next rotation is there too, so that backends can trust it before stages show it.
   *
   * @default false
   */
  readonly prepareNext?: boolean;
}

/**
 * A certificate that API Gateway makes and a stage shows to HTTPS backends, which thereby know that a request comes from
 * the API. It expires after a year.
 *
 * To rotate without a gap: deploy `prepareNext: true`, give backends the public key of `nextClientCertificateId`
 * (`aws apigateway get-client-certificate`), then deploy the next `rotation`. The prepared certificate becomes the one that
 * stages show.
 *
 * @example
 * const certificate = new ClientCertificate(this, 'Certificate', { rotation: 1, prepareNext: true });
 * api.addStage('prod', { clientCertificate: certificate });
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/getting-started-client-side-ssl-authentication.html
 */
export class ClientCertificate extends Resource implements IClientCertificateRef {
  /** The id of the certificate that stages show. */
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

  /** The certificate as other constructs refer to it. */
  get clientCertificateRef(): ClientCertificateReference {
    return { clientCertificateId: this.clientCertificateId };
  }
}
