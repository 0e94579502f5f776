import { passedOnAttributes, type SamResource, type Translation } from '../translation.js';
import { ref } from '../values/intrinsics.js';
import { InvalidDefinition } from '../values/invalid-definition.js';
import { hashedLogicalId } from '../values/logical-id.js';
import { SamMap, mapOf, stringOf, isTruthy, type SamValue } from '../values/sam-value.js';
import { mutualTls, trueMember } from './domain.js';
import { GeneratedResource } from './generated-resource.js';
import { recordSetGroup } from './record-sets.js';

/**
 * The custom domain of an HTTP or WebSocket API: the domain, a mapping for each base path and DNS records.
 *
 * Documented: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-httpapi-httpapidomainconfiguration.html
 *
 * @param createdBy the tag that the translator leaves on the domain
 */
export function expandHttpDomain(
  groups: Translation['recordSetGroups'],
  sam: SamResource,
  createdBy: string,
): GeneratedResource[] {
  const property = sam.properties.get('Domain') ?? null;
  if (property === null) return [];
  if (!(property instanceof SamMap)) throw new InvalidDefinition('Cannot read Domain: it is no map', 'Domain');
  const name = property.get('DomainName') ?? null;
  const certificate = property.get('CertificateArn') ?? null;
  if (name === null || certificate === null)
    throw new InvalidDefinition('Cannot make the domain: it needs DomainName and CertificateArn', 'Domain');
  if ((property.get('EndpointConfiguration') ?? 'REGIONAL') !== 'REGIONAL')
    throw new InvalidDefinition('Cannot make the domain: its EndpointConfiguration is REGIONAL', 'Domain');
  const attributes = passedOnAttributes(sam.resource);
  const logicalId = hashedLogicalId('ApiGatewayDomainNameV2', name);
  const configuration = mapOf({
    CertificateArn: certificate,
    EndpointType: 'REGIONAL',
    OwnershipVerificationCertificateArn: trueMember(property, 'OwnershipVerificationCertificateArn'),
    SecurityPolicy: trueMember(property, 'SecurityPolicy'),
  });
  const domain = new GeneratedResource(logicalId, 'AWS::ApiGatewayV2::DomainName', attributes)
    .set('DomainName', name)
    .set('DomainNameConfigurations', [configuration])
    .set('MutualTlsAuthentication', mutualTls(property))
    .set('Tags', mapOf({ [createdBy]: 'SAM' }));
  const routed = { name, targetId: logicalId, endpoint: 'REGIONAL' } as const;
  const group = recordSetGroup(groups, property.get('Route53'), routed, attributes);
  return [domain, ...apiMappings(sam, property, logicalId), ...(group === undefined ? [] : [group])];
}

function apiMappings(sam: SamResource, property: SamMap, domainId: string): GeneratedResource[] {
  return readBasePaths(property.get('BasePath')).map((path) => {
    const logicalId = `${sam.logicalId}${path?.replace(/[-_/]+/g, '') ?? ''}ApiMapping`;
    return new GeneratedResource(logicalId, 'AWS::ApiGatewayV2::ApiMapping', passedOnAttributes(sam.resource))
      .set('DomainName', ref(domainId))
      .set('ApiId', ref(sam.logicalId))
      .set('Stage', ref(`${sam.logicalId}.Stage`))
      .set('ApiMappingKey', path?.replace(/^\/+|\/+$/g, ''));
  });
}

function readBasePaths(value: SamValue | undefined): (string | undefined)[] {
  if (!isTruthy(value) || !(typeof value === 'string' || Array.isArray(value))) return [undefined];
  return (Array.isArray(value) ? value : [value]).map((path) => {
    const text = stringOf(path);
    if (text !== undefined && /^[0-9a-zA-Z/_-]*$/.test(text)) return text;
    throw new InvalidDefinition(
      'Cannot map the domain: a base path has letters, digits, slash, - and _',
      'Domain.BasePath',
    );
  });
}
