import type { Translation } from '../translation.js';
import { getAtt } from '../values/intrinsics.js';
import { InvalidDefinition } from '../values/invalid-definition.js';
import { hashedLogicalId } from '../values/logical-id.js';
import { SamMap, mapOf, isTruthy, firstTrue, type SamValue } from '../values/sam-value.js';
import { GeneratedResource } from './generated-resource.js';

/** A custom domain as far as its DNS records need it. */
export interface RoutedDomain {
  readonly name: SamValue;
  /** The logical id whose attributes say where the domain lives, or the domain's own name for a private one. */
  readonly targetId: string;
  readonly endpoint: 'REGIONAL' | 'EDGE' | 'PRIVATE';
}

/** The hosted zone of CloudFront, the same for every edge-optimized domain. */
const CLOUDFRONT_ZONE = 'Z2FDTNDATAQYW2';

/**
 * The record set group of a domain's `Route53` property; domains in one zone share theirs.
 *
 * Documented: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-route53configuration.html
 */
export function recordSetGroup(
  groups: Translation['recordSetGroups'],
  route53: SamValue | undefined,
  domain: RoutedDomain,
  attributes: SamMap,
): GeneratedResource | undefined {
  if (route53 === undefined || route53 === null) return undefined;
  if (!(route53 instanceof SamMap)) throw new InvalidDefinition('Cannot read Route53: it is no map', 'Domain.Route53');
  const zone = firstTrue(route53.get('HostedZoneId'), route53.get('HostedZoneName'));
  if (zone === undefined)
    throw new InvalidDefinition(
      'Cannot make DNS records: Route53 has neither HostedZoneId nor HostedZoneName',
      'Domain.Route53',
    );
  const isSeparate = isTruthy(route53.get('SeparateRecordSetGroup'));
  const logicalId = hashedLogicalId('RecordSetGroup', isSeparate ? [zone, domain.name] : zone);
  const group = (isSeparate ? undefined : groups.get(logicalId)) ?? newGroup(logicalId, route53, attributes);
  if (!isSeparate) groups.set(logicalId, group);
  group.set('RecordSets', [...(group.properties.getList('RecordSets') ?? []), ...recordSets(route53, domain)]);
  return group;
}

function newGroup(logicalId: string, route53: SamMap, attributes: SamMap): GeneratedResource {
  return new GeneratedResource(logicalId, 'AWS::Route53::RecordSetGroup', attributes)
    .set('HostedZoneId', route53.get('HostedZoneId'))
    .set('HostedZoneName', route53.get('HostedZoneName'));
}

function recordSets(route53: SamMap, domain: RoutedDomain): SamValue[] {
  const types = route53.get('IpV6') === true ? ['A', 'AAAA'] : ['A'];
  return types.map((type) =>
    mapOf({
      Name: domain.name,
      Type: type,
      AliasTarget: aliasTarget(route53, domain),
      Region: route53.get('Region') ?? undefined,
      SetIdentifier: route53.get('SetIdentifier') ?? undefined,
    }),
  );
}

function aliasTarget(route53: SamMap, domain: RoutedDomain): SamMap {
  const target = mapOf({ EvaluateTargetHealth: route53.get('EvaluateTargetHealth') ?? undefined });
  switch (domain.endpoint) {
    case 'REGIONAL':
      target.set('HostedZoneId', getAtt(domain.targetId, 'RegionalHostedZoneId'));
      return target.set('DNSName', getAtt(domain.targetId, 'RegionalDomainName'));
    case 'EDGE': {
      const distribution = getAtt(domain.targetId, 'DistributionDomainName');
      target.set('HostedZoneId', CLOUDFRONT_ZONE);
      return target.set('DNSName', route53.get('DistributionDomainName') ?? distribution);
    }
    case 'PRIVATE':
      target.set('HostedZoneId', route53.get('VpcEndpointHostedZoneId') ?? null);
      return target.set('DNSName', route53.get('VpcEndpointDomainName') ?? null);
  }
}
