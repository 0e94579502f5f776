import { InterfaceVpcEndpoint, InterfaceVpcEndpointAwsService, Vpc, type IVPCEndpointRef } from 'aws-cdk-lib/aws-ec2';
import { AccountPrincipal, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { describe, expect, test } from 'vitest';
import { PrivateDomainName, type PrivateDomainNameProps } from '../../../../lib/index.js';
import { resourceOf, resourcesOf, templateOf } from '../../synthesize.js';
import { pets, type Pets } from './pets.js';

const DOMAIN = 'AWS::ApiGateway::DomainNameV2';

function endpointOf({ stack }: Pets): InterfaceVpcEndpoint {
  const vpc = new Vpc(stack, 'Vpc');
  return new InterfaceVpcEndpoint(stack, 'Endpoint', { vpc, service: InterfaceVpcEndpointAwsService.APIGATEWAY });
}

function domainOf({ stack, certificate }: Pets, props: Partial<PrivateDomainNameProps> = {}): PrivateDomainName {
  return new PrivateDomainName(stack, 'Domain', { domainName: 'pets.internal.example.com', certificate, ...props });
}

describe('new PrivateDomainName()', () => {
  test('makes a domain that one VPC endpoint reaches', () => {
    const made = pets();
    const endpoint = endpointOf(made);
    const domain = domainOf(made);
    domain.grantInvokeFromVpcEndpointsOnly([endpoint]);
    domain.addAccessAssociation(endpoint);
    domain.addBasePathMapping(made.prod, { basePath: 'v1' });
    domain.addRoutingRule('Rule', { priority: 1, stage: made.prod });
    domain.addAliasRecord(made.zone, endpoint);
    const template = templateOf(made.app, made.stack);
    const vpce = { Ref: resourceOf(template, 'AWS::EC2::VPCEndpoint').id };
    const arn = { 'Fn::GetAtt': [resourceOf(template, DOMAIN).id, 'DomainNameArn'] };
    const call = { Action: 'execute-api:Invoke', Principal: { AWS: '*' }, Resource: 'execute-api:/*' };
    expect(resourceOf(template, DOMAIN).Properties).toEqual({
      DomainName: 'pets.internal.example.com',
      CertificateArn: expect.stringContaining('arn:aws:acm') as string,
      EndpointConfiguration: { Types: ['PRIVATE'] },
      RoutingMode: 'ROUTING_RULE_THEN_BASE_PATH_MAPPING',
      Policy: {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', ...call },
          { Effect: 'Deny', ...call, Condition: { StringNotEquals: { 'aws:SourceVpce': [vpce] } } },
        ],
      },
    });
    expect(resourceOf(template, 'AWS::ApiGateway::DomainNameAccessAssociation').Properties).toEqual({
      DomainNameArn: arn,
      AccessAssociationSource: vpce,
      AccessAssociationSourceType: 'VPCE',
    });
    expect(resourceOf(template, 'AWS::ApiGateway::BasePathMappingV2').Properties).toEqual({
      DomainNameArn: arn,
      RestApiId: { Ref: resourceOf(template, 'AWS::ApiGateway::RestApi').id },
      Stage: { Ref: resourceOf(template, 'AWS::ApiGateway::Stage').id },
      BasePath: 'v1',
    });
    expect(resourceOf(template, 'AWS::ApiGatewayV2::RoutingRule').Properties.DomainNameArn).toEqual(arn);
    const entry = { 'Fn::Select': [0, { 'Fn::GetAtt': [vpce.Ref, 'DnsEntries'] }] };
    expect(resourceOf(template, 'AWS::Route53::RecordSet').Properties).toMatchObject({
      Name: 'pets.internal.example.com',
      AliasTarget: {
        HostedZoneId: { 'Fn::Select': [0, { 'Fn::Split': [':', entry] }] },
        DNSName: { 'Fn::Select': [1, { 'Fn::Split': [':', entry] }] },
      },
    });
  });

  test('takes a policy, a security policy and an access mode', () => {
    const made = pets();
    const policy = new PolicyDocument({
      statements: [
        new PolicyStatement({
          principals: [new AccountPrincipal('123456789012')],
          actions: ['execute-api:Invoke'],
          resources: ['execute-api:/*'],
        }),
      ],
    });
    domainOf(made, {
      policy,
      securityPolicy: 'SecurityPolicy_TLS13_1_3_2025_09',
      endpointAccessMode: 'STRICT',
      routingMode: 'BASE_PATH_MAPPING_ONLY',
    });
    const { app, stack } = made;
    const { messages } = app.synth().getStackArtifact(stack.artifactId);
    expect(messages.filter(({ entry }) => (entry.data as string).includes('no policy'))).toEqual([]);
    expect(resourceOf(templateOf(app, stack), DOMAIN).Properties).toMatchObject({
      SecurityPolicy: 'SecurityPolicy_TLS13_1_3_2025_09',
      EndpointAccessMode: 'STRICT',
      RoutingMode: 'BASE_PATH_MAPPING_ONLY',
      Policy: { Statement: [{ Effect: 'Allow' }] },
    });
  });

  test('keeps a policy that several domains have apart from the statements of each, and every VPC endpoint in one denial', () => {
    const made = pets();
    const endpoint = endpointOf(made);
    const policy = new PolicyDocument();
    const domain = domainOf(made, { policy });
    domain.grantInvokeFromVpcEndpointsOnly([endpoint]);
    domain.grantInvokeFromVpcEndpointsOnly([{ vpcEndpointRef: { vpcEndpointId: 'vpce-1' } } as IVPCEndpointRef]);
    expect(policy.isEmpty).toBe(true);
    const template = templateOf(made.app, made.stack);
    const vpce = { Ref: resourceOf(template, 'AWS::EC2::VPCEndpoint').id };
    expect(resourceOf(template, DOMAIN).Properties.Policy).toMatchObject({
      Statement: [
        { Effect: 'Allow' },
        { Effect: 'Deny', Condition: { StringNotEquals: { 'aws:SourceVpce': [vpce, 'vpce-1'] } } },
      ],
    });
  });

  test('warns that a domain without a policy refuses every call', () => {
    const made = pets();
    domainOf(made);
    const { messages } = made.app.synth().getStackArtifact(made.stack.artifactId);
    expect(messages.map(({ entry }) => entry.data as string)).toContainEqual(
      expect.stringContaining('has no policy, so API Gateway refuses every call') as string,
    );
  });

  test.each<[mistake: string, code: string, props: Partial<PrivateDomainNameProps>]>([
    ['a wildcard', 'domain-name-invalid', { domainName: '*.internal.example.com' }],
    [
      'a policy for edge',
      'security-policy-invalid',
      { securityPolicy: 'SecurityPolicy_TLS13_2025_EDGE', endpointAccessMode: 'BASIC' },
    ],
    ['a policy in JSON', 'invalid-policy', { policy: { Version: '2012-10-17' } as unknown as PolicyDocument }],
  ])('refuses %s: %s', (_mistake, code, props) => {
    expect(() => domainOf(pets(), props)).toThrow(expect.objectContaining({ code }) as Error);
  });

  test('refuses a certificate of another Region, and a path of several levels', () => {
    expect(() => domainOf(pets('us-east-1'))).toThrow(expect.objectContaining({ code: 'certificate-region' }) as Error);
    const made = pets();
    expect(() => domainOf(made).addBasePathMapping(made.prod, { basePath: 'v1/x' })).toThrow(
      expect.objectContaining({ code: 'base-path-levels' }) as Error,
    );
  });
});

test('PrivateDomainName.fromDomainNameArn() takes access associations and mappings', () => {
  const made = pets();
  const arn = 'arn:aws:apigateway:eu-west-1:123456789012:/domainnames/pets.internal.example.com+abcd1234';
  const domain = PrivateDomainName.fromDomainNameArn(made.stack, 'Domain', 'pets.internal.example.com', arn);
  domain.addAccessAssociation(endpointOf(made));
  domain.addBasePathMapping(made.prod);
  const template = templateOf(made.app, made.stack);
  expect(
    ['AWS::ApiGateway::DomainNameAccessAssociation', 'AWS::ApiGateway::BasePathMappingV2'].map(
      (type) => resourcesOf(template, type)[0]?.Properties.DomainNameArn,
    ),
  ).toEqual([arn, arn]);
});
