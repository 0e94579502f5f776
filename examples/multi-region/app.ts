import { join } from 'node:path';
import { App, Stack, type StackProps } from 'aws-cdk-lib';
import { Certificate, CertificateValidation } from 'aws-cdk-lib/aws-certificatemanager';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import { AliasRouting, LambdaIntegration, MockIntegration, RestApi, StageHealthCheck } from '../../lib/index.js';

const DOMAIN_NAME = 'weather.example.com';

/** The API in one Region. The stacks are identical and independent, so each Region can fail alone. */
class WeatherStack extends Stack {
  constructor(scope: App, id: string, props: StackProps) {
    super(scope, id, props);
    const forecast = new lambda.Function(this, 'Forecast', {
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: 'forecast.handler',
      code: lambda.Code.fromAsset(join(__dirname, 'functions')),
    });
    const api = new RestApi(this, 'WeatherApi', { endpointType: 'REGIONAL' });
    api.get('/forecasts/{city}', new LambdaIntegration(forecast));
    const healthy = { statusCode: 200, responseTemplates: { 'application/json': '{"status":"ok"}' } };
    api.get('/health', new MockIntegration({ responses: [healthy] }));
    const prod = api.addStage('prod');

    const zone = HostedZone.fromHostedZoneAttributes(this, 'Zone', {
      hostedZoneId: (this.node.tryGetContext('hostedZoneId') as string | undefined) ?? 'Z0000000EXAMPLE',
      zoneName: 'example.com',
    });
    const certificate = new Certificate(this, 'Certificate', {
      domainName: DOMAIN_NAME,
      validation: CertificateValidation.fromDns(zone),
    });
    // Route 53 routes clients to the nearest Region whose health check passes.
    const healthCheck = new StageHealthCheck(this, 'Health', { stage: prod, path: '/health' });
    prod
      .addDomainName('Domain', { domainName: DOMAIN_NAME, certificate })
      .addAliasRecord(zone, { routing: AliasRouting.latency(), healthCheck });
  }
}

export const app = new App();
export const regions = ['eu-west-1', 'us-east-1'].map(
  (region) => new WeatherStack(app, `Weather-${region}`, { env: { region } }),
);
