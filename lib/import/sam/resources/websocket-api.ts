import { passedOnAttributes, type SamResource, type Translation } from '../translation.js';
import { ref, sub } from '../values/intrinsics.js';
import { InvalidDefinition } from '../values/invalid-definition.js';
import { resolveParameters } from '../values/parameters.js';
import { SamMap, mapOf, stringOf, isTruthy, type SamValue } from '../values/sam-value.js';
import { authorizerPermission } from './authorizer-permission.js';
import { GeneratedResource } from './generated-resource.js';
import { expandHttpDomain } from './http-domain.js';
import { propagateTags } from './tags.js';

const CREATED_BY = 'websocketapi:createdBy';
const DEFAULT_STAGE = 'default';
const SPECIAL_ROUTES = ['$connect', '$disconnect', '$default'];

/**
 * `AWS::Serverless::WebSocketApi`: the API with a route, an integration and a permission for each of its `Routes`.
 *
 * Documented: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-websocketapi.html
 */
export function expandWebSocketApi(translation: Translation, given: SamResource): GeneratedResource[] {
  const { properties } = given;
  const sam = withoutAttributes(given);
  for (const name of ['Auth', 'Domain', 'Routes']) {
    const value = properties.get(name);
    if (value !== undefined) properties.set(name, resolveParameters(value, translation.parameters));
  }
  const routes = [...(properties.getMap('Routes') ?? [])];
  if (routes.length === 0) throw new InvalidDefinition('Cannot make the API: it has no route', 'Routes');
  const auth = readAuth(properties, routes);
  const authorizer = auth?.type === 'CUSTOM' ? authorizerOf(sam, auth.settings) : undefined;
  const api = apiOf(sam);
  const stage = stageOf(sam);
  if (isTruthy(properties.get('RouteSettings')))
    stage.dependsOn = routes.map(([key]) => `${routePrefix(sam, key)}Route`);
  const resources = [
    api,
    ...routes.flatMap(([key, settings]) => routeResources(sam, key, asRoute(key, settings), auth, authorizer)),
    ...expandHttpDomain(new Map(), sam, CREATED_BY),
    stage,
    ...(authorizer === undefined || auth === undefined ? [] : [authorizer, ...permission(sam, auth.settings)]),
  ];
  propagateTags(resources, properties.get('Tags'), properties.get('PropagateTags'));
  return resources;
}

/**
 * Observed: the translator passes on neither `Condition` nor the deletion policies of a WebSocket API.
 */
function withoutAttributes(sam: SamResource): SamResource {
  return { ...sam, resource: mapOf({ DependsOn: sam.resource.get('DependsOn') }) };
}

interface Auth {
  readonly type: 'NONE' | 'AWS_IAM' | 'CUSTOM';
  readonly settings: SamMap;
}

function readAuth(
  properties: SamMap,
  routes: readonly (readonly [key: string, settings: SamValue])[],
): Auth | undefined {
  const settings = properties.get('Auth');
  if (!isTruthy(settings)) return undefined;
  if (!(settings instanceof SamMap)) throw new InvalidDefinition('Cannot read Auth: it is no map', 'Auth');
  if (!routes.some(([key]) => key === '$connect'))
    throw new InvalidDefinition('Cannot authorize connections: the API has no route $connect', 'Auth');
  const type = settings.getString('AuthType')?.toUpperCase();
  if (type !== 'NONE' && type !== 'AWS_IAM' && type !== 'CUSTOM')
    throw new InvalidDefinition('Cannot authorize connections: AuthType is AWS_IAM, CUSTOM or NONE', 'Auth.AuthType');
  if (type !== 'CUSTOM' && settings.size > 1)
    throw new InvalidDefinition(`Cannot authorize connections: ${type} has no further settings`, 'Auth');
  if (type === 'CUSTOM' && !isTruthy(settings.get('AuthArn')))
    throw new InvalidDefinition('Cannot authorize connections: CUSTOM needs AuthArn', 'Auth.AuthArn');
  return { type, settings };
}

const API_PROPERTIES = [
  'ApiKeySelectionExpression',
  'Description',
  'DisableExecuteApiEndpoint',
  'DisableSchemaValidation',
  'IpAddressType',
  'RouteSelectionExpression',
];

function apiOf(sam: SamResource): GeneratedResource {
  const { properties } = sam;
  const api = new GeneratedResource(sam.logicalId, 'AWS::ApiGatewayV2::Api', undefined, sam.resource.get('DependsOn'));
  for (const name of API_PROPERTIES) api.set(name, properties.get(name));
  const tags = properties.getMap('Tags') ?? new SamMap();
  tags.set(CREATED_BY, 'SAM');
  return api
    .set('Name', properties.get('Name') ?? sam.logicalId)
    .set('Tags', tags)
    .set('ProtocolType', 'WEBSOCKET');
}

function stageOf(sam: SamResource): GeneratedResource {
  const { properties } = sam;
  const name = properties.get('StageName') ?? DEFAULT_STAGE;
  const text = stringOf(name) ?? '';
  if (text === '$default')
    throw new InvalidDefinition('Cannot make the stage: $default is no stage of a WebSocket API', 'StageName');
  const api = sam.logicalId;
  const logicalId = text === DEFAULT_STAGE ? `${api}DefaultStage` : `${api}${text}Stage`;
  const stage = new GeneratedResource(logicalId, 'AWS::ApiGatewayV2::Stage', passedOnAttributes(sam.resource))
    .set('ApiId', ref(sam.logicalId))
    .set('StageName', name);
  for (const property of ['StageVariables', 'AccessLogSettings', 'DefaultRouteSettings', 'RouteSettings'])
    stage.set(property, properties.get(property));
  return stage.set('Tags', mapOf({ [CREATED_BY]: 'SAM' })).set('AutoDeploy', true);
}

const ROUTE_PROPERTIES = [
  'ApiKeyRequired',
  'ModelSelectionExpression',
  'OperationName',
  'RequestModels',
  'RequestParameters',
  'RouteResponseSelectionExpression',
];

function routeResources(
  sam: SamResource,
  key: string,
  settings: SamMap,
  auth: Auth | undefined,
  authorizer: GeneratedResource | undefined,
): GeneratedResource[] {
  const prefix = routePrefix(sam, key);
  const attributes = passedOnAttributes(sam.resource);
  const functionArn = settings.get('FunctionArn') ?? null;
  if (functionArn === null)
    throw new InvalidDefinition(`Cannot make the route ${key}: it has no FunctionArn`, 'Routes');
  if (isTruthy(settings.get('RequestParameters')) && key !== '$connect')
    throw new InvalidDefinition(`Cannot make the route ${key}: only $connect has RequestParameters`, 'Routes');
  const integration = new GeneratedResource(`${prefix}Integration`, 'AWS::ApiGatewayV2::Integration', attributes)
    .set('ApiId', ref(sam.logicalId))
    .set('IntegrationType', 'AWS_PROXY')
    .set('IntegrationUri', invocationUri('FunctionArn', functionArn))
    .set('TimeoutInMillis', settings.get('IntegrationTimeout'));
  const route = new GeneratedResource(`${prefix}Route`, 'AWS::ApiGatewayV2::Route', attributes)
    .set('RouteKey', key)
    .set('ApiId', ref(sam.logicalId))
    .set('Target', mapOf({ 'Fn::Join': ['/', ['integrations', integration.ref]] }));
  for (const property of ROUTE_PROPERTIES) route.set(property, settings.get(property));
  if (auth !== undefined && key === '$connect')
    route.set('AuthorizationType', auth.type).set('AuthorizerId', authorizer?.ref);
  return [route, integration, routePermission(sam, key, prefix, functionArn)];
}

function routePermission(sam: SamResource, key: string, prefix: string, functionArn: SamValue): GeneratedResource {
  const stage = sam.properties.get('StageName') ?? DEFAULT_STAGE;
  const stageName = stringOf(stage);
  const api = `arn:\${AWS::Partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${${sam.logicalId}.ApiId}`;
  const arn = `${api}/${stageName ?? '${__StageName__}'}/${key}`;
  return new GeneratedResource(`${prefix}Permission`, 'AWS::Lambda::Permission', passedOnAttributes(sam.resource))
    .set('Action', 'lambda:InvokeFunction')
    .set('FunctionName', functionArn)
    .set('Principal', 'apigateway.amazonaws.com')
    .set('SourceArn', stageName === undefined ? sub(arn, { __StageName__: stage }) : sub(arn));
}

function authorizerOf(sam: SamResource, settings: SamMap): GeneratedResource {
  const logicalId = `${sam.logicalId}ConnectAuthorizer`;
  const name = settings.get('Name');
  return new GeneratedResource(logicalId, 'AWS::ApiGatewayV2::Authorizer', passedOnAttributes(sam.resource))
    .set('ApiId', ref(sam.logicalId))
    .set('AuthorizerCredentialsArn', settings.get('InvokeRole'))
    .set('AuthorizerType', 'REQUEST')
    .set('AuthorizerUri', invocationUri('AuthArn', settings.get('AuthArn') ?? null))
    .set('IdentitySource', settings.get('IdentitySource'))
    .set('Name', isTruthy(name) ? name : logicalId);
}

/** API Gateway calls the authorizer by a permission, unless it takes a role for it. */
function permission(sam: SamResource, settings: SamMap): GeneratedResource[] {
  const functionArn = settings.get('AuthArn');
  if (isTruthy(settings.get('InvokeRole')) || functionArn === undefined) return [];
  const logicalId = `${sam.logicalId}AuthorizerPermission`;
  return [authorizerPermission(logicalId, sam, functionArn, '${AWS::Partition}')];
}

function invocationUri(name: string, functionArn: SamValue): SamMap {
  const uri = `arn:\${AWS::Partition}:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${${name}}/invocations`;
  return sub(uri, { [name]: functionArn });
}

/** `ChatConnect` for the route `$connect` of `Chat`: logical ids have neither signs nor, after the first, capitals. */
function routePrefix(sam: SamResource, key: string): string {
  const characters = key;
  const name = SPECIAL_ROUTES.includes(characters) ? characters.slice(1) : characters;
  if (!/^[\p{L}\p{N}]+$/u.test(name))
    throw new InvalidDefinition(
      `Cannot make the route ${characters}: its key has other signs than letters and digits`,
      'Routes',
    );
  return sam.logicalId + name.charAt(0).toUpperCase() + name.slice(1).toLowerCase();
}

function asRoute(key: string, settings: SamValue): SamMap {
  if (settings instanceof SamMap) return settings;
  throw new InvalidDefinition(`Cannot make the route ${key}: it is no map`, 'Routes');
}
