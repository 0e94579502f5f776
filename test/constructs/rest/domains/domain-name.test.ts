import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Lazy, Stack, Tags } from 'aws-cdk-lib';
import { ARecord, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { ApiGatewayDomain } from 'aws-cdk-lib/aws-route53-targets';
import { describe, expect, test } from 'vitest';
import {
  BasePathMapping,
  DomainName,
  MockIntegration,
  RestApi,
  type BasePathMappingOptions,
  type DomainNameProps,
} from '../../../../lib/index.js';
import { resourceOf, resourcesOf, templateOf } from '../../synthesize.js';
import { certificateIn, pets, type Pets } from './pets.js';

const DOMAIN = 'AWS::ApiGateway::DomainName';

function domainOf(
  props: (made: Pets) => Omit<DomainNameProps, 'domainName' | 'certificate'>,
  region?: string,
): unknown {
  const made = pets(region);
  const { app, stack, certificate } = made;
  new DomainName(stack, 'Domain', { domainName: 'api.example.com', certificate, ...props(made) });
  return resourceOf(templateOf(app, stack), DOMAIN).Properties;
}

describe('new DomainName()', () => {
  test('is regional unless it is edge-optimized', () => {
    expect(domainOf(() => ({}))).toEqual({
      DomainName: 'api.example.com',
      RegionalCertificateArn: expect.stringContaining(':eu-west-1:') as string,
      EndpointConfiguration: { Types: ['REGIONAL'] },
    });
    expect(domainOf(() => ({ endpointType: 'EDGE', securityPolicy: 'TLS_1_2' }), 'us-east-1')).toEqual({
      DomainName: 'api.example.com',
      CertificateArn: expect.stringContaining(':us-east-1:') as string,
      EndpointConfiguration: { Types: ['EDGE'] },
      SecurityPolicy: 'TLS_1_2',
    });
  });

  test('says all that a regional domain can be', () => {
    const properties = domainOf(({ stack }) => ({
      ipAddressType: 'dualstack',
      securityPolicy: 'SecurityPolicy_TLS13_1_3_2025_09',
      endpointAccessMode: 'STRICT',
      routingMode: 'ROUTING_RULE_ONLY',
      mutualTls: { bucket: Bucket.fromBucketName(stack, 'Bucket', 'trust'), key: 'authorities.pem', version: '3' },
      ownershipVerificationCertificate: certificateIn(stack, 'us-west-2'),
    }));
    expect(properties).toMatchObject({
      EndpointConfiguration: { Types: ['REGIONAL'], IpAddressType: 'dualstack' },
      SecurityPolicy: 'SecurityPolicy_TLS13_1_3_2025_09',
      EndpointAccessMode: 'STRICT',
      RoutingMode: 'ROUTING_RULE_ONLY',
      MutualTlsAuthentication: { TruststoreUri: 's3://trust/authorities.pem', TruststoreVersion: '3' },
      OwnershipVerificationCertificateArn: expect.stringContaining(':us-west-2:') as string,
    });
  });

  test('takes a name that only deployment knows, a wildcard and tags', () => {
    const { app, stack, certificate } = pets();
    new DomainName(stack, 'Late', { domainName: Lazy.string({ produce: () => 'late.example.com' }), certificate });
    Tags.of(new DomainName(stack, 'Wild', { domainName: '*.example.com', certificate })).add('team', 'pets');
    const domains = resourcesOf(templateOf(app, stack), DOMAIN).map(({ Properties }) => Properties);
    expect(domains.map(({ DomainName: name }) => name)).toEqual(['late.example.com', '*.example.com']);
    expect(domains[1]?.Tags).toEqual([{ Key: 'team', Value: 'pets' }]);
  });

  test('does not compare Regions that only deployment knows', () => {
    const { stack, certificate } = pets('eu-west-1', {});
    expect(() => new DomainName(stack, 'Domain', { domainName: 'api.example.com', certificate })).not.toThrow();
  });

  test.each<[mistake: string, code: string, props: (made: Pets) => Partial<DomainNameProps>]>([
    ['upper case', 'domain-name-invalid', () => ({ domainName: 'API.example.com' })],
    ['a URL', 'domain-name-invalid', () => ({ domainName: 'https://api.example.com' })],
    ['a single label', 'domain-name-invalid', () => ({ domainName: 'api' })],
    ['a wildcard in the middle', 'domain-name-invalid', () => ({ domainName: 'api.*.com' })],
    ['a long label', 'domain-name-invalid', () => ({ domainName: `${'a'.repeat(64)}.example.com` })],
    ['a certificate of another Region', 'certificate-region', () => ({ endpointType: 'EDGE' })],
    [
      'a policy for edge',
      'security-policy-invalid',
      () => ({ securityPolicy: 'SecurityPolicy_TLS13_2025_EDGE', endpointAccessMode: 'BASIC' }),
    ],
    [
      'a policy without access mode',
      'security-policy-invalid',
      () => ({ securityPolicy: 'SecurityPolicy_TLS13_1_3_2025_09' }),
    ],
    [
      'an access mode with an old policy',
      'security-policy-invalid',
      () => ({ securityPolicy: 'TLS_1_2', endpointAccessMode: 'BASIC' }),
    ],
    [
      'mutual TLS with TLS 1.0',
      'mutual-tls-invalid',
      ({ stack }) => ({ securityPolicy: 'TLS_1_0', mutualTls: { bucket: new Bucket(stack, 'B'), key: 'x' } }),
    ],
    [
      'mutual TLS at the edge',
      'mutual-tls-invalid',
      ({ stack }) => ({
        endpointType: 'EDGE',
        certificate: certificateIn(stack, 'us-east-1'),
        mutualTls: { bucket: new Bucket(stack, 'B'), key: 'x' },
      }),
    ],
    [
      'proof of ownership without mutual TLS',
      'mutual-tls-invalid',
      ({ certificate }) => ({ ownershipVerificationCertificate: certificate }),
    ],
  ])('refuses %s: %s', (_mistake, code, props) => {
    const made = pets();
    const { stack, certificate } = made;
    const make = (): DomainName =>
      new DomainName(stack, 'Domain', { domainName: 'api.example.com', certificate, ...props(made) });
    expect(make).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining('Stack/Domain') as string }) as Error,
    );
  });
});

describe('DomainName.addBasePathMapping()', () => {
  test('maps the domain, a path, a path of several levels and a path before the stage', () => {
    const { app, stack, certificate, prod } = pets();
    const domain = new DomainName(stack, 'Domain', { domainName: 'api.example.com', certificate });
    domain.addBasePathMapping(prod);
    domain.addBasePathMapping(prod, { basePath: 'v1' });
    domain.addBasePathMapping(prod, { basePath: 'all', stageInPath: true });
    domain.addBasePathMapping(prod, { basePath: 'v1/orders' });
    const template = templateOf(app, stack);
    const [name, api, stage] = [DOMAIN, 'AWS::ApiGateway::RestApi', 'AWS::ApiGateway::Stage'].map((type) => ({
      Ref: resourceOf(template, type).id,
    }));
    expect(resourcesOf(template, 'AWS::ApiGateway::BasePathMapping').map(({ Properties }) => Properties)).toEqual([
      { DomainName: name, RestApiId: api, Stage: stage },
      { DomainName: name, RestApiId: api, Stage: stage, BasePath: 'v1' },
      { DomainName: name, RestApiId: api, BasePath: 'all' },
    ]);
    expect(resourceOf(template, 'AWS::ApiGatewayV2::ApiMapping').Properties).toEqual({
      DomainName: name,
      ApiId: api,
      Stage: stage,
      ApiMappingKey: 'v1/orders',
    });
  });

  test('has ids that depend on the path alone', () => {
    const idsOf = (paths: readonly string[]): readonly string[] => {
      const { app, stack, certificate, prod } = pets();
      const domain = new DomainName(stack, 'Domain', { domainName: 'api.example.com', certificate });
      for (const basePath of paths) domain.addBasePathMapping(prod, { basePath });
      return resourcesOf(templateOf(app, stack), 'AWS::ApiGateway::BasePathMapping').map(({ id }) => id);
    };
    expect(idsOf(['c', 'a'])).toEqual([idsOf(['a', 'b', 'c'])[2], idsOf(['a', 'b', 'c'])[0]]);
  });

  test('maps stages to a domain of another stack, from either stack', () => {
    const { app, stack, certificate } = pets();
    const domain = new DomainName(stack, 'Domain', { domainName: 'api.example.com', certificate });
    const other = new Stack(app, 'Other', { env: { region: 'eu-west-1' } });
    const api = new RestApi(other, 'Orders');
    api.get('/', new MockIntegration());
    new BasePathMapping(other, 'Mapping', { domain, stage: api.addStage('prod'), basePath: 'orders' });
    const { Properties } = resourceOf(templateOf(app, other), 'AWS::ApiGateway::BasePathMapping');
    expect(JSON.stringify(Properties.DomainName)).toContain('Fn::ImportValue');
  });

  test.each<[mistake: string, code: string, map: (domain: DomainName, made: Pets) => void]>([
    ['a slash before', 'base-path-invalid', (domain, { prod }) => domain.addBasePathMapping(prod, { basePath: '/v1' })],
    ['a slash behind', 'base-path-invalid', (domain, { prod }) => domain.addBasePathMapping(prod, { basePath: 'v1/' })],
    ['nothing', 'base-path-invalid', (domain, { prod }) => domain.addBasePathMapping(prod, { basePath: '' })],
    ['a space', 'base-path-invalid', (domain, { prod }) => domain.addBasePathMapping(prod, { basePath: 'v 1' })],
    [
      'a stage in a path of several levels',
      'base-path-levels',
      (domain, { prod }) => domain.addBasePathMapping(prod, { basePath: 'v1/x', stageInPath: true }),
    ],
    [
      'a path twice',
      'base-path-taken',
      (domain, { stack, prod }) => {
        domain.addBasePathMapping(prod, { basePath: 'v1' });
        new BasePathMapping(stack, 'Mapping', { domain, stage: prod, basePath: 'v1' });
      },
    ],
    [
      'several levels at the edge',
      'base-path-levels',
      (_domain, { stack, prod }) =>
        new DomainName(stack, 'Edge', {
          domainName: 'edge.example.com',
          certificate: certificateIn(stack, 'us-east-1'),
          endpointType: 'EDGE',
        }).addBasePathMapping(prod, { basePath: 'v1/x' }),
    ],
    [
      'several levels with TLS 1.0',
      'base-path-levels',
      (_domain, { stack, certificate, prod }) =>
        new DomainName(stack, 'Old', {
          domainName: 'old.example.com',
          certificate,
          securityPolicy: 'TLS_1_0',
        }).addBasePathMapping(prod, { basePath: 'v1/x' }),
    ],
  ])('refuses %s: %s', (_mistake, code, map) => {
    const made = pets();
    const { stack, certificate } = made;
    const domain = new DomainName(stack, 'Domain', { domainName: 'api.example.com', certificate });
    expect(() => map(domain, made)).toThrow(expect.objectContaining({ code }) as Error);
  });
});

describe('BasePathMapping', () => {
  test.each<[options: BasePathMappingOptions, url: string]>([
    [{}, 'https://late.example.com/pets/1'],
    [{ basePath: 'v1' }, 'https://late.example.com/v1/pets/1'],
    [{ basePath: 'v1/all' }, 'https://late.example.com/v1/all/pets/1'],
    [{ basePath: 'v1', stageInPath: true }, 'https://late.example.com/v1/prod/pets/1'],
  ])('with %j gives methods their URL', (options, url) => {
    const { stack, prod, api, certificate } = pets();
    const domain = new DomainName(stack, 'Domain', { domainName: 'late.example.com', certificate });
    const getPet = api.get('/pets/{petId}', new MockIntegration());
    const mapping = domain.addBasePathMapping(prod, options);
    const printed = stack.resolve(getPet.urlFor({ petId: '1' }, { stage: mapping })) as {
      'Fn::Join': [string, (string | { Ref: string })[]];
    };
    const parts = printed['Fn::Join'][1].map((part) =>
      typeof part === 'string' ? part : part.Ref.startsWith('Domain') ? 'late.example.com' : 'prod',
    );
    expect(parts.join('')).toBe(url);
  });
});

describe('DomainName with mutual TLS', () => {
  test.each<[disabled: boolean, warnings: number]>([
    [false, 2],
    [true, 0],
  ])(
    'warns of stages that clients reach past it; default endpoint disabled: %s',
    (disableExecuteApiEndpoint, warnings) => {
      const { app, stack, certificate } = pets();
      const api = new RestApi(stack, 'Orders', { disableExecuteApiEndpoint });
      api.get('/', new MockIntegration());
      const mutualTls = { bucket: Bucket.fromBucketName(stack, 'Bucket', 'trust'), key: 'authorities.pem' };
      const domain = new DomainName(stack, 'Domain', { domainName: 'api.example.com', certificate, mutualTls });
      domain.addBasePathMapping(api.addStage('prod'));
      domain.addRoutingRule('Beta', { priority: 1, stage: api.addStage('beta') });
      const messages = app
        .synth()
        .getStackArtifact(stack.artifactId)
        .messages.map(({ entry }) => entry.data as string);
      expect(messages.filter((message) => message.includes('mutual-tls-bypassed'))).toHaveLength(warnings);
    },
  );
});

describe('DomainName.fromDomainNameAttributes()', () => {
  test('takes mappings, rules and records', () => {
    const { app, stack, prod, zone } = pets();
    const domain = DomainName.fromDomainNameAttributes(stack, 'Domain', {
      domainName: 'api.example.com',
      domainNameAliasTarget: 'd-abc.execute-api.eu-west-1.amazonaws.com',
      domainNameAliasHostedZoneId: 'ZLJJ',
    });
    domain.addBasePathMapping(prod, { basePath: 'v1' });
    domain.addRoutingRule('Beta', { priority: 1, stage: prod });
    domain.addAliasRecord(zone);
    const template = templateOf(app, stack);
    expect(resourceOf(template, 'AWS::ApiGateway::BasePathMapping').Properties.DomainName).toBe('api.example.com');
    expect(JSON.stringify(resourceOf(template, 'AWS::ApiGatewayV2::RoutingRule').Properties.DomainNameArn)).toContain(
      ':apigateway:eu-west-1::/domainnames/api.example.com',
    );
    expect(resourceOf(template, 'AWS::Route53::RecordSet').Properties.AliasTarget).toEqual({
      DNSName: 'd-abc.execute-api.eu-west-1.amazonaws.com',
      HostedZoneId: 'ZLJJ',
      EvaluateTargetHealth: false,
    });
  });
});

test('a DomainName is the target of records of aws-cdk-lib', () => {
  const { app, stack, certificate, zone } = pets();
  const domain = new DomainName(stack, 'Domain', { domainName: 'api.example.com', certificate });
  new ARecord(stack, 'Record', { zone, target: RecordTarget.fromAlias(new ApiGatewayDomain(domain)) });
  const template = templateOf(app, stack);
  expect(resourceOf(template, 'AWS::Route53::RecordSet').Properties.AliasTarget).toEqual({
    DNSName: { 'Fn::GetAtt': [resourceOf(template, DOMAIN).id, 'RegionalDomainName'] },
    HostedZoneId: { 'Fn::GetAtt': [resourceOf(template, DOMAIN).id, 'RegionalHostedZoneId'] },
  });
});

test('Stage.addDomainName() makes a domain that serves the stage', () => {
  const { app, stack, certificate, prod, zone } = pets();
  prod.addDomainName('Domain', { domainName: 'api.example.com', certificate, basePath: 'v1' }).addAliasRecord(zone);
  const template = templateOf(app, stack);
  expect(resourceOf(template, 'AWS::ApiGateway::BasePathMapping').Properties).toEqual({
    DomainName: { Ref: resourceOf(template, DOMAIN).id },
    RestApiId: { Ref: resourceOf(template, 'AWS::ApiGateway::RestApi').id },
    Stage: { Ref: resourceOf(template, 'AWS::ApiGateway::Stage').id },
    BasePath: 'v1',
  });
});
