import { authorizersOf, completeDefinition } from '../definition/api-definition.js';
import { definitionLocation } from '../definition/definition-location.js';
import { keptAttributes, passedOnAttributes, type SamResource, type Translation } from '../translation.js';
import { ref } from '../values/intrinsics.js';
import { InvalidDefinition } from '../values/invalid-definition.js';
import { digestOf, hashedLogicalId, isAlphanumeric } from '../values/logical-id.js';
import { resolveParameters, supportsEdgeEndpoints } from '../values/parameters.js';
import { SamMap, mapOf, stringOf, isTruthy, type SamValue } from '../values/sam-value.js';
import { authorizerPermission } from './authorizer-permission.js';
import { expandDomain } from './domain.js';
import { GeneratedResource } from './generated-resource.js';
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

/**
 * `AWS::Serverless::Api`: the REST API with its definition, a deployment, a stage, and what `Auth` and `Domain` ask for.
 *
 * Documented: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-api.html
 */
export function expandApi(translation: Translation, sam: SamResource): GeneratedResource[] {
  const { properties } = sam;
  for (const name of ['BinaryMediaTypes', 'Domain', 'Auth']) {
    const value = properties.get(name);
    if (value !== undefined) properties.set(name, resolveParameters(value, translation.parameters));
  }
  const api = restApi(translation, sam);
  const domain = expandDomain(translation, sam);
  const deployment = deploymentOf(sam, api);
  const stage = stageOf(sam, deployment);
  reportUnnamedStage(translation, sam);
  const auth = authOf(properties);
  const resources = [
    api,
    deployment,
    stage,
    ...authorizerPermissions(translation, sam, auth),
    ...domain,
    ...expandUsagePlan(translation, sam, auth?.get('UsagePlan'), stage),
  ];
  propagateTags(resources, properties.get('Tags'), properties.get('PropagateTags'));
  return resources;
}

const PASSED_BY_IF_TRUE = [
  'FailOnWarnings',
  'Name',
  'Description',
  'Mode',
  'ApiKeySourceType',
  'Policy',
  'SecurityPolicy',
  'EndpointAccessMode',
];

function restApi(translation: Translation, sam: SamResource): GeneratedResource {
  const { properties } = sam;
  const location = properties.get('DefinitionUri');
  if (isTruthy(location) && isTruthy(properties.get('DefinitionBody')))
    throw new InvalidDefinition(
      'Cannot choose a definition: there are DefinitionUri and DefinitionBody',
      'DefinitionUri',
    );
  const api = new GeneratedResource(
    sam.logicalId,
    'AWS::ApiGateway::RestApi',
    keptAttributes(sam.resource),
    sam.resource.get('DependsOn'),
  );
  api.set('BinaryMediaTypes', properties.get('BinaryMediaTypes'));
  api.set('MinimumCompressionSize', properties.get('MinimumCompressionSize'));
  const endpoint = properties.get('EndpointConfiguration');
  if (isTruthy(endpoint)) setEndpoint(api, endpoint);
  else if (!supportsEdgeEndpoints(translation.partition)) setEndpoint(api, 'REGIONAL');
  const definition = completeDefinition(properties, translation.partition);
  if (isTruthy(location)) api.set('BodyS3Location', definitionLocation(translation, sam, location));
  else if (definition !== undefined) api.set('Body', definition);
  for (const name of PASSED_BY_IF_TRUE) {
    const value = properties.get(name);
    if (isTruthy(value)) api.set(name, value);
  }
  return api;
}

function setEndpoint(api: GeneratedResource, value: SamValue): void {
  if (!(value instanceof SamMap) || !isTruthy(value.get('Type'))) {
    api.set('EndpointConfiguration', mapOf({ Types: [value] }));
    api.set('Parameters', mapOf({ endpointConfigurationTypes: value }));
    return;
  }
  const type = value.get('Type') ?? null;
  const endpoints = [value.get('VPCEndpointIds'), value.get('VpcEndpointIds')].filter((ids) => ids !== undefined);
  if (endpoints.length > 1)
    throw new InvalidDefinition(
      'Cannot choose endpoints: there are VPCEndpointIds and VpcEndpointIds',
      'EndpointConfiguration',
    );
  api.set('Parameters', mapOf({ endpointConfigurationTypes: type }));
  api.set(
    'EndpointConfiguration',
    mapOf({ Types: [type], VpcEndpointIds: endpoints[0], IpAddressType: value.get('IpAddressType') }),
  );
}

/** The deployment, under a logical id that changes with the definition. */
function deploymentOf(sam: SamResource, api: GeneratedResource): GeneratedResource {
  const logicalId = `${api.id}Deployment`;
  const definition = api.properties.get('Body') ?? api.properties.get('BodyS3Location');
  const deployment = new GeneratedResource(
    hashedLogicalId(logicalId, definition),
    'AWS::ApiGateway::Deployment',
    passedOnAttributes(sam.resource),
  ).set('RestApiId', api.ref);
  if (isTruthy(definition)) deployment.set('Description', `RestApi deployment id: ${digestOf(definition)}`);
  // Without a version the deployment makes a stage `Stage` too, which early templates relied on.
  return isTruthy(sam.properties.get('OpenApiVersion')) ? deployment : deployment.set('StageName', 'Stage');
}

function stageOf(sam: SamResource, deployment: GeneratedResource): GeneratedResource {
  const { properties } = sam;
  const api = sam.logicalId;
  const name = stringOf(properties.get('StageName')) ?? '';
  const logicalId = isAlphanumeric(name) ? `${api}${name}Stage` : hashedLogicalId(`${api}Stage`, name);
  const stage = new GeneratedResource(logicalId, 'AWS::ApiGateway::Stage', passedOnAttributes(sam.resource))
    .set('RestApiId', ref(sam.logicalId))
    .set('DeploymentId', deployment.ref);
  for (const property of STAGE_PROPERTIES) stage.set(property, properties.get(property));
  const tags = properties.get('Tags');
  if (tags instanceof SamMap) stage.set('Tags', tagList(tags));
  return stage;
}

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

function reportUnnamedStage(translation: Translation, sam: SamResource): void {
  if (isTruthy(sam.properties.get('StageName'))) return;
  const place = { element: sam.logicalId, property: 'StageName' };
  translation.report(
    'invalid-value',
    place,
    'Cannot name the stage of the API: StageName is missing, and SAM refuses it',
  );
}

function authOf(properties: SamMap): SamMap | undefined {
  const auth = properties.getMap('Auth');
  return auth !== undefined && auth.size > 0 ? auth : undefined;
}

function authorizerPermissions(
  translation: Translation,
  sam: SamResource,
  auth: SamMap | undefined,
): GeneratedResource[] {
  if (auth === undefined) return [];
  const api = sam.logicalId;
  return authorizersOf(auth).flatMap(([name, authorizer]) => {
    if (authorizer.kind !== 'token' && authorizer.kind !== 'request') return [];
    if (!isTruthy(authorizer.functionArn) || !authorizer.grantsPermission) return [];
    const logicalId = `${api}${name}AuthorizerPermission`;
    return [authorizerPermission(logicalId, sam, authorizer.functionArn, translation.partition)];
  });
}
