import { describe, expect, test } from 'vitest';
import {
  joinValues,
  lambdaInvocationUri,
  parseAccessLogFormat,
  parseHttpRequestMappings,
  parseHttpResponseMappings,
  parseHttpRouteKey,
  parseServiceParameters,
  reference,
  type HttpApi,
  type HttpApiIntegration,
  type HttpApiStage,
  type Json,
  type JsonObject,
  type Value,
} from '../../../lib/model/index.js';
import { renderTemplate } from '../../../lib/synth/cloudformation/index.js';

const LIST = 'arn:aws:lambda:eu-west-1:123456789012:function:list';

function lambda(uri: Value<string>): HttpApiIntegration {
  return { type: 'AWS_PROXY', uri, payloadFormatVersion: '2.0' };
}

function petsApi(more: Partial<HttpApi> = {}): HttpApi {
  return {
    protocol: 'HTTP',
    id: 'pets.yaml',
    name: 'Pets',
    authorizers: [],
    routes: [
      { routeKey: parseHttpRouteKey('GET /pets'), integration: lambda(LIST) },
      { routeKey: parseHttpRouteKey('$default'), integration: lambda(LIST) },
    ],
    stages: [],
    ...more,
  };
}

interface Written {
  readonly Type: string;
  readonly Properties: JsonObject;
  readonly [attribute: string]: Json;
}

function resourcesOf(api: HttpApi): Readonly<Record<string, Written>> {
  return renderTemplate(api).template.Resources as unknown as Readonly<Record<string, Written>>;
}

function ofType(api: HttpApi, type: string): readonly (readonly [string, Written])[] {
  return Object.entries(resourcesOf(api)).filter(([, { Type }]) => Type === type);
}

describe('renderTemplate() of an HTTP API', () => {
  test('writes all that is said of the API into its Body', () => {
    const api = petsApi({
      description: 'Pets of all kinds',
      disableExecuteApiEndpoint: true,
      ipAddressType: 'dualstack',
      cors: { allowOrigins: ['https://pets.example'], maxAgeSeconds: 60 },
      tags: { team: 'pets' },
    });
    const { Properties = {} } = resourcesOf(api).Pets ?? {};
    expect(Object.keys(Properties)).toEqual(['Body', 'FailOnWarnings']);
    expect(Properties.Body).toMatchObject({
      info: { title: 'Pets', description: 'Pets of all kinds' },
      servers: [
        {
          'x-amazon-apigateway-endpoint-configuration': { disableExecuteApiEndpoint: true, ipAddressType: 'dualstack' },
        },
      ],
      tags: [{ name: 'team', 'x-amazon-apigateway-tag-value': 'pets' }],
      'x-amazon-apigateway-cors': { allowOrigins: ['https://pets.example'], maxAge: 60 },
    });
  });

  test('gives an API without a stage $default, which deploys by itself', () => {
    const { template, diagnostics } = renderTemplate(petsApi());
    expect(diagnostics).toEqual([]);
    expect(Object.entries(resourcesOf(petsApi())).map(([id, { Type }]) => [id, Type])).toEqual([
      ['Pets', 'AWS::ApiGatewayV2::Api'],
      ['PetsListPermission', 'AWS::Lambda::Permission'],
      ['PetsDefaultStage', 'AWS::ApiGatewayV2::Stage'],
    ]);
    expect(template.Resources.PetsDefaultStage).toMatchObject({
      DependsOn: ['PetsListPermission'],
      Properties: { ApiId: { Ref: 'Pets' }, StageName: '$default', AutoDeploy: true },
    });
    expect(JSON.stringify(template.Outputs?.PetsDefaultUrl)).toContain('${AWS::URLSuffix}/"');
  });

  test('names the stage of an API without one as asked', () => {
    const { Outputs } = renderTemplate(petsApi(), { defaultStage: 'dev' }).template;
    expect(JSON.stringify(Outputs?.PetsDevUrl)).toContain('${AWS::URLSuffix}/dev/"');
  });

  test('gives stages that do not deploy by themselves one deployment, which is kept', () => {
    const api = petsApi({
      stages: [{ name: 'prod' }, { name: 'dev', autoDeploy: false }, { name: 'x', autoDeploy: true }],
    });
    const [deployment, ...others] = ofType(api, 'AWS::ApiGatewayV2::Deployment');
    expect(others).toEqual([]);
    expect(deployment?.[1]).toMatchObject({ UpdateReplacePolicy: 'Retain', DeletionPolicy: 'RetainExceptOnCreate' });
    expect(ofType(api, 'AWS::ApiGatewayV2::Stage').map(([, { Properties }]) => Properties.DeploymentId)).toEqual([
      { Ref: deployment?.[0] },
      { Ref: deployment?.[0] },
      undefined,
    ]);
  });

  test('makes a new deployment for a change, and none for other tags or throttles', () => {
    const deploymentOf = (more: Partial<HttpApi>, stage: Partial<HttpApiStage> = {}): string | undefined =>
      ofType(petsApi({ ...more, stages: [{ name: 'prod', ...stage }] }), 'AWS::ApiGatewayV2::Deployment')[0]?.[0];
    const plain = deploymentOf({});
    expect(plain).toMatch(/^PetsDeploymentf1[0-9a-f]{32}$/);
    expect(deploymentOf({ tags: { team: 'pets' } })).toBe(plain);
    expect(deploymentOf({}, { defaultRouteSettings: { throttle: { burst: 1 } } })).toBe(plain);
    expect(deploymentOf({ documentation: { tags: [{ name: 'pets' }] }, tags: { team: 'pets' } })).not.toBe(plain);
    expect(deploymentOf({ cors: { allowOrigins: ['*'] } })).not.toBe(plain);
  });

  test('writes the settings of stages by their routes', () => {
    const stage: HttpApiStage = {
      name: 'prod',
      variables: { table: reference('Table') },
      accessLog: {
        destinationArn: 'arn:aws:logs:eu-west-1:1:log-group:a',
        format: parseAccessLogFormat('$context.requestId'),
      },
      defaultRouteSettings: { throttle: { ratePerSecond: 10, burst: 5 }, detailedMetricsEnabled: true },
      routeSettings: [{ routeKey: parseHttpRouteKey('GET /pets'), throttle: { ratePerSecond: 1 } }],
      tags: { tier: 'gold' },
    };
    expect(ofType(petsApi({ stages: [stage] }), 'AWS::ApiGatewayV2::Stage')[0]?.[1].Properties).toMatchObject({
      StageVariables: { table: { Ref: 'Table' } },
      AccessLogSettings: { DestinationArn: 'arn:aws:logs:eu-west-1:1:log-group:a', Format: '$context.requestId' },
      DefaultRouteSettings: { ThrottlingRateLimit: 10, ThrottlingBurstLimit: 5, DetailedMetricsEnabled: true },
      RouteSettings: { 'GET /pets': { ThrottlingRateLimit: 1 } },
      Tags: { tier: 'gold' },
    });
  });

  test.each<[what: string, property: string, stage: Partial<HttpApiStage>]>([
    [
      'settings of a route whose key only deployment knows',
      'routeSettings',
      { routeSettings: [{ routeKey: parseHttpRouteKey(joinValues(['GET /', reference('Root')])) }] },
    ],
    [
      'a stage of which only deployment knows whether it deploys by itself',
      'autoDeploy',
      { autoDeploy: reference('On') },
    ],
  ])('reports %s', (_what, property, stage) => {
    const { diagnostics } = renderTemplate(petsApi({ stages: [{ name: 'prod', ...stage }] }));
    expect(diagnostics.filter(({ severity }) => severity !== 'info').map(({ code, place }) => [code, place])).toEqual([
      ['not-representable', { element: 'stage prod', property }],
    ]);
  });

  test('lets each function be invoked once, by its ARN or its invocation URI', () => {
    const place = { partition: 'aws', region: 'eu-west-1' };
    const api = petsApi({
      authorizers: [
        { type: 'JWT', name: 'jwt', issuer: 'https://issuer.example', audience: ['pets'] },
        {
          type: 'REQUEST',
          name: 'guard',
          uri: lambdaInvocationUri(place, `${LIST}guard`),
          payloadFormatVersion: '2.0',
        },
        {
          type: 'REQUEST',
          name: 'role',
          uri: lambdaInvocationUri(place, `${LIST}role`),
          payloadFormatVersion: '2.0',
          credentials: 'arn:aws:iam::1:role/a',
        },
      ],
      routes: [
        { routeKey: parseHttpRouteKey('GET /a'), integration: lambda(LIST) },
        { routeKey: parseHttpRouteKey('GET /b'), integration: lambda(lambdaInvocationUri(place, LIST)) },
        { routeKey: parseHttpRouteKey('GET /c'), integration: lambda(reference('Get', 'Arn')) },
        { routeKey: parseHttpRouteKey('GET /d'), integration: lambda(`${LIST}:\${stageVariables.alias}`) },
        {
          routeKey: parseHttpRouteKey('GET /e'),
          integration: { type: 'HTTP_PROXY', httpMethod: 'GET', uri: 'https://pets.example' },
        },
        { routeKey: parseHttpRouteKey('GET /f'), integration: { type: 'AWS_SERVICE', subtype: 'SQS-SendMessage' } },
      ],
      stages: [{ name: 'prod', variables: { alias: 'live' } }],
    });
    expect(ofType(api, 'AWS::Lambda::Permission').map(([id, { Properties }]) => [id, Properties.FunctionName])).toEqual(
      [
        ['PetsListPermission', LIST],
        ['PetsGetPermission', { Ref: 'GetArn' }],
        ['PetsListPermission2', `${LIST}:live`],
        ['PetsListguardPermission', `${LIST}guard`],
      ],
    );
    expect(JSON.stringify(ofType(api, 'AWS::Lambda::Permission')[0]?.[1].Properties.SourceArn)).toContain(
      '${Pets}/*/*"',
    );
  });
});

describe("renderTemplate() of an HTTP API with definition: 'resources'", () => {
  const jwt = { type: 'JWT', name: 'jwt', issuer: 'https://issuer.example', audience: ['pets'] } as const;
  const api = petsApi({
    cors: { allowOrigins: ['*'], maxAgeSeconds: 60 },
    tags: { team: 'pets' },
    authorizers: [jwt],
    routes: [
      {
        routeKey: parseHttpRouteKey('GET /pets'),
        operationName: 'listPets',
        integration: lambda(LIST),
        authorization: { type: 'JWT', authorizer: 'jwt', scopes: ['pets/read'] },
      },
      { routeKey: parseHttpRouteKey('$default'), integration: lambda(LIST) },
      {
        routeKey: parseHttpRouteKey('POST /orders'),
        authorization: { type: 'AWS_IAM' },
        integration: {
          type: 'AWS_SERVICE',
          subtype: 'SQS-SendMessage',
          credentials: 'arn:aws:iam::1:role/orders',
          parameters: parseServiceParameters({ QueueUrl: 'https://queue.example', MessageBody: '$request.body' }),
        },
      },
      {
        routeKey: parseHttpRouteKey('GET /health'),
        integration: {
          type: 'HTTP_PROXY',
          httpMethod: 'GET',
          uri: reference('Listener'),
          vpcLink: { id: 'link' },
          serverNameToVerify: 'pets.example',
          requestParameters: parseHttpRequestMappings({ 'overwrite:path': '$request.path' }),
          responseParameters: [
            { statusCode: '500', mappings: parseHttpResponseMappings({ 'overwrite:statuscode': '502' }) },
          ],
          timeoutMs: 1000,
        },
      },
    ],
  });
  const { template, diagnostics } = renderTemplate(api, { definition: 'resources' });
  const resources = template.Resources as unknown as Readonly<Record<string, Written>>;

  test('writes an authorizer, integration and route each, and equal integrations once', () => {
    expect(diagnostics.filter(({ severity }) => severity !== 'info')).toEqual([]);
    expect(Object.entries(resources).map(([id, { Type }]) => `${id} ${Type.split('::')[2] ?? ''}`)).toEqual([
      'Pets Api',
      'PetsAuthorizersJwt Authorizer',
      'PetsIntegrationsDefault Integration',
      'PetsIntegrationsPOSTOrders Integration',
      'PetsIntegrationsGETHealth Integration',
      'PetsRoutesGETPets Route',
      'PetsRoutesDefault Route',
      'PetsRoutesPOSTOrders Route',
      'PetsRoutesGETHealth Route',
      'PetsListPermission Permission',
      'PetsDefaultStage Stage',
    ]);
  });

  test('writes what is said of the API beside its routes', () => {
    expect(resources.Pets?.Properties).toEqual({
      Name: 'Pets',
      ProtocolType: 'HTTP',
      CorsConfiguration: { AllowOrigins: ['*'], MaxAge: 60 },
      Tags: { team: 'pets' },
    });
  });

  test('writes routes with their authorization and the integration that they share', () => {
    expect(resources.PetsRoutesGETPets?.Properties).toEqual({
      ApiId: { Ref: 'Pets' },
      RouteKey: 'GET /pets',
      OperationName: 'listPets',
      AuthorizationType: 'JWT',
      AuthorizerId: { Ref: 'PetsAuthorizersJwt' },
      AuthorizationScopes: ['pets/read'],
      Target: { 'Fn::Sub': 'integrations/${PetsIntegrationsDefault}' },
    });
    expect(resources.PetsRoutesDefault?.Properties).toMatchObject({
      AuthorizationType: 'NONE',
      Target: { 'Fn::Sub': 'integrations/${PetsIntegrationsDefault}' },
    });
  });

  test('writes integrations of services and private backends with their mappings', () => {
    expect(resources.PetsIntegrationsPOSTOrders?.Properties).toEqual({
      ApiId: { Ref: 'Pets' },
      IntegrationType: 'AWS_PROXY',
      IntegrationSubtype: 'SQS-SendMessage',
      PayloadFormatVersion: '1.0',
      CredentialsArn: 'arn:aws:iam::1:role/orders',
      RequestParameters: { QueueUrl: 'https://queue.example', MessageBody: '$request.body' },
    });
    expect(resources.PetsIntegrationsGETHealth?.Properties).toEqual({
      ApiId: { Ref: 'Pets' },
      IntegrationType: 'HTTP_PROXY',
      IntegrationMethod: 'GET',
      IntegrationUri: { Ref: 'Listener' },
      PayloadFormatVersion: '1.0',
      ConnectionType: 'VPC_LINK',
      ConnectionId: 'link',
      TlsConfig: { ServerNameToVerify: 'pets.example' },
      RequestParameters: { 'overwrite:path': '$request.path' },
      ResponseParameters: {
        '500': { ResponseParameters: [{ Destination: 'overwrite:statuscode', Source: '502' }] },
      },
      TimeoutInMillis: 1000,
    });
  });

  test('lets a deployment wait for all of the definition, and follow every part of it', () => {
    const deploymentOf = (of: HttpApi): readonly [string, Json] | undefined =>
      Object.entries(
        renderTemplate({ ...of, stages: [{ name: 'prod' }] }, { definition: 'resources' }).template.Resources,
      ).find(([id]) => id.startsWith('PetsDeployment'));
    const plain = deploymentOf(api);
    expect(plain?.[1]).toMatchObject({ DependsOn: Object.keys(resources).slice(1, -2) });
    expect(deploymentOf({ ...api, tags: {} })?.[0]).toBe(plain?.[0]);
    expect(deploymentOf({ ...api, routes: api.routes.slice(1) })?.[0]).not.toBe(plain?.[0]);
    expect(deploymentOf({ ...api, authorizers: [{ ...jwt, audience: ['dogs'] }] })?.[0]).not.toBe(plain?.[0]);
  });

  test('reports what resources cannot carry', () => {
    const integration: HttpApiIntegration = {
      type: 'HTTP_PROXY',
      httpMethod: 'GET',
      uri: 'https://pets.example',
      vpcLink: { id: 'link', target: 'arn:aws:elasticloadbalancing:eu-west-1:1:loadbalancer/net/a/b' },
    };
    const routes = [{ routeKey: parseHttpRouteKey('GET /pets'), integration, documentation: { summary: 'Lists' } }];
    const found = renderTemplate(petsApi({ routes }), { definition: 'resources' }).diagnostics;
    expect(found.map(({ code, place }) => [code, place.element])).toEqual([['not-representable', 'GET /pets']]);
  });

  test('reports more resources than a template holds', () => {
    const routes = Array.from({ length: 501 }, (_, index) => ({ routeKey: parseHttpRouteKey(`GET /${index}`) }));
    const found = renderTemplate(petsApi({ routes }), { definition: 'resources' }).diagnostics;
    expect(found.map(({ code }) => code)).toEqual(['quota-exceeded']);
  });
});
