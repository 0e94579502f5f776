import { describe, expect, test } from 'vitest';

import type { Json } from '../../../../lib/model/json.js';
import { expand, restApi, type Expanded } from '../expand.js';
import type { JsonMap } from '../read-template.js';

const NAMED = { DomainName: 'api.example.com', CertificateArn: 'arn:cert' };
/** Ten digits of the SHA-1 of the name. */
const ID = 'ApiGatewayDomainName1bc412bb08';

function rest(domain: JsonMap): Expanded {
  return expand({ Api: restApi({ DefinitionBody: { swagger: '2.0', paths: {} }, Domain: { ...NAMED, ...domain } }) });
}

describe('Domain of a REST API', () => {
  test.each<[domain: JsonMap, expected: JsonMap]>([
    [{}, { RegionalCertificateArn: 'arn:cert', EndpointConfiguration: { Types: ['REGIONAL'] } }],
    [
      { EndpointConfiguration: 'EDGE', SecurityPolicy: 'TLS_1_2' },
      { CertificateArn: 'arn:cert', EndpointConfiguration: { Types: ['EDGE'] }, SecurityPolicy: 'TLS_1_2' },
    ],
    [
      { MutualTlsAuthentication: { TruststoreUri: 's3://b/k' }, OwnershipVerificationCertificateArn: 'arn:own' },
      {
        RegionalCertificateArn: 'arn:cert',
        EndpointConfiguration: { Types: ['REGIONAL'] },
        MutualTlsAuthentication: { TruststoreUri: 's3://b/k' },
        OwnershipVerificationCertificateArn: 'arn:own',
      },
    ],
  ])('%j', (domain, expected) => {
    expect(rest(domain).only('AWS::ApiGateway::DomainName')).toEqual({ DomainName: 'api.example.com', ...expected });
  });

  test.each<
    [paths: Json | undefined, normalize: boolean | undefined, expected: Readonly<Record<string, string | undefined>>]
  >([
    [undefined, undefined, { ApiBasePathMapping: undefined }],
    ['/v-1', undefined, { Apiv1BasePathMapping: 'v1' }],
    [['/v-1', 'two'], undefined, { Apiv1BasePathMapping: 'v1', ApitwoBasePathMapping: 'two' }],
    ['v-1', false, { Apiv1BasePathMapping: 'v-1' }],
  ])('base paths %j, normalized %s, are the mappings %j', (BasePath, NormalizeBasePath, expected) => {
    const expanded = rest({
      ...(BasePath !== undefined && { BasePath }),
      ...(NormalizeBasePath !== undefined && { NormalizeBasePath }),
    });
    const ids = expanded.ids('AWS::ApiGateway::BasePathMapping');
    expect(Object.fromEntries(ids.map((id) => [id, expanded.get(id).Properties.BasePath]))).toEqual(expected);
    for (const id of ids)
      expect(expanded.get(id).Properties).toMatchObject({
        RestApiId: { Ref: 'Api' },
        Stage: { Ref: 'ApiprodStage' },
        DomainName: { Ref: expanded.ids('AWS::ApiGateway::DomainName')[0] },
      });
  });

  test('has a logical id that its name makes', () => {
    expect(rest({}).ids('AWS::ApiGateway::DomainName')).toEqual([ID]);
    expect(rest({ DomainName: 'other.example.com' }).ids('AWS::ApiGateway::DomainName')).not.toEqual([ID]);
  });

  test.each<[domain: JsonMap, target: (id: string) => JsonMap]>([
    [
      { Route53: { HostedZoneId: 'Z', EvaluateTargetHealth: true } },
      (id) => ({
        EvaluateTargetHealth: true,
        HostedZoneId: { 'Fn::GetAtt': [id, 'RegionalHostedZoneId'] },
        DNSName: { 'Fn::GetAtt': [id, 'RegionalDomainName'] },
      }),
    ],
    [
      { EndpointConfiguration: 'EDGE', Route53: { HostedZoneName: 'example.com.' } },
      (id) => ({ HostedZoneId: 'Z2FDTNDATAQYW2', DNSName: { 'Fn::GetAtt': [id, 'DistributionDomainName'] } }),
    ],
  ])('%j makes DNS records', (domain, target) => {
    const expanded = rest(domain);
    const id = expanded.ids('AWS::ApiGateway::DomainName')[0] ?? '';
    expect(expanded.only('AWS::Route53::RecordSetGroup').RecordSets).toEqual([
      { Name: 'api.example.com', Type: 'A', AliasTarget: target(id) },
    ]);
  });

  test('shares the record sets of a zone with other domains', () => {
    const Route53 = { HostedZoneId: 'Z', IpV6: true, SetIdentifier: 's', Region: 'r' };
    const domain = (DomainName: string): JsonMap =>
      restApi({ DefinitionBody: { swagger: '2.0', paths: {} }, Domain: { ...NAMED, DomainName, Route53 } });
    const records = expand({ A: domain('a.example.com'), B: domain('b.example.com') }).only(
      'AWS::Route53::RecordSetGroup',
    );
    expect(records.RecordSets).toMatchObject(
      ['a', 'b'].flatMap((name) =>
        ['A', 'AAAA'].map((Type) => ({ Name: `${name}.example.com`, Type, SetIdentifier: 's', Region: 'r' })),
      ),
    );
  });

  test('that is private is one of the second kind', () => {
    const expanded = rest({
      EndpointConfiguration: 'PRIVATE',
      Policy: { Statement: [] },
      AccessAssociation: { VpcEndpointId: 'vpce-1' },
    });
    const [id = ''] = expanded.ids('AWS::ApiGateway::DomainNameV2');
    expect(expanded.get(id).Properties).toEqual({
      DomainName: 'api.example.com',
      CertificateArn: 'arn:cert',
      EndpointConfiguration: { Types: ['PRIVATE'] },
      Policy: { Statement: [] },
    });
    expect(expanded.only('AWS::ApiGateway::BasePathMappingV2')).toMatchObject({ DomainNameArn: { Ref: id } });
    expect(expanded.only('AWS::ApiGateway::DomainNameAccessAssociation')).toEqual({
      DomainNameArn: { Ref: id },
      AccessAssociationSourceType: 'VPCE',
      AccessAssociationSource: 'vpce-1',
    });
  });

  test.each<JsonMap>([
    { CertificateArn: null },
    { EndpointConfiguration: 'LOCAL' },
    { MutualTlsAuthentication: { Uri: 'x' } },
    { BasePath: [1] },
    { Route53: {} },
  ])('%j is refused', (domain) => {
    expect(rest(domain).diagnostics).toMatchObject([{ code: 'invalid-value', place: { element: 'Api' } }]);
  });
});
