import { InvalidDefinition, checkMembers, requireMap } from '../values/invalid-definition.js';
import { mapOf, stringOf, type SamMap, type SamValue } from '../values/sam-value.js';

/** The `Domain` property of an API. */
export interface Domain<Endpoint extends string> {
  readonly property: SamMap;
  readonly name: SamValue;
  readonly certificate: SamValue;
  readonly endpoint: Endpoint;
}

/** Reads the `Domain` property of an API, which may have endpoints of these types. */
export function readDomain<Endpoint extends string>(
  properties: SamMap,
  endpoints: readonly Endpoint[],
): Domain<Endpoint> | undefined {
  const given = properties.get('Domain') ?? undefined;
  if (given === undefined) return undefined;
  const property = requireMap(given, 'Domain');
  const name = property.get('DomainName') ?? null;
  const certificate = property.get('CertificateArn') ?? null;
  if (name === null || certificate === null)
    throw new InvalidDefinition('Domain requires DomainName and CertificateArn', 'Domain');
  const type = stringOf(property.get('EndpointConfiguration') ?? 'REGIONAL');
  const endpoint = endpoints.find((one) => one === type);
  if (endpoint === undefined)
    throw new InvalidDefinition(`EndpointConfiguration of a domain must be ${endpoints.join(' or ')}`, 'Domain');
  return { property, name, certificate, endpoint };
}

/** The truststore of mutual TLS: its place and version. */
export function mutualTls(property: SamMap): SamMap | undefined {
  const given = property.getTrue('MutualTlsAuthentication');
  if (given === undefined) return undefined;
  const settings = requireMap(given, 'Domain.MutualTlsAuthentication');
  checkMembers(settings, ['TruststoreUri', 'TruststoreVersion'], 'Domain.MutualTlsAuthentication');
  return mapOf({
    TruststoreUri: settings.getTrue('TruststoreUri'),
    TruststoreVersion: settings.getTrue('TruststoreVersion'),
  });
}
