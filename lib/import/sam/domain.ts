import { Dictionary, type SamValue } from './dictionary.js';
import { GeneratedResource } from './generated-resource.js';
import { ref } from './intrinsics.js';
import { InvalidDefinition } from './invalid-definition.js';
import { hashedLogicalId } from './logical-id.js';
import { recordSetGroup } from './record-sets.js';
import { isTruthy } from './sam-value.js';
import { charactersOf, isText, mapText, textOf, type Text } from './text.js';
import { passedOnAttributes, type SamResource, type Translation } from './translation.js';

/**
 * The custom domain of a REST API: the domain, a mapping for each base path, DNS records, and for a private domain the
 * association with its VPC endpoint. Defaults are written back into the property, which the deployment's id hashes.
 *
 * Documented: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-domainconfiguration.html
 */
export function expandDomain(translation: Translation, sam: SamResource): GeneratedResource[] {
  const property = sam.properties.get('Domain') ?? null;
  if (property === null) return [];
  if (!(property instanceof Dictionary)) throw new InvalidDefinition('Cannot read Domain: it is no map', 'Domain');
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

function readDomain(property: Dictionary): Domain {
  const name = property.get('DomainName') ?? null;
  const certificate = property.get('CertificateArn') ?? null;
  const endpoint = textOf(property.get('EndpointConfiguration') ?? 'REGIONAL');
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
  property: Dictionary,
  domain: Domain,
): GeneratedResource[] {
  const attributes = passedOnAttributes(sam.resource);
  const logicalId = hashedLogicalId('ApiGatewayDomainName', domain.name);
  property.set('ApiDomainName', logicalId);
  if ((property.get('EndpointConfiguration') ?? null) === null) property.set('EndpointConfiguration', 'REGIONAL');
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
  property: Dictionary,
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
  const routed = { name: domain.name, targetId: textOf(domain.name) ?? logicalId, endpoint: domain.endpoint };
  const group = recordSetGroup(translation.recordSetGroups, property.get('Route53'), routed, attributes);
  const association = accessAssociation(property, logicalId, attributes);
  return [resource, ...mappings, ...[group, association].filter((made) => made !== undefined)];
}

function endpointConfiguration(property: Dictionary, domain: Domain): Dictionary {
  return Dictionary.of({ Types: [domain.endpoint], IpAddressType: trueMember(property, 'IpAddressType') });
}

function accessAssociation(
  property: Dictionary,
  domainId: string,
  attributes: Dictionary,
): GeneratedResource | undefined {
  const association = property.get('AccessAssociation') ?? null;
  if (association === null) return undefined;
  if (!(association instanceof Dictionary))
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
  property: Dictionary,
  type: string,
  domainProperty: string,
  domain: SamValue,
): GeneratedResource[] {
  const paths: (Text | undefined)[] = readBasePaths(property);
  const isNormalized = isTruthy(property.get('NormalizeBasePath') ?? true);
  return paths.map((path) => {
    const letters = path === undefined ? '' : charactersOf(path).replace(/[^\p{L}\p{N}]/gu, '');
    const logicalId = `${charactersOf(sam.logicalId)}${letters}BasePathMapping`;
    const mapping = new GeneratedResource(logicalId, type, passedOnAttributes(sam.resource))
      .set(domainProperty, domain)
      .set('RestApiId', ref(sam.logicalId))
      .set('Stage', ref(mapText(sam.logicalId, (id) => `${id}.Stage`)));
    return path === undefined ? mapping : mapping.set('BasePath', isNormalized ? letters : path);
  });
}

function readBasePaths(property: Dictionary): (Text | undefined)[] {
  const value = property.get('BasePath');
  if (!isTruthy(value)) return [undefined];
  if (isText(value)) return [value];
  if (!Array.isArray(value)) return [undefined];
  return value.map((path) => {
    if (isText(path)) return path;
    throw new InvalidDefinition('Cannot map the domain: a base path is a text', 'Domain.BasePath');
  });
}

/** The truststore of mutual TLS, with nothing but its place and version. */
export function mutualTls(property: Dictionary): Dictionary | undefined {
  const settings = property.get('MutualTlsAuthentication');
  if (!isTruthy(settings)) return undefined;
  const known = ['TruststoreUri', 'TruststoreVersion'];
  if (!(settings instanceof Dictionary) || settings.keys().some((key) => !known.includes(charactersOf(key))))
    throw new InvalidDefinition(
      `Cannot ask for client certificates: MutualTlsAuthentication is a map of ${known.join(' and ')}`,
      'Domain.MutualTlsAuthentication',
    );
  return Dictionary.of({
    TruststoreUri: trueMember(settings, 'TruststoreUri'),
    TruststoreVersion: trueMember(settings, 'TruststoreVersion'),
  });
}

/** A member that counts only when it says something. */
export function trueMember(property: Dictionary, name: string): SamValue | undefined {
  const value = property.get(name);
  return isTruthy(value) ? value : undefined;
}
