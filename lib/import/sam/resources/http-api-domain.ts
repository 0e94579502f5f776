import type { Translation } from '../translation.js';
import { ref } from '../values/intrinsics.js';
import { InvalidDefinition } from '../values/invalid-definition.js';
import { hashedLogicalId } from '../values/logical-id.js';
import { mapOf, type SamMap, type SamValue } from '../values/sam-value.js';
import { mutualTls, readDomain } from './domain.js';
import { sideResource, type GeneratedResource } from './generated-resource.js';
import { recordSetGroup } from './record-sets.js';
import type { SamResource } from './sam-resource.js';

/**
 * The custom domain of an HTTP or WebSocket API: the domain, a mapping for each base path and DNS records.
 *
 * Documented: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-httpapi-httpapidomainconfiguration.html
 *
 * @param createdBy - the tag that the translator leaves on the domain
 */
export function expandHttpDomain(
  groups: Translation['recordSetGroups'],
  sam: SamResource,
  createdBy: string,
): GeneratedResource[] {
  const domain = readDomain(sam.properties, ['REGIONAL']);
  if (domain === undefined) return [];
  const { name, certificate, endpoint, property } = domain;
  const targetId = hashedLogicalId('ApiGatewayDomainNameV2', name);
  const configuration = mapOf({
    CertificateArn: certificate,
    EndpointType: endpoint,
    OwnershipVerificationCertificateArn: property.getTrue('OwnershipVerificationCertificateArn'),
    SecurityPolicy: property.getTrue('SecurityPolicy'),
  });
  const resource = sideResource(sam, targetId, 'AWS::ApiGatewayV2::DomainName')
    .set('DomainName', name)
    .set('DomainNameConfigurations', [configuration])
    .set('MutualTlsAuthentication', mutualTls(property))
    .set('Tags', mapOf({ [createdBy]: 'SAM' }));
  return [
    resource,
    ...apiMappings(sam, property, resource),
    ...recordSetGroup(groups, sam, property, { name, targetId, endpoint }),
  ];
}

function apiMappings(sam: SamResource, property: SamMap, domain: GeneratedResource): GeneratedResource[] {
  return readBasePaths(property.getTrue('BasePath')).map((path) => {
    const logicalId = `${sam.logicalId}${path?.replace(/[-_/]+/g, '') ?? ''}ApiMapping`;
    return sideResource(sam, logicalId, 'AWS::ApiGatewayV2::ApiMapping')
      .set('DomainName', domain.ref)
      .set('ApiId', ref(sam.logicalId))
      .set('Stage', ref(`${sam.logicalId}.Stage`))
      .set('ApiMappingKey', path?.replace(/^\/+|\/+$/g, ''));
  });
}

function readBasePaths(value: SamValue | undefined): (string | undefined)[] {
  if (typeof value !== 'string' && !Array.isArray(value)) return [undefined];
  return [value].flat().map((path) => {
    if (typeof path === 'string' && /^[0-9a-zA-Z/_-]*$/.test(path)) return path;
    throw new InvalidDefinition('A base path must consist of letters, digits, slash, - and _', 'Domain.BasePath');
  });
}
