import { App, Stack } from 'aws-cdk-lib';
import { expect, test } from 'vitest';
import { everyWebSocketFeature } from '../../support/every-websocket-feature.js';
import { unsetProperties } from '../../support/property-coverage.js';
import { templateOf } from '../synthesize.js';

const HTTP = 'HTTP APIs only';
const NO_IMPORT = 'API Gateway imports no WebSocket API';
const BY_DOMAIN = 'domain names have constructs and a test of their own';

/** What no construct of WebSocket APIs sets, and why. */
const NOT_SET: Readonly<Record<string, string>> = {
  'Api.BasePath': NO_IMPORT,
  'Api.Body': NO_IMPORT,
  'Api.BodyS3Location.Bucket': NO_IMPORT,
  'Api.BodyS3Location.Etag': NO_IMPORT,
  'Api.BodyS3Location.Key': NO_IMPORT,
  'Api.BodyS3Location.Version': NO_IMPORT,
  'Api.CorsConfiguration.AllowCredentials': HTTP,
  'Api.CorsConfiguration.AllowHeaders': HTTP,
  'Api.CorsConfiguration.AllowMethods': HTTP,
  'Api.CorsConfiguration.AllowOrigins': HTTP,
  'Api.CorsConfiguration.ExposeHeaders': HTTP,
  'Api.CorsConfiguration.MaxAge': HTTP,
  'Api.CredentialsArn': HTTP,
  'Api.FailOnWarnings': NO_IMPORT,
  'Api.RouteKey': HTTP,
  'Api.Target': HTTP,
  ApiGatewayManagedOverrides: HTTP,
  ApiMapping: BY_DOMAIN,
  'Authorizer.AuthorizerPayloadFormatVersion': HTTP,
  'Authorizer.AuthorizerResultTtlInSeconds': HTTP,
  'Authorizer.EnableSimpleResponses': HTTP,
  'Authorizer.IdentityValidationExpression': 'not used',
  'Authorizer.JwtConfiguration.Audience': HTTP,
  'Authorizer.JwtConfiguration.Issuer': HTTP,
  'Deployment.StageName': 'stages name their deployment',
  DomainName: BY_DOMAIN,
  'Integration.Description': 'equal integrations of several routes are one resource',
  'Integration.IntegrationSubtype': HTTP,
  'Integration.PayloadFormatVersion': HTTP,
  'Integration.ResponseParameters': 'integration responses have the mappings of WebSocket APIs',
  'Integration.TlsConfig.ServerNameToVerify': HTTP,
  'Route.AuthorizationScopes': HTTP,
  'RouteResponse.ResponseParameters.Required': 'no documented effect',
  RoutingRule: BY_DOMAIN,
  'Stage.AccessPolicyId': 'not supported by API Gateway',
  VpcLink: 'AWS::ApiGateway::VpcLink makes the links that WebSocket APIs take',
};

test('constructs of WebSocket APIs set every property of AWS::ApiGatewayV2 but for named reasons', () => {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  everyWebSocketFeature(stack);
  expect(unsetProperties([templateOf(app, stack)])).toEqual(Object.keys(NOT_SET).sort());
});
