import {
  diagnostic,
  isDeployTime,
  printValue,
  type ApiMapping,
  type DomainName,
  type EndpointType,
  type Value,
} from '../../model/index.js';
import { defined } from '../../support/defined.js';
import type { Properties } from './properties.js';
import { referredId, type ApiResource, type ReadContext } from './resources.js';
import { domainOfArn, readRoutingMode, readRoutingRule } from './routing-rule.js';

/** Custom domain names of both generations with what is mapped to them. */
export function readDomainNames(context: ReadContext): readonly DomainName[] {
  const { resources } = context;
  const domains = [
    ...resources.ofType('AWS::ApiGateway::DomainName').map(readRestDomain),
    ...resources.ofType('AWS::ApiGateway::DomainNameV2').map(readRestDomain),
    ...resources.ofType('AWS::ApiGatewayV2::DomainName').map(readV2Domain),
  ];
  const mappings = [
    ...resources.ofType('AWS::ApiGateway::BasePathMapping').map(readRestMapping),
    ...resources.ofType('AWS::ApiGateway::BasePathMappingV2').map(readRestMapping),
    ...resources.ofType('AWS::ApiGatewayV2::ApiMapping').map(readV2Mapping),
  ];
  const rules = resources.ofType('AWS::ApiGatewayV2::RoutingRule').map(readRoutingRule);
  const known = domains.map((domain) => {
    const routingRules = rules.flatMap(({ domain: named, rule }) => (isNamed(domain, named) ? [rule] : []));
    return {
      ...domain,
      mappings: mappings.flatMap(({ domain: named, mapping }) =>
        mapping !== undefined && isNamed(domain, named) ? [mapping] : [],
      ),
      ...(routingRules.length > 0 && { routingRules }),
    };
  });
  for (const { domain: named, rule } of rules) {
    if (known.some((domain) => isNamed(domain, named))) continue;
    const message = `Cannot place ${rule.id}: the domain of this routing rule is not defined here`;
    context.report(diagnostic('unresolved-reference', { element: rule.id }, message, 'warning'));
  }
  return [...known, ...domainsElsewhere(domains, mappings)];
}

interface NamedMapping {
  readonly domain: Value<string> | undefined;
  readonly mapping: ApiMapping | undefined;
}

/** Mappings under a domain name that another stack has: the name is all that is known of it. */
function domainsElsewhere(domains: readonly DomainName[], mappings: readonly NamedMapping[]): readonly DomainName[] {
  const elsewhere = new Map<string, DomainName>();
  for (const { domain, mapping } of mappings) {
    if (domain === undefined || mapping === undefined || domains.some((known) => isNamed(known, domain))) continue;
    const id = printValue(domain);
    const before = elsewhere.get(id)?.mappings ?? [];
    elsewhere.set(id, { id, name: domain, mappings: [...before, mapping] });
  }
  return [...elsewhere.values()];
}

function isNamed(domain: DomainName, named: Value<string> | undefined): boolean {
  if (named === undefined) return false;
  return isDeployTime(named)
    ? referredId(named) === domain.id || printValue(named) === printValue(domain.name)
    : named === domain.name;
}

function readRestDomain(resource: ApiResource): DomainName {
  const { properties } = resource;
  properties.ignore('CertificateArn', 'RegionalCertificateArn', 'OwnershipVerificationCertificateArn', 'Tags');
  const endpoint = properties.object('EndpointConfiguration');
  const endpointType = endpoint?.texts('Types')?.[0];
  const securityPolicy = properties.value('SecurityPolicy');
  const routingMode = readRoutingMode(properties);
  const policy = properties.document('Policy');
  const mutualTls = readMutualTls(properties);
  return {
    id: resource.id,
    name: properties.value('DomainName') ?? resource.id,
    ...(endpointType !== undefined && { endpointType: endpointType as Value<EndpointType> }),
    mappings: [],
    ...defined({ mutualTls, securityPolicy, routingMode }),
    ...(policy !== undefined && policy !== '' && { policy }),
  };
}

function readV2Domain(resource: ApiResource): DomainName {
  const { properties } = resource;
  properties.ignore('Tags');
  const [configuration] = properties.objects('DomainNameConfigurations') ?? [];
  configuration?.ignore('CertificateArn', 'CertificateName', 'OwnershipVerificationCertificateArn');
  const endpointType = configuration?.oneOf('EndpointType', ['REGIONAL', 'EDGE', 'PRIVATE']);
  const securityPolicy = configuration?.value('SecurityPolicy');
  const routingMode = readRoutingMode(properties);
  const mutualTls = readMutualTls(properties);
  return {
    id: resource.id,
    name: properties.value('DomainName') ?? resource.id,
    ...(endpointType !== undefined && { endpointType }),
    mappings: [],
    ...defined({ mutualTls, securityPolicy, routingMode }),
  };
}

/** Mutual TLS that cannot be read must not open the domain: it keeps a truststore that nobody has. */
function readMutualTls(properties: Properties): DomainName['mutualTls'] {
  if (!properties.has('MutualTlsAuthentication')) return undefined;
  const settings = properties.object('MutualTlsAuthentication');
  const truststoreVersion = settings?.value('TruststoreVersion');
  return { truststoreUri: settings?.value('TruststoreUri') ?? '', ...defined({ truststoreVersion }) };
}

function readRestMapping({ properties }: ApiResource): NamedMapping {
  const domain = properties.value('DomainName') ?? domainOfArn(properties.value('DomainNameArn'));
  const api = properties.value('RestApiId');
  const basePath = properties.value('BasePath');
  return { domain, mapping: mapping(api, properties.value('Stage'), basePath) };
}

function readV2Mapping({ properties }: ApiResource): NamedMapping {
  const api = properties.value('ApiId');
  return {
    domain: properties.value('DomainName'),
    mapping: mapping(api, properties.value('Stage'), properties.value('ApiMappingKey')),
  };
}

function mapping(
  api: Value<string> | undefined,
  stage: Value<string> | undefined,
  basePath: Value<string> | undefined,
): ApiMapping | undefined {
  if (api === undefined) return undefined;
  return {
    api,
    ...(stage !== undefined && { stage }),
    // Documented: `(none)` stands for no base path.
    ...(basePath !== undefined && basePath !== '' && basePath !== '(none)' && { basePath }),
  };
}
