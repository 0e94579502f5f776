import { App, Duration, Stack } from 'aws-cdk-lib';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import { describe, expect, test } from 'vitest';
import {
  AliasRouting,
  DomainName,
  MockIntegration,
  RestApi,
  StageHealthCheck,
  type AliasRecordOptions,
  type StageHealthCheckProps,
} from '../../../../lib/index.js';
import { resourceOf, resourcesOf, templateOf } from '../../synthesize.js';
import { certificateIn, pets, REGION } from './pets.js';

const RECORD = 'AWS::Route53::RecordSet';

describe('DomainName.addAliasRecord()', () => {
  test.each<[name: string, options: AliasRecordOptions, said: Record<string, unknown>]>([
    ['alone', {}, {}],
    ['by latency', { routing: AliasRouting.latency() }, { Region: REGION, SetIdentifier: REGION }],
    [
      'by latency of a Region',
      { routing: AliasRouting.latency('us-east-2') },
      { Region: 'us-east-2', SetIdentifier: 'us-east-2' },
    ],
    ['by failover', { routing: AliasRouting.failover('PRIMARY') }, { Failover: 'PRIMARY', SetIdentifier: 'PRIMARY' }],
    ['by weight', { routing: AliasRouting.weighted(10) }, { Weight: 10, SetIdentifier: REGION }],
    ['by weight, named', { routing: AliasRouting.weighted(10, 'blue') }, { Weight: 10, SetIdentifier: 'blue' }],
  ])('leads to the domain %s', (_name, options, said) => {
    const { app, stack, certificate, zone } = pets();
    new DomainName(stack, 'Domain', { domainName: 'api.example.com', certificate }).addAliasRecord(zone, options);
    const template = templateOf(app, stack);
    const { id } = resourceOf(template, 'AWS::ApiGateway::DomainName');
    expect(resourceOf(template, RECORD).Properties).toEqual({
      Name: { Ref: id },
      Type: 'A',
      HostedZoneId: 'ZONE',
      AliasTarget: {
        DNSName: { 'Fn::GetAtt': [id, 'RegionalDomainName'] },
        HostedZoneId: { 'Fn::GetAtt': [id, 'RegionalHostedZoneId'] },
        EvaluateTargetHealth: options.routing !== undefined,
      },
      ...said,
    });
  });

  test('leads to the distribution of an edge-optimized domain', () => {
    const { app, stack, certificate, zone } = pets('us-east-1');
    new DomainName(stack, 'Domain', {
      domainName: 'api.example.com',
      certificate,
      endpointType: 'EDGE',
    }).addAliasRecord(zone);
    expect(JSON.stringify(resourceOf(templateOf(app, stack), RECORD).Properties.AliasTarget)).toMatch(
      /DistributionDomainName.*DistributionHostedZoneId/,
    );
  });

  test('adds an AAAA record for dual-stack domains, and records of several names and zones', () => {
    const { app, stack, certificate, zone } = pets();
    const domain = new DomainName(stack, 'Domain', {
      domainName: '*.example.com',
      certificate,
      ipAddressType: 'dualstack',
    });
    domain.addAliasRecord(zone, { recordName: 'a.example.com', evaluateTargetHealth: true });
    domain.addAliasRecord(zone, { recordName: 'b.example.com' });
    domain.addAliasRecord(HostedZone.fromHostedZoneId(stack, 'Inner', 'INNER'), { recordName: 'a.example.com' });
    const records = resourcesOf(templateOf(app, stack), RECORD).map(
      ({ Properties: { Name, Type, HostedZoneId } }) => `${String(Name)} ${String(Type)} ${String(HostedZoneId)}`,
    );
    expect(records).toEqual([
      'a.example.com A ZONE',
      'a.example.com AAAA ZONE',
      'b.example.com A ZONE',
      'b.example.com AAAA ZONE',
      'a.example.com A INNER',
      'a.example.com AAAA INNER',
    ]);
  });

  test('shares a name among Regions, each with a health check of its own', () => {
    const app = new App();
    const records = ['eu-west-1', 'us-east-2'].map((region) => {
      const stack = new Stack(app, `Pets-${region}`, { env: { region, account: '123456789012' } });
      const api = new RestApi(stack, 'Pets');
      api.get('/health', new MockIntegration());
      const prod = api.addStage('prod');
      prod
        .addDomainName('Domain', { domainName: 'api.example.com', certificate: certificateIn(stack, region) })
        .addAliasRecord(HostedZone.fromHostedZoneId(stack, 'Zone', 'ZONE'), {
          routing: AliasRouting.latency(),
          healthCheck: new StageHealthCheck(stack, 'Health', { stage: prod, path: '/health' }),
        });
      return stack;
    });
    const read = records.map((stack) => {
      const template = templateOf(app, stack);
      const { SetIdentifier, HealthCheckId } = resourceOf(template, RECORD).Properties;
      const { id } = resourceOf(template, 'AWS::Route53::HealthCheck');
      return [SetIdentifier, JSON.stringify(HealthCheckId).includes(id)];
    });
    expect(read).toEqual([
      ['eu-west-1', true],
      ['us-east-2', true],
    ]);
  });
});

describe('new StageHealthCheck()', () => {
  test('calls the stage on its default endpoint', () => {
    const { app, stack, prod } = pets();
    new StageHealthCheck(stack, 'Health', { stage: prod, path: '/health', requestInterval: Duration.seconds(10) });
    const template = templateOf(app, stack);
    const stage = { Ref: resourceOf(template, 'AWS::ApiGateway::Stage').id };
    const { HealthCheckConfig: config } = resourceOf(template, 'AWS::Route53::HealthCheck').Properties;
    expect(config).toEqual({
      Type: 'HTTPS',
      FullyQualifiedDomainName: {
        'Fn::Join': [
          '',
          [
            { Ref: resourceOf(template, 'AWS::ApiGateway::RestApi').id },
            `.execute-api.${REGION}.`,
            { Ref: 'AWS::URLSuffix' },
          ],
        ],
      },
      Port: 443,
      EnableSNI: true,
      ResourcePath: { 'Fn::Join': ['', ['/', stage, '/health']] },
      RequestInterval: 10,
      FailureThreshold: 3,
    });
  });

  test.each<[mistake: string, props: Partial<StageHealthCheckProps>]>([
    ['a path without slash', { path: 'health' }],
    ['an interval of 20 s', { requestInterval: Duration.seconds(20) }],
    ['no failure', { failureThreshold: 0 }],
  ])('refuses %s', (_mistake, props) => {
    const { stack, prod } = pets();
    expect(() => new StageHealthCheck(stack, 'Health', { stage: prod, path: '/health', ...props })).toThrow(
      expect.objectContaining({ code: 'health-check-invalid' }) as Error,
    );
  });
});
