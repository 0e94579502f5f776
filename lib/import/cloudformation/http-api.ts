import {
  parseHttpRouteKey,
  parseIdentitySource,
  parsePayloadFormatVersion,
  PAYLOAD_FORMAT_VERSION_SPELLINGS,
  type HttpApi,
  type HttpApiAuthorizer,
  type HttpApiCors,
  type HttpApiRoute,
} from '../../model/index.js';
import { defined } from '../../support/defined.js';
import { readAuthorization, type AuthorizationTypes } from './authorization.js';
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
  const { resources } = context;
  const overrides = resources.ofApi(id, 'AWS::ApiGatewayV2::ApiGatewayManagedOverrides').at(-1);
  const quick = readQuickRoute(properties, overrides, context);
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

/**
 * `Target` with `RouteKey` on the API itself: an integration, a route and a stage in one. The access control of the route
 * is among the overrides of what API Gateway manages.
 *
 * Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-apigatewaymanagedoverrides.html
 */
function readQuickRoute(
  properties: Properties,
  overrides: ApiResource | undefined,
  context: ReadContext,
): HttpApiRoute | undefined {
  const target = properties.value('Target');
  const routeKey = properties.value('RouteKey') ?? '$default';
  const credentials = properties.value('CredentialsArn');
  if (target === undefined) return undefined;
  const route = overrides?.properties.object('Route');
  const authorization = route && readAuthorization(route, AUTHORIZATION, context);
  return {
    routeKey: parseHttpRouteKey(routeKey),
    integration: readQuickIntegration(target, credentials),
    ...defined({ authorization }),
  };
}

function readRoute({ properties }: ApiResource, context: ReadContext): readonly HttpApiRoute[] {
  const routeKey = properties.value('RouteKey');
  const operationName = properties.text('OperationName');
  const authorization = readAuthorization(properties, AUTHORIZATION, context);
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

const AUTHORIZATION = {
  of: 'route',
  withAuthorizer: ['CUSTOM', 'JWT'],
  withScopes: ['JWT'],
  authorizer: 'AWS::ApiGatewayV2::Authorizer',
} as const satisfies AuthorizationTypes;

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
