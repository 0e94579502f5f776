import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack, Tags } from 'aws-cdk-lib';
import { describe, expect, test } from 'vitest';
import { DomainName } from '../../../lib/index.js';
import { everyHttpFeature } from '../../support/every-http-feature.js';
import { API_GATEWAY_V2_TABLES, unsetProperties } from '../../support/property-coverage.js';
import { pets } from '../rest/domains/pets.js';
import { templateOf, type SynthesizedTemplate } from '../synthesize.js';

const WEBSOCKET = 'WebSocket APIs only';
const BY_DOCUMENT = 'the document stands in the template';
const QUICK = 'quick creation makes a route and a stage that nothing can be said of; HttpApi makes them';
const BY_REST_TYPE = 'AWS::ApiGateway::DomainName makes the same domain names';
const PORTAL = 'portals are no part of an API';

/** What no construct of HTTP APIs sets, and why. */
const NOT_SET: Readonly<Record<string, string>> = {
  'Api.ApiKeySelectionExpression': WEBSOCKET,
  'Api.BasePath': BY_DOCUMENT,
  'Api.BodyS3Location.Bucket': BY_DOCUMENT,
  'Api.BodyS3Location.Etag': BY_DOCUMENT,
  'Api.BodyS3Location.Key': BY_DOCUMENT,
  'Api.BodyS3Location.Version': BY_DOCUMENT,
  'Api.CredentialsArn': QUICK,
  'Api.DisableSchemaValidation': WEBSOCKET,
  'Api.RouteKey': QUICK,
  'Api.RouteSelectionExpression': 'HTTP APIs have one value of it, the default',
  'Api.Target': QUICK,
  ApiGatewayManagedOverrides: QUICK,
  'Authorizer.IdentityValidationExpression': 'not used',
  DomainName: BY_REST_TYPE,
  'Deployment.StageName': 'stages name their deployment',
  'Integration.ContentHandlingStrategy': WEBSOCKET,
  'Integration.Description': 'documents, the default form of a definition, have no place for it',
  'Integration.PassthroughBehavior': WEBSOCKET,
  'Integration.RequestTemplates': WEBSOCKET,
  'Integration.TemplateSelectionExpression': WEBSOCKET,
  IntegrationResponse: WEBSOCKET,
  Model: WEBSOCKET,
  'Route.ApiKeyRequired': WEBSOCKET,
  'Route.ModelSelectionExpression': WEBSOCKET,
  'Route.RequestModels': WEBSOCKET,
  'Route.RequestParameters': WEBSOCKET,
  'Route.RouteResponseSelectionExpression': WEBSOCKET,
  RouteResponse: WEBSOCKET,
  'Stage.AccessPolicyId': 'not supported by API Gateway',
  'Stage.ClientCertificateId': WEBSOCKET,
  'Stage.DefaultRouteSettings.DataTraceEnabled': WEBSOCKET,
  'Stage.DefaultRouteSettings.LoggingLevel': WEBSOCKET,
};

/** Resources of AWS::ApiGatewayV2 that say nothing about an API. */
const NOT_PART_OF_AN_API: Readonly<Record<string, string>> = {
  'PortalProduct.Description': PORTAL,
  'PortalProduct.DisplayName': PORTAL,
  'PortalProduct.Tags': PORTAL,
};

const DECLARATIONS = join(
  __dirname,
  '../../../node_modules/aws-cdk-lib/aws-apigatewayv2/lib/apigatewayv2.generated.d.ts',
);

describe('constructs of HTTP APIs', () => {
  test('set every property of AWS::ApiGatewayV2 but for named reasons', () => {
    const templates = [
      ...(['body', 'resources'] as const).map((definition) => {
        const app = new App();
        const stack = new Stack(app, 'Stack');
        everyHttpFeature(stack, { definition });
        Tags.of(stack).add('cost', 'shared');
        return templateOf(app, stack);
      }),
      domainTemplate(),
    ];
    expect(unsetProperties(templates)).toEqual(Object.keys(NOT_SET).sort());
  });

  test('are compared with all properties that the installed aws-cdk-lib knows', () => {
    const text = readFileSync(DECLARATIONS, 'utf8');
    const resources = [...text.matchAll(/^export interface Cfn(\w+)Props \{\n(.*?)^\}/gms)];
    const unknown = resources.flatMap(([, name = '', body = '']) => {
      const known: Readonly<Record<string, unknown>> = API_GATEWAY_V2_TABLES[name] ?? {};
      return [...body.matchAll(/^ {4}readonly (\w+)\??:/gm)]
        .map(([, property = '']) => property.slice(0, 1).toUpperCase() + property.slice(1))
        .filter((property) => !Object.hasOwn(known, property))
        .map((property) => `${name}.${property}`);
    });
    expect(resources.length).toBeGreaterThanOrEqual(15);
    expect(unknown.filter((property) => !Object.hasOwn(NOT_PART_OF_AN_API, property))).toEqual([]);
  });
});

/** A custom domain name, which maps stages of both kinds of API by the same types. */
function domainTemplate(): SynthesizedTemplate {
  const { app, stack, certificate, prod } = pets();
  const domain = new DomainName(stack, 'Domain', { domainName: 'api.example.com', certificate });
  domain.addBasePathMapping(prod, { basePath: 'pets/v1' });
  domain.addRoutingRule('Beta', {
    priority: 10,
    stage: prod,
    basePaths: ['v1'],
    headers: { 'x-release': 'beta*' },
    stripBasePath: true,
  });
  return templateOf(app, stack);
}
