import { passedOnAttributes, type SamResource, type Translation } from '../translation.js';
import { ref } from '../values/intrinsics.js';
import { InvalidDefinition } from '../values/invalid-definition.js';
import { hashedLogicalId } from '../values/logical-id.js';
import { SamMap, mapOf, stringOf, isTruthy, type SamValue } from '../values/sam-value.js';
import { GeneratedResource } from './generated-resource.js';
import { recordSetGroup } from './record-sets.js';

/**
 * The custom domain of a REST API: the domain, a mapping for each base path, DNS records, and for a private domain the
 * association with its VPC endpoint.
 *
 * Documented: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-domainconfiguration.html
 */
export function expandDomain(translation: Translation, sam: SamResource): GeneratedResource[] {
  const property = sam.properties.get('Domain') ?? null;
  if (property === null) return [];
  if (!(property instanceof SamMap)) throw new InvalidDefinition('Cannot read Domain: it is no map', 'Domain');
  const domain = readDomain(property);
  return domain.endpoint === 'PRIVATE'
    ? expandPrivateDomain(translation, sam, property, domain)
    : expandPublicDomain(translation, sam, property, domain);
}

interface Domain {
  readonly name: SamValue;
  readonly certificate: SamValue;
  readonly endpoint: 'EDGE' | 'REGIONAL' | 'PRIVATE';
}

function readDomain(property: SamMap): Domain {
  const name = property.get('DomainName') ?? null;
  const certificate = property.get('CertificateArn') ?? null;
  const endpoint = stringOf(property.get('EndpointConfiguration') ?? 'REGIONAL');
  if (name === null || certificate === null)
    throw new InvalidDefinition('Cannot make the domain: it needs DomainName and CertificateArn', 'Domain');
  if (endpoint !== 'EDGE' && endpoint !== 'REGIONAL' && endpoint !== 'PRIVATE')
    throw new InvalidDefinition(
      'Cannot make the domain: its EndpointConfiguration is EDGE, REGIONAL or PRIVATE',
      'Domain',
    );
  return { name, certificate, endpoint };
}

function expandPublicDomain(
  translation: Translation,
  sam: SamResource,
  property: SamMap,
  domain: Domain,
): GeneratedResource[] {
  const attributes = passedOnAttributes(sam.resource);
  const logicalId = hashedLogicalId('ApiGatewayDomainName', domain.name);
  const resource = new GeneratedResource(logicalId, 'AWS::ApiGateway::DomainName', attributes)
    .set('DomainName', domain.name)
    .set(domain.endpoint === 'REGIONAL' ? 'RegionalCertificateArn' : 'CertificateArn', domain.certificate)
    .set('EndpointConfiguration', endpointConfiguration(property, domain))
    .set('MutualTlsAuthentication', mutualTls(property))
    .set('SecurityPolicy', trueMember(property, 'SecurityPolicy'))
    .set('EndpointAccessMode', trueMember(property, 'EndpointAccessMode'))
    .set('OwnershipVerificationCertificateArn', trueMember(property, 'OwnershipVerificationCertificateArn'));
  const mappings = basePathMappings(sam, property, 'AWS::ApiGateway::BasePathMapping', 'DomainName', resource.ref);
  const routed = { name: domain.name, targetId: logicalId, endpoint: domain.endpoint };
  const group = recordSetGroup(translation.recordSetGroups, property.get('Route53'), routed, attributes);
  return [resource, ...mappings, ...(group === undefined ? [] : [group])];
}

function expandPrivateDomain(
  translation: Translation,
  sam: SamResource,
  property: SamMap,
  domain: Domain,
): GeneratedResource[] {
  const attributes = passedOnAttributes(sam.resource);
  const logicalId = hashedLogicalId('ApiGatewayDomainNameV2', domain.name);
  const resource = new GeneratedResource(logicalId, 'AWS::ApiGateway::DomainNameV2', attributes)
    .set('DomainName', domain.name)
    .set('CertificateArn', domain.certificate)
    .set('EndpointConfiguration', endpointConfiguration(property, domain))
    .set('SecurityPolicy', trueMember(property, 'SecurityPolicy'))
    .set('EndpointAccessMode', trueMember(property, 'EndpointAccessMode'))
    .set('Policy', trueMember(property, 'Policy'));
  const mappings = basePathMappings(sam, property, 'AWS::ApiGateway::BasePathMappingV2', 'DomainNameArn', resource.ref);
  const routed = { name: domain.name, targetId: stringOf(domain.name) ?? logicalId, endpoint: domain.endpoint };
  const group = recordSetGroup(translation.recordSetGroups, property.get('Route53'), routed, attributes);
  const association = accessAssociation(property, logicalId, attributes);
  return [resource, ...mappings, ...[group, association].filter((made) => made !== undefined)];
}

function endpointConfiguration(property: SamMap, domain: Domain): SamMap {
  return mapOf({ Types: [domain.endpoint], IpAddressType: trueMember(property, 'IpAddressType') });
}

function accessAssociation(property: SamMap, domainId: string, attributes: SamMap): GeneratedResource | undefined {
  const association = property.get('AccessAssociation') ?? null;
  if (association === null) return undefined;
  if (!(association instanceof SamMap))
    throw new InvalidDefinition('Cannot associate the domain: AccessAssociation is no map', 'Domain.AccessAssociation');
  const endpoint = association.get('VpcEndpointId') ?? null;
  return new GeneratedResource(
    hashedLogicalId('DomainNameAccessAssociation', [endpoint, domainId]),
    'AWS::ApiGateway::DomainNameAccessAssociation',
    attributes,
  )
    .set('DomainNameArn', ref(domainId))
    .set('AccessAssociationSourceType', 'VPCE')
    .set('AccessAssociationSource', endpoint);
}

/** A mapping for each base path, or one for the root; symbols are left out unless `NormalizeBasePath` is false. */
function basePathMappings(
  sam: SamResource,
  property: SamMap,
  type: string,
  domainProperty: string,
  domain: SamValue,
): GeneratedResource[] {
  const paths: (string | undefined)[] = readBasePaths(property);
  const isNormalized = isTruthy(property.get('NormalizeBasePath') ?? true);
  return paths.map((path) => {
    const letters = path === undefined ? '' : path.replace(/[^\p{L}\p{N}]/gu, '');
    const logicalId = `${sam.logicalId}${letters}BasePathMapping`;
    const mapping = new GeneratedResource(logicalId, type, passedOnAttributes(sam.resource))
      .set(domainProperty, domain)
      .set('RestApiId', ref(sam.logicalId))
      .set('Stage', ref(`${sam.logicalId}.Stage`));
    return path === undefined ? mapping : mapping.set('BasePath', isNormalized ? letters : path);
  });
}

function readBasePaths(property: SamMap): (string | undefined)[] {
  const value = property.get('BasePath');
  if (!isTruthy(value)) return [undefined];
  if (typeof value === 'string') return [value];
  if (!Array.isArray(value)) return [undefined];
  return value.map((path) => {
    if (typeof path === 'string') return path;
    throw new InvalidDefinition('Cannot map the domain: a base path is a text', 'Domain.BasePath');
  });
}

/** The truststore of mutual TLS, with nothing but its place and version. */
export function mutualTls(property: SamMap): SamMap | undefined {
  const settings = property.get('MutualTlsAuthentication');
  if (!isTruthy(settings)) return undefined;
  const known = ['TruststoreUri', 'TruststoreVersion'];
  if (!(settings instanceof SamMap) || [...settings.keys()].some((key) => !known.includes(key)))
    throw new InvalidDefinition(
      `Cannot ask for client certificates: MutualTlsAuthentication is a map of ${known.join(' and ')}`,
      'Domain.MutualTlsAuthentication',
    );
  return mapOf({
    TruststoreUri: trueMember(settings, 'TruststoreUri'),
    TruststoreVersion: trueMember(settings, 'TruststoreVersion'),
  });
}

/** A member that counts only when it says something. */
export function trueMember(property: SamMap, name: string): SamValue | undefined {
  const value = property.get(name);
  return isTruthy(value) ? value : undefined;
}
