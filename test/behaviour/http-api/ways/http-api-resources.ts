import { defined } from '../../../../lib/support/defined.js';
import {
  functionArn,
  SERVICE_ROLE,
  stageOf,
  type HttpApiText,
  type HttpAuthorizerText,
  type HttpIntegrationText,
  type StageVariables,
} from './http-api-text.js';

const ApiId = { Ref: 'Api' };

/** The API as a template with a resource for each part, written without our renderers. */
export function writeHttpResources(api: HttpApiText, variables: StageVariables): object {
  const routes = Object.entries(api.routes);
  return {
    Resources: {
      Api: {
        Type: 'AWS::ApiGatewayV2::Api',
        Properties: {
          Name: api.name,
          ProtocolType: 'HTTP',
          ...defined({ CorsConfiguration: api.cors && corsConfiguration(api.cors) }),
        },
      },
      ...Object.fromEntries(
        Object.entries(api.authorizers ?? {}).map(([name, authorizer]) => [
          `Authorizer${name}`,
          { Type: 'AWS::ApiGatewayV2::Authorizer', Properties: { ApiId, Name: name, ...authorizerOf(authorizer) } },
        ]),
      ),
      ...Object.fromEntries(
        routes.flatMap(([RouteKey, { integration, authorizer, scopes }], index) => [
          [
            `Integration${index}`,
            { Type: 'AWS::ApiGatewayV2::Integration', Properties: { ApiId, ...integrationOf(integration) } },
          ],
          [
            `Route${index}`,
            {
              Type: 'AWS::ApiGatewayV2::Route',
              Properties: {
                ApiId,
                RouteKey,
                Target: { 'Fn::Join': ['/', ['integrations', { Ref: `Integration${index}` }]] },
                ...authorizationOf(api, authorizer),
                ...defined({ AuthorizationScopes: scopes }),
              },
            },
          ],
        ]),
      ),
      Stage: {
        Type: 'AWS::ApiGatewayV2::Stage',
        Properties: {
          ApiId,
          StageName: stageOf(api),
          AutoDeploy: true,
          StageVariables: variables,
          ...throttlesOf(api),
        },
      },
    },
  };
}

/** The throttles of a stage, which SAM spells in the same way. */
export function throttlesOf({ throttle, routeThrottles }: HttpApiText): object {
  const settings = ({ ratePerSecond, burst }: NonNullable<HttpApiText['throttle']>): object => ({
    ThrottlingRateLimit: ratePerSecond,
    ThrottlingBurstLimit: burst,
  });
  return defined({
    DefaultRouteSettings: throttle && settings(throttle),
    RouteSettings:
      routeThrottles &&
      Object.fromEntries(Object.entries(routeThrottles).map(([key, limits]) => [key, settings(limits)])),
  });
}

/** CORS, which SAM spells in the same way. */
export function corsConfiguration(cors: NonNullable<HttpApiText['cors']>): object {
  return defined({
    AllowOrigins: cors.allowOrigins,
    AllowMethods: cors.allowMethods,
    AllowHeaders: cors.allowHeaders,
    ExposeHeaders: cors.exposeHeaders,
    AllowCredentials: cors.allowCredentials,
    MaxAge: cors.maxAgeSeconds,
  });
}

function authorizerOf(authorizer: HttpAuthorizerText): object {
  if (authorizer.type === 'JWT') {
    const { issuer, audience, identitySource = '$request.header.Authorization' } = authorizer;
    return {
      AuthorizerType: 'JWT',
      IdentitySource: [identitySource],
      JwtConfiguration: { Issuer: issuer, Audience: audience },
    };
  }
  return {
    AuthorizerType: 'REQUEST',
    AuthorizerUri: invocationUri(authorizer.function),
    AuthorizerPayloadFormatVersion: authorizer.payloadFormatVersion,
    IdentitySource: authorizer.identityHeaders.map((name) => `$request.header.${name}`),
    AuthorizerResultTtlInSeconds: authorizer.resultTtlSeconds,
    ...defined({ EnableSimpleResponses: authorizer.enableSimpleResponses }),
  };
}

function authorizationOf({ authorizers = {} }: HttpApiText, name: string | undefined): object {
  if (name === undefined) return {};
  if (name === 'AWS_IAM') return { AuthorizationType: 'AWS_IAM' };
  return {
    AuthorizationType: authorizers[name]?.type === 'JWT' ? 'JWT' : 'CUSTOM',
    AuthorizerId: { Ref: `Authorizer${name}` },
  };
}

function integrationOf(integration: HttpIntegrationText): object {
  const settings = defined({
    TimeoutInMillis: integration.timeoutMs,
    RequestParameters: integration.requestParameters,
    ResponseParameters:
      integration.responseParameters &&
      Object.fromEntries(
        Object.entries(integration.responseParameters).map(([status, mappings]) => [
          status,
          {
            ResponseParameters: Object.entries(mappings).map(([Destination, Source]) => ({ Destination, Source })),
          },
        ]),
      ),
  });
  if ('subtype' in integration) {
    return {
      IntegrationType: 'AWS_PROXY',
      IntegrationSubtype: integration.subtype,
      PayloadFormatVersion: '1.0',
      CredentialsArn: SERVICE_ROLE,
      ...settings,
    };
  }
  if ('function' in integration) {
    return {
      IntegrationType: 'AWS_PROXY',
      IntegrationUri: functionArn(integration.function),
      PayloadFormatVersion: integration.payloadFormatVersion,
      ...settings,
    };
  }
  return {
    IntegrationType: 'HTTP_PROXY',
    IntegrationMethod: integration.httpMethod,
    IntegrationUri: integration.uri,
    PayloadFormatVersion: '1.0',
    ...settings,
  };
}

function invocationUri(name: string): string {
  return `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${functionArn(name)}/invocations`;
}
