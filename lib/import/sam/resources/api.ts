import { completeDefinition } from '../definition/api-definition.js';
import { readAuthorizers } from '../definition/authorizer.js';
import type { Translation } from '../translation.js';
import { ref } from '../values/intrinsics.js';
import { InvalidDefinition } from '../values/invalid-definition.js';
import { digestOf, hashedLogicalId, stageLogicalId } from '../values/logical-id.js';
import { resolveProperties } from '../values/parameters.js';
import { SamMap, isTruthy, mapOf, type SamValue } from '../values/sam-value.js';
import { setBody } from './api-body.js';
import { expandDomain } from './api-domain.js';
import { authorizerPermission } from './authorizer-permission.js';
import { mainResource, sideResource, type GeneratedResource } from './generated-resource.js';
import type { SamResource } from './sam-resource.js';
import { propagateTags, tagList } from './tags.js';
import { expandUsagePlan } from './usage-plan.js';

/** The parts of an API that a template can refer to, as in `Api.Stage`. */
export const API_PARTS: Readonly<Record<string, string>> = {
  Stage: 'AWS::ApiGateway::Stage',
  Deployment: 'AWS::ApiGateway::Deployment',
  DomainName: 'AWS::ApiGateway::DomainName',
  DomainNameV2: 'AWS::ApiGateway::DomainNameV2',
  UsagePlan: 'AWS::ApiGateway::UsagePlan',
  UsagePlanKey: 'AWS::ApiGateway::UsagePlanKey',
  ApiKey: 'AWS::ApiGateway::ApiKey',
};

/** Properties that the API itself has under the same name. */
const API_PROPERTIES = [
  'FailOnWarnings',
  'Name',
  'Description',
  'Mode',
  'ApiKeySourceType',
  'Policy',
  'SecurityPolicy',
  'EndpointAccessMode',
];

/** Properties that the stage has under the same name. */
const STAGE_PROPERTIES = [
  'StageName',
  'CacheClusterEnabled',
  'CacheClusterSize',
  'Variables',
  'MethodSettings',
  'AccessLogSetting',
  'CanarySetting',
  'TracingEnabled',
];

/**
 * `AWS::Serverless::Api`: the REST API with its definition, a deployment, a stage, and what `Auth` and `Domain` add.
 *
 * Documented: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-api.html
 */
export function expandApi(translation: Translation, sam: SamResource): GeneratedResource[] {
  const { properties } = sam;
  resolveProperties(properties, ['BinaryMediaTypes', 'Domain', 'Auth'], translation.parameters);
  const api = restApi(translation, sam);
  const domain = expandDomain(translation, sam);
  const deployment = deploymentOf(sam, api);
  const stage = stageOf(sam, deployment);
  if (!isTruthy(properties.get('StageName'))) {
    const place = { element: sam.logicalId, property: 'StageName' };
    translation.report('invalid-value', place, 'StageName is missing, which SAM refuses');
  }
  const auth = properties.getMap('Auth') ?? new SamMap();
  const resources = [
    api,
    deployment,
    stage,
    ...authorizerPermissions(translation, sam, auth),
    ...domain,
    ...expandUsagePlan(translation, sam, auth.get('UsagePlan'), stage),
  ];
  propagateTags(resources, properties.get('Tags'), properties.get('PropagateTags'));
  return resources;
}

function restApi(translation: Translation, sam: SamResource): GeneratedResource {
  const { properties } = sam;
  const api = mainResource(sam, 'AWS::ApiGateway::RestApi')
    .copy(properties, ['BinaryMediaTypes', 'MinimumCompressionSize'])
    .copyTrue(properties, API_PROPERTIES);
  // API Gateway has no edge-optimized endpoints outside the commercial partition.
  const endpoint = properties.getTrue('EndpointConfiguration') ?? (translation.partition === 'aws' ? null : 'REGIONAL');
  if (endpoint !== null) setEndpoint(api, endpoint);
  setBody(sam, api, completeDefinition(properties, translation.partition));
  return api;
}

function setEndpoint(api: GeneratedResource, value: SamValue): void {
  const settings = value instanceof SamMap && isTruthy(value.get('Type')) ? value : mapOf({ Type: value });
  const type = settings.get('Type') ?? null;
  const endpoints = [settings.get('VPCEndpointIds'), settings.get('VpcEndpointIds')].filter((ids) => ids !== undefined);
  if (endpoints.length > 1)
    throw new InvalidDefinition('VPCEndpointIds and VpcEndpointIds cannot both be given', 'EndpointConfiguration');
  const IpAddressType = settings.get('IpAddressType');
  api.set('Parameters', mapOf({ endpointConfigurationTypes: type }));
  api.set('EndpointConfiguration', mapOf({ Types: [type], VpcEndpointIds: endpoints[0], IpAddressType }));
}

/** The deployment, under a logical id that changes with the definition. */
function deploymentOf(sam: SamResource, api: GeneratedResource): GeneratedResource {
  const definition = api.properties.get('Body') ?? api.properties.get('BodyS3Location');
  const logicalId = hashedLogicalId(`${sam.logicalId}Deployment`, definition);
  const deployment = sideResource(sam, logicalId, 'AWS::ApiGateway::Deployment').set('RestApiId', api.ref);
  if (isTruthy(definition)) deployment.set('Description', `RestApi deployment id: ${digestOf(definition)}`);
  // Without a version the deployment makes a stage `Stage` too, which early templates relied on.
  return isTruthy(sam.properties.get('OpenApiVersion')) ? deployment : deployment.set('StageName', 'Stage');
}

function stageOf(sam: SamResource, deployment: GeneratedResource): GeneratedResource {
  const { logicalId, properties } = sam;
  const stageId = stageLogicalId(logicalId, properties.getString('StageName') ?? '');
  const tags = properties.getMap('Tags');
  return sideResource(sam, stageId, 'AWS::ApiGateway::Stage')
    .set('RestApiId', ref(logicalId))
    .set('DeploymentId', deployment.ref)
    .copy(properties, STAGE_PROPERTIES)
    .set('Tags', tags === undefined ? undefined : tagList(tags));
}

function authorizerPermissions(translation: Translation, sam: SamResource, auth: SamMap): GeneratedResource[] {
  return [...readAuthorizers(auth)].flatMap(([name, authorizer]) => {
    if (authorizer.kind !== 'token' && authorizer.kind !== 'request') return [];
    if (!isTruthy(authorizer.functionArn) || !authorizer.grantsPermission) return [];
    return [authorizerPermission(sam, name, authorizer.functionArn, translation.partition)];
  });
}
