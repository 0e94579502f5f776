import type { Translation } from '../translation.js';
import { getAtt } from '../values/intrinsics.js';
import { InvalidDefinition, requireMap } from '../values/invalid-definition.js';
import { hashedLogicalId } from '../values/logical-id.js';
import { firstTrue, isTruthy, mapOf, type SamMap, type SamValue } from '../values/sam-value.js';
import { sideResource, type GeneratedResource } from './generated-resource.js';
import type { SamResource } from './sam-resource.js';

/** A custom domain as far as its DNS records need it. */
interface RoutedDomain {
  readonly name: SamValue;
  /** The logical id whose attributes say where the domain lives, or the name of a private domain. */
  readonly targetId: string;
  readonly endpoint: 'REGIONAL' | 'EDGE' | 'PRIVATE';
}

/** The hosted zone of CloudFront, the same for every edge-optimized domain. */
const CLOUDFRONT_ZONE = 'Z2FDTNDATAQYW2';

/**
 * The record set group of the `Route53` of a domain, if it has one; domains in one zone share theirs.
 *
 * Documented: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-route53configuration.html
 */
export function recordSetGroup(
  groups: Translation['recordSetGroups'],
  sam: SamResource,
  property: SamMap,
  domain: RoutedDomain,
): GeneratedResource[] {
  const given = property.get('Route53') ?? undefined;
  if (given === undefined) return [];
  const route53 = requireMap(given, 'Domain.Route53');
  const zone = firstTrue(route53.get('HostedZoneId'), route53.get('HostedZoneName'));
  if (zone === undefined)
    throw new InvalidDefinition('Route53 requires HostedZoneId or HostedZoneName', 'Domain.Route53');
  const isSeparate = isTruthy(route53.get('SeparateRecordSetGroup'));
  const logicalId = hashedLogicalId('RecordSetGroup', isSeparate ? [zone, domain.name] : zone);
  const shared = isSeparate ? undefined : groups.get(logicalId);
  const group =
    shared ??
    sideResource(sam, logicalId, 'AWS::Route53::RecordSetGroup').copy(route53, ['HostedZoneId', 'HostedZoneName']);
  if (!isSeparate) groups.set(logicalId, group);
  return [group.set('RecordSets', [...(group.properties.getList('RecordSets') ?? []), ...recordSets(route53, domain)])];
}

function recordSets(route53: SamMap, domain: RoutedDomain): SamValue[] {
  const types = route53.get('IpV6') === true ? ['A', 'AAAA'] : ['A'];
  const [zone, name] = aliasOf(route53, domain);
  const AliasTarget = mapOf({
    EvaluateTargetHealth: route53.get('EvaluateTargetHealth') ?? undefined,
    HostedZoneId: zone,
    DNSName: name,
  });
  return types.map((Type) =>
    mapOf({
      Name: domain.name,
      Type,
      AliasTarget,
      Region: route53.get('Region') ?? undefined,
      SetIdentifier: route53.get('SetIdentifier') ?? undefined,
    }),
  );
}

function aliasOf(route53: SamMap, { targetId, endpoint }: RoutedDomain): readonly [zone: SamValue, name: SamValue] {
  switch (endpoint) {
    case 'REGIONAL':
      return [getAtt(targetId, 'RegionalHostedZoneId'), getAtt(targetId, 'RegionalDomainName')];
    case 'EDGE':
      return [CLOUDFRONT_ZONE, route53.get('DistributionDomainName') ?? getAtt(targetId, 'DistributionDomainName')];
    case 'PRIVATE':
      return [route53.get('VpcEndpointHostedZoneId') ?? null, route53.get('VpcEndpointDomainName') ?? null];
  }
}
