import { App, Stack, type StackProps } from 'aws-cdk-lib';
import { Certificate, type ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { HostedZone, type IHostedZone } from 'aws-cdk-lib/aws-route53';
import { MockIntegration, RestApi, type Stage } from '../../../../lib/index.js';

export const REGION = 'eu-west-1';

/** A stack with what domains need. */
export interface Pets {
  readonly app: App;
  readonly stack: Stack;
  readonly api: RestApi;
  readonly prod: Stage;
  readonly certificate: ICertificate;
  readonly zone: IHostedZone;
}

/** An API with a stage, a certificate of the stack's Region or another one, and a hosted zone. */
export function pets(certificateRegion = REGION, props: StackProps = { env: { region: REGION } }): Pets {
  const app = new App();
  const stack = new Stack(app, 'Stack', props);
  const api = new RestApi(stack, 'Pets');
  api.get('/', new MockIntegration());
  return {
    app,
    stack,
    api,
    prod: api.addStage('prod'),
    certificate: certificateIn(stack, certificateRegion),
    zone: HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'ZONE', zoneName: 'example.com' }),
  };
}

export function certificateIn(stack: Stack, region: string): ICertificate {
  const arn = `arn:aws:acm:${region}:123456789012:certificate/00000000-0000-0000-0000-000000000000`;
  return Certificate.fromCertificateArn(stack, `Certificate-${region}`, arn);
}
