import {
  parseHttpRouteKey,
  parseIdentitySource,
  parsePayloadFormatVersion,
  PAYLOAD_FORMAT_VERSION_SPELLINGS,
  type HttpApi,
  type HttpApiAuthorization,
  type HttpApiAuthorizer,
  type HttpApiCors,
  type HttpApiRoute,
} from '../../model/index.js';
import { defined } from '../../support/defined.js';
import { readBody } from './body.js';
import { readHttpIntegration, readQuickIntegration } from './http-integration.js';
import { nameOf } from './names.js';
import type { Properties } from './properties.js';
import { type ApiResource, type ReadContext } from './resources.js';
import { readRouteStages } from './route-stage.js';
import { targetIntegration } from './route-target.js';

/** Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-api.html */
export function readHttpApi(resource: ApiResource, context: ReadContext): HttpApi {
  const { id, properties } = resource;
  properties.ignore('ProtocolType', 'FailOnWarnings', 'BasePath');
  const body = readBody(resource, 'HTTP', context);
  const inBody = body?.protocol === 'HTTP' ? body : undefined;
  const name = properties.value('Name');
  const description = properties.value('Description');
  const version = properties.value('Version');
  const disabled = properties.boolean('DisableExecuteApiEndpoint');
  const ipAddressType = properties.value('IpAddressType');
  const cors = readCors(properties.object('CorsConfiguration'));
  const tags = properties.tags('Tags');
  const quick = readQuickRoute(properties);
  const { resources } = context;
  return {
    protocol: 'HTTP',
    ...inBody,
    id,
    name: name ?? inBody?.name ?? id,
    ...defined({ description, version, disableExecuteApiEndpoint: disabled, ipAddressType, cors }),
    authorizers: [
      ...(inBody?.authorizers ?? []),
      ...resources.ofApi(id, 'AWS::ApiGatewayV2::Authorizer').flatMap(readHttpAuthorizer),
    ],
    routes: [
      ...(inBody?.routes ?? []),
      ...resources.ofApi(id, 'AWS::ApiGatewayV2::Route').flatMap((route) => readRoute(route, context)),
      ...(quick === undefined ? [] : [quick]),
    ],
    stages: [
      ...(inBody?.stages ?? []),
      // Documented: quick creation makes a $default stage that deploys by itself.
      ...(quick === undefined ? [] : [{ name: '$default', autoDeploy: true }]),
      ...readRouteStages(id, parseHttpRouteKey, context),
    ],
    ...(tags !== undefined && { tags: { ...inBody?.tags, ...tags } }),
  };
}

function readCors(properties: Properties | undefined): HttpApiCors | undefined {
  if (properties === undefined) return undefined;
  const allowOrigins = properties.texts('AllowOrigins');
  const allowMethods = properties.texts('AllowMethods');
  const allowHeaders = properties.texts('AllowHeaders');
  const exposeHeaders = properties.texts('ExposeHeaders');
  const allowCredentials = properties.boolean('AllowCredentials');
  const maxAgeSeconds = properties.integer('MaxAge');
  return {
    ...defined({ allowOrigins, allowMethods, allowHeaders, exposeHeaders, allowCredentials, maxAgeSeconds }),
  };
}

/** `Target` with `RouteKey` on the API itself: an integration, a route and a stage in one. */
function readQuickRoute(properties: Properties): HttpApiRoute | undefined {
  const target = properties.value('Target');
  const routeKey = properties.value('RouteKey') ?? '$default';
  const credentials = properties.value('CredentialsArn');
  if (target === undefined) return undefined;
  return { routeKey: parseHttpRouteKey(routeKey), integration: readQuickIntegration(target, credentials) };
}

function readRoute({ properties }: ApiResource, context: ReadContext): readonly HttpApiRoute[] {
  const routeKey = properties.value('RouteKey');
  const operationName = properties.text('OperationName');
  const authorization = readAuthorization(properties, context);
  const target = targetIntegration(properties, context);
  const integration = target && readHttpIntegration(target);
  if (routeKey === undefined) return [];
  return [
    {
      routeKey: parseHttpRouteKey(routeKey),
      ...defined({ operationName, authorization, integration }),
    },
  ];
}

function readAuthorization(properties: Properties, context: ReadContext): HttpApiAuthorization | undefined {
  // What a macro or a misspelled member may say of access must not open the route.
  if (properties.has('Fn::Transform') || properties.asksForUnknownAccess()) return CLOSED;
  const type = properties.knownOneOf('AuthorizationType', ['NONE', 'AWS_IAM', 'CUSTOM', 'JWT']);
  const authorizerId = properties.value('AuthorizerId');
  const scopes = properties.knownTexts('AuthorizationScopes');
  const isAsked = authorizerId !== undefined || scopes !== undefined;
  if (type === undefined) {
    if (isAsked && !properties.has('AuthorizationType'))
      properties.report(
        'invalid-value',
        'AuthorizationType',
        'The route names an authorizer or scopes and no AuthorizationType that uses them: the route is refused, and API Gateway may leave it open to everybody',
      );
    return isAsked || properties.has('AuthorizationType') ? CLOSED : undefined;
  }
  if (type === 'NONE' && isAsked)
    properties.report(
      'not-read',
      'AuthorizationType',
      'The route is open to everybody: with AuthorizationType NONE, API Gateway uses neither authorizer nor scopes',
    );
  if (type === 'NONE' || type === 'AWS_IAM') return { type };
  const resource = context.resources.referred(authorizerId, 'AWS::ApiGatewayV2::Authorizer');
  if (resource === undefined) {
    properties.report(
      'unresolved-reference',
      'AuthorizerId',
      'Cannot find the authorizer of the route: its AuthorizerId refers to no authorizer of this source',
    );
  }
  const authorizer = resource === undefined ? '' : nameOf(resource);
  return type === 'CUSTOM' ? { type, authorizer } : { type, authorizer, ...(scopes !== undefined && { scopes }) };
}

/** An authorizer that nobody has: a type that cannot be known must not open the route. */
const CLOSED: HttpApiAuthorization = { type: 'CUSTOM', authorizer: '' };

/** Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-authorizer.html */
function readHttpAuthorizer(resource: ApiResource): readonly HttpApiAuthorizer[] {
  const { properties } = resource;
  const type = properties.knownOneOf('AuthorizerType', ['JWT', 'REQUEST']);
  const identitySource = properties.texts('IdentitySource')?.map((source) => parseIdentitySource(source, 'HTTP'));
  const jwt = properties.object('JwtConfiguration');
  const issuer = jwt?.value('Issuer');
  const audience = jwt?.texts('Audience');
  const uri = properties.value('AuthorizerUri');
  const payload = properties.knownOneOf('AuthorizerPayloadFormatVersion', PAYLOAD_FORMAT_VERSION_SPELLINGS);
  const enableSimpleResponses = properties.boolean('EnableSimpleResponses');
  const resultTtlSeconds = properties.integer('AuthorizerResultTtlInSeconds');
  const credentials = properties.value('AuthorizerCredentialsArn');
  const shared = { name: nameOf(resource), ...(identitySource !== undefined && { identitySource }) };
  if (type === 'JWT') return [{ type, ...shared, issuer: issuer ?? '', audience: audience ?? [] }];
  if (type === undefined) return [];
  return [
    {
      type,
      ...shared,
      uri: uri ?? '',
      payloadFormatVersion: parsePayloadFormatVersion(payload ?? '2.0'),
      ...defined({ enableSimpleResponses, resultTtlSeconds, credentials }),
    },
  ];
}
