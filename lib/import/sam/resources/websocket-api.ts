import { arnInvocationUri } from '../definition/integration.js';
import type { Translation } from '../translation.js';
import { ref, sub } from '../values/intrinsics.js';
import { InvalidDefinition, checkMembers, requireMap } from '../values/invalid-definition.js';
import { resolveProperties } from '../values/parameters.js';
import { SamMap, isTruthy, mapOf, stringOf, type SamValue } from '../values/sam-value.js';
import { authorizerPermission } from './authorizer-permission.js';
import { mainResource, sideResource, type GeneratedResource } from './generated-resource.js';
import { expandHttpDomain } from './http-api-domain.js';
import type { SamResource } from './sam-resource.js';
import { propagateTags } from './tags.js';

const CREATED_BY = 'websocketapi:createdBy';
const DEFAULT_STAGE = 'default';
const SPECIAL_ROUTES = ['$connect', '$disconnect', '$default'];
const API_PROPERTIES = [
  'ApiKeySelectionExpression',
  'Description',
  'DisableExecuteApiEndpoint',
  'DisableSchemaValidation',
  'IpAddressType',
  'RouteSelectionExpression',
];
const STAGE_PROPERTIES = ['StageVariables', 'AccessLogSettings', 'DefaultRouteSettings', 'RouteSettings'];
const ROUTE_PROPERTIES = [
  'ApiKeyRequired',
  'ModelSelectionExpression',
  'OperationName',
  'RequestModels',
  'RequestParameters',
  'RouteResponseSelectionExpression',
];

const PROPERTIES = [
  ...API_PROPERTIES,
  ...STAGE_PROPERTIES,
  ...['Auth', 'Domain', 'Name', 'PropagateTags', 'Routes', 'StageName', 'Tags'],
];
const ROUTE_MEMBERS = ['FunctionArn', 'IntegrationTimeout', ...ROUTE_PROPERTIES];
const AUTH_MEMBERS = ['AuthArn', 'AuthType', 'IdentitySource', 'InvokeRole', 'Name'];

/**
 * `AWS::Serverless::WebSocketApi`: the API with a route, an integration and a permission for each of its `Routes`.
 *
 * Documented: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-websocketapi.html
 */
export function expandWebSocketApi(translation: Translation, given: SamResource): GeneratedResource[] {
  const { properties } = given;
  // Observed: the translator passes on neither `Condition` nor the deletion policies of a WebSocket API.
  const sam = { ...given, resource: mapOf({ DependsOn: given.resource.get('DependsOn') }) };
  resolveProperties(properties, ['Auth', 'Domain', 'Routes'], translation.parameters);
  checkMembers(properties, PROPERTIES, 'Properties');
  const routes = [...(properties.getMap('Routes') ?? [])].map(([key, settings]) => readRoute(sam, key, settings));
  if (routes.length === 0) throw new InvalidDefinition('The API must have a route', 'Routes');
  const auth = readAuth(properties, routes);
  const authorizer = auth?.type === 'CUSTOM' ? authorizerOf(sam, auth.settings) : undefined;
  const stage = stageOf(sam);
  if (isTruthy(properties.get('RouteSettings'))) stage.dependsOn = routes.map(({ prefix }) => `${prefix}Route`);
  const resources = [
    apiOf(sam),
    ...routes.flatMap((route) => routeResources(sam, route, auth, authorizer)),
    ...expandHttpDomain(new Map(), sam, CREATED_BY),
    stage,
    ...(authorizer === undefined || auth === undefined ? [] : [authorizer, ...permission(sam, auth.settings)]),
  ];
  propagateTags(resources, properties.get('Tags'), properties.get('PropagateTags'));
  return resources;
}

interface SocketRoute {
  readonly key: string;
  readonly settings: SamMap;
  readonly functionArn: SamValue;
  /** How the logical ids of its resources start. */
  readonly prefix: string;
}

function readRoute(sam: SamResource, key: string, value: SamValue): SocketRoute {
  const settings = requireMap(value, `Routes.${key}`);
  checkMembers(settings, ROUTE_MEMBERS, `Routes.${key}`);
  const functionArn = settings.get('FunctionArn') ?? null;
  if (functionArn === null) throw new InvalidDefinition(`The route ${key} requires FunctionArn`, 'Routes');
  if (isTruthy(settings.get('RequestParameters')) && key !== '$connect')
    throw new InvalidDefinition(`The route ${key} has RequestParameters, which only $connect can have`, 'Routes');
  return { key, settings, functionArn, prefix: sam.logicalId + routeName(key) };
}

/** `Connect` for the route `$connect`: logical ids have neither signs nor, after the first, capitals. */
function routeName(key: string): string {
  const name = SPECIAL_ROUTES.includes(key) ? key.slice(1) : key;
  if (!/^[\p{L}\p{N}]+$/u.test(name))
    throw new InvalidDefinition(`The key of the route ${key} must consist of letters and digits`, 'Routes');
  return name.charAt(0).toUpperCase() + name.slice(1).toLowerCase();
}

interface Auth {
  readonly type: 'NONE' | 'AWS_IAM' | 'CUSTOM';
  readonly settings: SamMap;
}

function readAuth(properties: SamMap, routes: readonly SocketRoute[]): Auth | undefined {
  const given = properties.getTrue('Auth');
  if (given === undefined) return undefined;
  const settings = requireMap(given, 'Auth');
  checkMembers(settings, AUTH_MEMBERS, 'Auth');
  if (!routes.some(({ key }) => key === '$connect'))
    throw new InvalidDefinition('Auth requires a route $connect', 'Auth');
  const type = settings.getString('AuthType')?.toUpperCase();
  if (type !== 'NONE' && type !== 'AWS_IAM' && type !== 'CUSTOM')
    throw new InvalidDefinition('AuthType must be AWS_IAM, CUSTOM or NONE', 'Auth.AuthType');
  if (type !== 'CUSTOM' && settings.size > 1)
    throw new InvalidDefinition(`AuthType ${type} takes no further settings`, 'Auth');
  if (type === 'CUSTOM' && !isTruthy(settings.get('AuthArn')))
    throw new InvalidDefinition('AuthType CUSTOM requires AuthArn', 'Auth.AuthArn');
  return { type, settings };
}

function apiOf(sam: SamResource): GeneratedResource {
  const { logicalId, properties } = sam;
  return mainResource(sam, 'AWS::ApiGatewayV2::Api')
    .copy(properties, API_PROPERTIES)
    .set('Name', properties.get('Name') ?? logicalId)
    .set('Tags', (properties.getMap('Tags') ?? new SamMap()).set(CREATED_BY, 'SAM'))
    .set('ProtocolType', 'WEBSOCKET');
}

function stageOf(sam: SamResource): GeneratedResource {
  const { logicalId, properties } = sam;
  const name = properties.get('StageName') ?? DEFAULT_STAGE;
  if (name === '$default') throw new InvalidDefinition('A WebSocket API cannot have the stage $default', 'StageName');
  const stageId = `${logicalId}${name === DEFAULT_STAGE ? 'Default' : (stringOf(name) ?? '')}Stage`;
  return sideResource(sam, stageId, 'AWS::ApiGatewayV2::Stage')
    .set('ApiId', ref(logicalId))
    .set('StageName', name)
    .copy(properties, STAGE_PROPERTIES)
    .set('Tags', mapOf({ [CREATED_BY]: 'SAM' }))
    .set('AutoDeploy', true);
}

function routeResources(
  sam: SamResource,
  { key, settings, functionArn, prefix }: SocketRoute,
  auth: Auth | undefined,
  authorizer: GeneratedResource | undefined,
): GeneratedResource[] {
  const api = ref(sam.logicalId);
  const integration = sideResource(sam, `${prefix}Integration`, 'AWS::ApiGatewayV2::Integration')
    .set('ApiId', api)
    .set('IntegrationType', 'AWS_PROXY')
    .set('IntegrationUri', arnInvocationUri(functionArn, '${AWS::Partition}', 'FunctionArn'))
    .set('TimeoutInMillis', settings.get('IntegrationTimeout'));
  const route = sideResource(sam, `${prefix}Route`, 'AWS::ApiGatewayV2::Route')
    .set('RouteKey', key)
    .set('ApiId', api)
    .set('Target', mapOf({ 'Fn::Join': ['/', ['integrations', integration.ref]] }))
    .copy(settings, ROUTE_PROPERTIES);
  if (auth !== undefined && key === '$connect')
    route.set('AuthorizationType', auth.type).set('AuthorizerId', authorizer?.ref);
  return [route, integration, routePermission(sam, key, prefix, functionArn)];
}

function routePermission(sam: SamResource, key: string, prefix: string, functionArn: SamValue): GeneratedResource {
  const stage = sam.properties.get('StageName') ?? DEFAULT_STAGE;
  const name = stringOf(stage);
  const api = `arn:\${AWS::Partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${${sam.logicalId}.ApiId}`;
  const arn = `${api}/${name ?? '${__StageName__}'}/${key}`;
  return sideResource(sam, `${prefix}Permission`, 'AWS::Lambda::Permission')
    .set('Action', 'lambda:InvokeFunction')
    .set('FunctionName', functionArn)
    .set('Principal', 'apigateway.amazonaws.com')
    .set('SourceArn', name === undefined ? sub(arn, { __StageName__: stage }) : sub(arn));
}

function authorizerOf(sam: SamResource, settings: SamMap): GeneratedResource {
  const logicalId = `${sam.logicalId}ConnectAuthorizer`;
  const uri = arnInvocationUri(settings.get('AuthArn') ?? null, '${AWS::Partition}', 'AuthArn');
  return sideResource(sam, logicalId, 'AWS::ApiGatewayV2::Authorizer')
    .set('ApiId', ref(sam.logicalId))
    .set('AuthorizerCredentialsArn', settings.get('InvokeRole'))
    .set('AuthorizerType', 'REQUEST')
    .set('AuthorizerUri', uri)
    .set('IdentitySource', settings.get('IdentitySource'))
    .set('Name', settings.getTrue('Name') ?? logicalId);
}

/** API Gateway calls the authorizer with a permission, unless it takes a role for that. */
function permission(sam: SamResource, settings: SamMap): GeneratedResource[] {
  const functionArn = settings.get('AuthArn');
  if (isTruthy(settings.get('InvokeRole')) || functionArn === undefined) return [];
  return [authorizerPermission(sam, '', functionArn, '${AWS::Partition}')];
}
