import {
  isDeployTime,
  printRequestMappingSource,
  type EndpointConfiguration,
  type GatewayResponse,
  type GatewayResponseParameter,
  type NormalizedRestApi,
  type Value,
} from '../model/index.js';
import type { ChangeKind } from './change.js';
import { compareAuthorizers } from './authorizers.js';
import { elsewhere, list, members, present, value, type Compare } from './compare.js';
import { headerKind } from './cors.js';
import { kindFor, setDirection } from './direction.js';
import { templates } from './integration-settings.js';
import { compareModels, modelUses } from './models.js';
import { compareResources } from './rest-routes.js';
import { compareValidators } from './validators.js';

/** What a deployment of a REST API holds. */
export type RestDefinition = Omit<NormalizedRestApi, 'stages' | 'tags' | 'id'>;

type Endpoint = NormalizedRestApi['endpoint'];

/** Whether the default endpoint of an API of any kind is disabled. */
export const compareDefaultEndpoint = value<Value<boolean>>((before, after) =>
  isDeployTime(before) || isDeployTime(after)
    ? 'default-endpoint-changed'
    : after
      ? 'default-endpoint-disabled'
      : 'default-endpoint-enabled',
);

const endpoint = members<Endpoint>({
  type: value((_before, after) => (after === 'PRIVATE' ? 'endpoint-made-private' : 'endpoint-type-changed')),
  vpcEndpointIds: value<EndpointConfiguration['vpcEndpointIds']>(sameOr('vpc-endpoints-changed')),
  ipAddressType: value('ip-address-type-changed'),
});

/** Lists without an order. */
function sameOr<T>(
  kind: ChangeKind,
): (before: readonly T[] | undefined, after: readonly T[] | undefined) => ChangeKind {
  return (before, after) => kindFor(setDirection(before, after), { less: kind, more: kind, unknown: kind });
}

const CHANGED = 'gateway-response-changed';

const gatewayResponse = members<GatewayResponse>({
  responseType: elsewhere,
  statusCode: value(CHANGED),
  responseParameters: list<GatewayResponseParameter>(
    ({ target }) => `${target.location}.${target.name}`,
    value<GatewayResponseParameter | undefined>(
      (before, after) => headerKind(headerOf(before), headerOf(after), CHANGED),
      ({ source }) => printRequestMappingSource(source),
    ),
  ),
  responseTemplates: templates(CHANGED),
});

function headerOf(mapping: GatewayResponseParameter | undefined): Parameters<typeof headerKind>[0] {
  return mapping?.target.location === 'header' ? { name: mapping.target.name, source: mapping.source } : undefined;
}

/** What two deployments of a REST API hold. */
export function compareRestApi(before: NormalizedRestApi, after: NormalizedRestApi): Compare<RestDefinition> {
  const methods = [before, after].flatMap(({ resources }) => resources.flatMap((resource) => resource.methods));
  return members<RestDefinition>({
    protocol: elsewhere,
    name: value('api-renamed'),
    description: value('documentation-changed'),
    version: value('documentation-changed'),
    documentation: value('documentation-changed'),
    endpoint,
    disableExecuteApiEndpoint: compareDefaultEndpoint,
    binaryMediaTypes: value<readonly string[]>(sameOr('binary-media-types-changed')),
    minimumCompressionBytes: value((was, is) =>
      was === undefined || is === undefined ? 'compression-switched' : 'compression-changed',
    ),
    apiKeySource: value('api-key-source-changed'),
    policy: value('policy-changed'),
    securityPolicy: value('tls-policy-changed'),
    endpointAccessMode: value('endpoint-access-mode-changed'),
    models: compareModels(modelUses(methods)),
    requestValidators: compareValidators,
    authorizers: compareAuthorizers,
    gatewayResponses: list<GatewayResponse>(
      ({ responseType }) => responseType,
      present({ added: 'gateway-response-added', removed: 'gateway-response-removed' }, gatewayResponse),
      (name) => ({ element: `gateway response ${name}` }),
    ),
    resources: compareResources(before, after),
  });
}
