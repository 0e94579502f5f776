import type { Translation } from '../translation.js';
import { ref } from '../values/intrinsics.js';
import { InvalidDefinition, requireMap } from '../values/invalid-definition.js';
import { hashedLogicalId } from '../values/logical-id.js';
import { isTruthy, mapOf, stringOf, type SamMap } from '../values/sam-value.js';
import { mutualTls, readDomain, type Domain } from './domain.js';
import { sideResource, type GeneratedResource } from './generated-resource.js';
import { recordSetGroup } from './record-sets.js';
import type { SamResource } from './sam-resource.js';

type RestDomain = Domain<'EDGE' | 'REGIONAL' | 'PRIVATE'>;

/**
 * The custom domain of a REST API: the domain, a mapping for each base path, DNS records, and for a private domain the
 * association with its VPC endpoint.
 *
 * Documented: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-domainconfiguration.html
 */
export function expandDomain({ recordSetGroups }: Translation, sam: SamResource): GeneratedResource[] {
  const domain = readDomain(sam.properties, ['EDGE', 'REGIONAL', 'PRIVATE']);
  if (domain === undefined) return [];
  const { name, endpoint, property } = domain;
  const isPrivate = endpoint === 'PRIVATE';
  const resource = isPrivate ? privateDomain(sam, domain) : publicDomain(sam, domain);
  const targetId = isPrivate ? (stringOf(name) ?? resource.logicalId) : resource.logicalId;
  return [
    resource,
    ...basePathMappings(sam, domain, resource),
    ...recordSetGroup(recordSetGroups, sam, property, { name, targetId, endpoint }),
    ...(isPrivate ? accessAssociation(sam, property, resource) : []),
  ];
}

function publicDomain(sam: SamResource, { name, certificate, endpoint, property }: RestDomain): GeneratedResource {
  const logicalId = hashedLogicalId('ApiGatewayDomainName', name);
  return sideResource(sam, logicalId, 'AWS::ApiGateway::DomainName')
    .set('DomainName', name)
    .set(endpoint === 'REGIONAL' ? 'RegionalCertificateArn' : 'CertificateArn', certificate)
    .set('EndpointConfiguration', endpointConfiguration(property, endpoint))
    .set('MutualTlsAuthentication', mutualTls(property))
    .copyTrue(property, ['SecurityPolicy', 'EndpointAccessMode', 'OwnershipVerificationCertificateArn']);
}

function privateDomain(sam: SamResource, { name, certificate, endpoint, property }: RestDomain): GeneratedResource {
  const logicalId = hashedLogicalId('ApiGatewayDomainNameV2', name);
  return sideResource(sam, logicalId, 'AWS::ApiGateway::DomainNameV2')
    .set('DomainName', name)
    .set('CertificateArn', certificate)
    .set('EndpointConfiguration', endpointConfiguration(property, endpoint))
    .copyTrue(property, ['SecurityPolicy', 'EndpointAccessMode', 'Policy']);
}

function endpointConfiguration(property: SamMap, endpoint: string): SamMap {
  return mapOf({ Types: [endpoint], IpAddressType: property.getTrue('IpAddressType') });
}

function accessAssociation(sam: SamResource, property: SamMap, domain: GeneratedResource): GeneratedResource[] {
  const given = property.get('AccessAssociation') ?? undefined;
  if (given === undefined) return [];
  const endpoint = requireMap(given, 'Domain.AccessAssociation').get('VpcEndpointId') ?? null;
  const logicalId = hashedLogicalId('DomainNameAccessAssociation', [endpoint, domain.logicalId]);
  return [
    sideResource(sam, logicalId, 'AWS::ApiGateway::DomainNameAccessAssociation')
      .set('DomainNameArn', domain.ref)
      .set('AccessAssociationSourceType', 'VPCE')
      .set('AccessAssociationSource', endpoint),
  ];
}

/** A mapping for each base path, or one for the root; symbols are left out unless `NormalizeBasePath` is false. */
function basePathMappings(
  sam: SamResource,
  { endpoint, property }: RestDomain,
  domain: GeneratedResource,
): GeneratedResource[] {
  const isPrivate = endpoint === 'PRIVATE';
  const isNormalized = isTruthy(property.get('NormalizeBasePath') ?? true);
  return readBasePaths(property).map((path) => {
    const letters = path?.replace(/[^\p{L}\p{N}]/gu, '');
    const logicalId = `${sam.logicalId}${letters ?? ''}BasePathMapping`;
    const type = isPrivate ? 'AWS::ApiGateway::BasePathMappingV2' : 'AWS::ApiGateway::BasePathMapping';
    return sideResource(sam, logicalId, type)
      .set(isPrivate ? 'DomainNameArn' : 'DomainName', domain.ref)
      .set('RestApiId', ref(sam.logicalId))
      .set('Stage', ref(`${sam.logicalId}.Stage`))
      .set('BasePath', isNormalized ? letters : path);
  });
}

function readBasePaths(property: SamMap): (string | undefined)[] {
  const value = property.getTrue('BasePath');
  if (typeof value === 'string') return [value];
  if (!Array.isArray(value)) return [undefined];
  return value.map((path) => {
    if (typeof path === 'string') return path;
    throw new InvalidDefinition('A base path must be a string', 'Domain.BasePath');
  });
}
