import { describe, expect, test } from 'vitest';
import { readShortForm } from '../../../lib/intrinsics/index.js';
import { readTemplate, type TemplateReading } from '../../../lib/import/cloudformation/template.js';
import { parseJsonOrYaml } from '../../../lib/import/text/index.js';
import {
  joinValues,
  parseSelectionExpression,
  reference,
  type Api,
  type Json,
  type RestApi,
} from '../../../lib/model/index.js';
import { withUnknownMembers } from '../../support/unknown-members.js';

function parse(yaml: string): Json {
  return parseJsonOrYaml(yaml, 'template.yaml', { customTags: readShortForm }).value;
}

function read(yaml: string): TemplateReading {
  return readTemplate(parse(yaml));
}

function onlyApi(reading: TemplateReading): Api {
  const [api, ...others] = reading.collection.apis;
  if (api === undefined || others.length > 0) throw new Error(`${reading.collection.apis.length} APIs`);
  return api;
}

const PETS = `
Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: Pets
      Policy: ''
      EndpointConfiguration: { Types: [REGIONAL] }
      BinaryMediaTypes: [image~1png]
      MinimumCompressionSize: '1024'
      Tags: [{ Key: team, Value: pets }]
  Pets: { Type: 'AWS::ApiGateway::Resource', Properties: { RestApiId: !Ref Api, ParentId: !GetAtt Api.RootResourceId, PathPart: pets } }
  Pet: { Type: 'AWS::ApiGateway::Resource', Properties: { RestApiId: !Ref Api, ParentId: !Ref Pets, PathPart: '{petId}' } }
  Empty: { Type: 'AWS::ApiGateway::Resource', Properties: { RestApiId: !Ref Api, ParentId: !Ref Pet, PathPart: empty } }
  PetModel:
    Type: AWS::ApiGateway::Model
    Properties:
      RestApiId: !Ref Api
      Name: Pet
      Schema: { type: object, properties: { toy: { $ref: !Sub 'https://apigateway.amazonaws.com/restapis/\${Api}/models/\${ToyModel}' } } }
  ToyModel: { Type: 'AWS::ApiGateway::Model', Properties: { RestApiId: !Ref Api, Schema: '{"type":"string"}' } }
  Validator: { Type: 'AWS::ApiGateway::RequestValidator', Properties: { RestApiId: !Ref Api, Name: all, ValidateRequestBody: true, ValidateRequestParameters: 'true' } }
  Guard:
    Type: AWS::ApiGateway::Authorizer
    Properties: { RestApiId: !Ref Api, Name: guard, Type: TOKEN, AuthorizerUri: !Sub 'arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${Fn.Arn}/invocations', IdentitySource: method.request.header.Auth, AuthorizerResultTtlInSeconds: 0 }
  Root: { Type: 'AWS::ApiGateway::Method', Properties: { RestApiId: !Ref Api, ResourceId: !GetAtt Api.RootResourceId, HttpMethod: any, AuthorizationType: none, Integration: { Type: MOCK } } }
  PostPet:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      ResourceId: !Ref Pet
      HttpMethod: POST
      AuthorizationType: CUSTOM
      AuthorizerId: !Ref Guard
      ApiKeyRequired: 'true'
      OperationName: postPet
      RequestValidatorId: !Ref Validator
      RequestModels: { application/json: !Ref PetModel, text/plain: Empty }
      RequestParameters: { method.request.header.X-Id: true, method.request.querystring.page: 'false' }
      MethodResponses:
        - StatusCode: 200
          ResponseModels: { application/json: Empty }
          ResponseParameters: { method.response.header.X-Id: false }
      Integration:
        Type: AWS
        IntegrationHttpMethod: POST
        Uri: !Join ['', ['arn:', !Ref AWS::Partition, ':apigateway:', !Ref AWS::Region, ':lambda:path/2015-03-31/functions/', !GetAtt Fn.Arn, /invocations]]
        PassthroughBehavior: never
        RequestTemplates: { application/json: '{}' }
        RequestParameters: { integration.request.header.X: "'a'" }
        CacheKeyParameters: [method.request.querystring.page]
        TimeoutInMillis: '5000'
        IntegrationResponses:
          - { StatusCode: '200', SelectionPattern: '', ResponseParameters: { method.response.header.X-Id: context.requestId } }
  Missing: { Type: 'AWS::ApiGateway::GatewayResponse', Properties: { RestApiId: !Ref Api, ResponseType: MISSING_AUTHENTICATION_TOKEN, StatusCode: '404', ResponseTemplates: { application/json: '{}' } } }
  Deployment:
    Type: AWS::ApiGateway::Deployment
    Properties:
      RestApiId: !Ref Api
      StageName: dev
      StageDescription: { ThrottlingRateLimit: 5, Variables: { fn: one }, MethodSettings: [{ ResourcePath: '/~1pets~1{petId}', HttpMethod: POST, CachingEnabled: true }] }
  Prod: { Type: 'AWS::ApiGateway::Stage', Properties: { RestApiId: !Ref Api, StageName: prod, DeploymentId: !Ref Deployment, MethodSettings: [{ ResourcePath: '/*', HttpMethod: '*', LoggingLevel: INFO }] } }
  Fn:
    Type: AWS::Lambda::Function
    Properties:
      FunctionName: the-pets
      Runtime: nodejs22.x
      Handler: index.handler
      Timeout: 7
      Code: { ZipFile: 'exports.handler = async () => ({})' }
      Environment: { Variables: { TABLE: !Ref Table, OTHER: !GetAtt Thing.Arn, STATIC: 1 } }
  Live: { Type: 'AWS::Lambda::Alias', Properties: { FunctionName: !Ref Fn, Name: live } }
  Table: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: pets-table } }
  Thing: { Type: 'AWS::Some::Thing' }
  Plan:
    Type: AWS::ApiGateway::UsagePlan
    Properties: { UsagePlanName: Basic, Throttle: { RateLimit: 5, BurstLimit: 2 }, Quota: { Limit: 100, Period: DAY }, ApiStages: [{ ApiId: !Ref Api, Stage: !Ref Prod, Throttle: { /pets/GET: { RateLimit: 1 } } }] }
  Key: { Type: 'AWS::ApiGateway::ApiKey', Properties: { Enabled: true, Value: 'aaaaaaaaaaaaaaaaaaaaaaaa' } }
  PlanKey: { Type: 'AWS::ApiGateway::UsagePlanKey', Properties: { KeyId: !Ref Key, KeyType: API_KEY, UsagePlanId: !Ref Plan } }
  Domain: { Type: 'AWS::ApiGateway::DomainName', Properties: { DomainName: api.example.com, EndpointConfiguration: { Types: [REGIONAL] } } }
  Mapping: { Type: 'AWS::ApiGateway::BasePathMapping', Properties: { DomainName: !Ref Domain, RestApiId: !Ref Api, Stage: prod, BasePath: (none) } }
`;

const CHATS = `
Resources:
  Http: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: H, ProtocolType: HTTP, CorsConfiguration: { AllowOrigins: ['*'], MaxAge: 60 } } }
  Jwt: { Type: 'AWS::ApiGatewayV2::Authorizer', Properties: { ApiId: !Ref Http, Name: jwt, AuthorizerType: JWT, IdentitySource: [$request.header.Authorization], JwtConfiguration: { Issuer: https://i.example.com, Audience: [a] } } }
  Call: { Type: 'AWS::ApiGatewayV2::Integration', Properties: { ApiId: !Ref Http, IntegrationType: AWS_PROXY, IntegrationUri: !GetAtt F.Arn, PayloadFormatVersion: '2.0' } }
  Get: { Type: 'AWS::ApiGatewayV2::Route', Properties: { ApiId: !Ref Http, RouteKey: GET /a, AuthorizationType: JWT, AuthorizerId: !Ref Jwt, AuthorizationScopes: [s], Target: !Join ['/', [integrations, !Ref Call]] } }
  Live: { Type: 'AWS::ApiGatewayV2::Stage', Properties: { ApiId: !Ref Http, StageName: $default, AutoDeploy: true, DefaultRouteSettings: { ThrottlingRateLimit: 3 } } }
  Socket: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: W, ProtocolType: WEBSOCKET, RouteSelectionExpression: $request.body.kind } }
  Echo: { Type: 'AWS::ApiGatewayV2::Integration', Properties: { ApiId: !Ref Socket, IntegrationType: MOCK, RequestTemplates: { '200': '{}' } } }
  EchoAnswer: { Type: 'AWS::ApiGatewayV2::IntegrationResponse', Properties: { ApiId: !Ref Socket, IntegrationId: !Ref Echo, IntegrationResponseKey: $default } }
  Connect: { Type: 'AWS::ApiGatewayV2::Route', Properties: { ApiId: !Ref Socket, RouteKey: $connect, AuthorizationType: AWS_IAM, Target: !Sub 'integrations/\${Echo}', RouteResponseSelectionExpression: $default } }
  ConnectAnswer: { Type: 'AWS::ApiGatewayV2::RouteResponse', Properties: { ApiId: !Ref Socket, RouteId: !Ref Connect, RouteResponseKey: $default } }
  F: { Type: 'AWS::Lambda::Function', Properties: { Code: { ZipFile: x } } }
`;

describe('readTemplate()', () => {
  test('puts an API together that is defined resource by resource', () => {
    const reading = read(PETS);
    const functionArn = reference('Fn', 'Arn');
    const uri = joinValues([
      'arn:',
      reference('AWS::Partition'),
      ':apigateway:',
      reference('AWS::Region'),
      ':lambda:path/2015-03-31/functions/',
      functionArn,
      '/invocations',
    ]);
    const expected: RestApi = {
      protocol: 'REST',
      id: 'Api',
      name: 'Pets',
      endpoint: { type: 'REGIONAL' },
      binaryMediaTypes: ['image/png'],
      minimumCompressionBytes: 1024,
      models: [
        { name: 'Pet', schema: { type: 'object', properties: { toy: { $ref: '#/models/ToyModel' } } } },
        { name: 'ToyModel', schema: { type: 'string' } },
      ],
      requestValidators: [{ name: 'all', validateRequestBody: true, validateRequestParameters: true }],
      authorizers: [
        {
          type: 'TOKEN',
          name: 'guard',
          resultTtlSeconds: 0,
          uri: joinValues([
            'arn:aws:apigateway:',
            reference('AWS::Region'),
            ':lambda:path/2015-03-31/functions/',
            functionArn,
            '/invocations',
          ]),
          identitySource: { kind: 'header', name: 'Auth' },
        },
      ],
      gatewayResponses: [
        {
          responseType: 'MISSING_AUTHENTICATION_TOKEN',
          statusCode: '404',
          responseTemplates: { 'application/json': '{}' },
        },
      ],
      resources: [
        {
          path: '/pets/{petId}',
          methods: [
            {
              httpMethod: 'POST',
              operationName: 'postPet',
              authorization: { type: 'CUSTOM', authorizer: 'guard' },
              apiKeyRequired: true,
              requestParameters: [
                { location: 'header', name: 'X-Id', required: true },
                { location: 'querystring', name: 'page', required: false },
              ],
              requestModels: { 'application/json': 'Pet', 'text/plain': 'Empty' },
              requestValidator: 'all',
              integration: {
                type: 'AWS',
                requestParameters: [
                  { target: { location: 'header', name: 'X' }, source: { kind: 'literal', value: 'a' } },
                ],
                requestTemplates: { 'application/json': '{}' },
                passthroughBehavior: 'NEVER',
                timeoutMs: 5000,
                cacheKeyParameters: [{ kind: 'method.request', location: 'querystring', name: 'page' }],
                responses: [
                  {
                    statusCode: '200',
                    responseParameters: [{ header: 'X-Id', source: { kind: 'context', path: 'requestId' } }],
                  },
                ],
                httpMethod: 'POST',
                uri,
              },
              responses: [
                {
                  statusCode: '200',
                  responseModels: { 'application/json': 'Empty' },
                  responseHeaders: [{ name: 'X-Id', required: false }],
                },
              ],
            },
          ],
        },
        {
          path: '/',
          methods: [{ httpMethod: 'ANY', authorization: { type: 'NONE' }, integration: { type: 'MOCK' } }],
        },
      ],
      stages: [
        { name: 'prod', methodSettings: [{ path: '*', httpMethod: '*', logging: { level: 'INFO' } }] },
        {
          name: 'dev',
          variables: { fn: 'one' },
          methodSettings: [
            { path: '*', httpMethod: '*', throttle: { ratePerSecond: 5 } },
            { path: '/pets/{petId}', httpMethod: 'POST', caching: { enabled: true } },
          ],
        },
      ],
      tags: { team: 'pets' },
    };
    expect(onlyApi(reading)).toEqual(expected);
    expect(reading.diagnostics).toEqual([]);
  });

  test('reads what stands beside an API', () => {
    const { collection, functions, otherResources, knownReferences } = read(PETS);
    expect(collection.usagePlans).toEqual([
      {
        id: 'Plan',
        name: 'Basic',
        throttle: { ratePerSecond: 5, burst: 2 },
        quota: { limit: 100, period: 'DAY' },
        apiStages: [
          {
            api: reference('Api'),
            stage: reference('Prod'),
            methodThrottles: [{ path: '/pets', httpMethod: 'GET', throttle: { ratePerSecond: 1 } }],
          },
        ],
        apiKeys: [reference('Key')],
      },
    ]);
    expect(collection.apiKeys).toEqual([{ id: 'Key', value: 'a'.repeat(24), enabled: true }]);
    expect(collection.domainNames).toEqual([
      {
        id: 'Domain',
        name: 'api.example.com',
        endpointType: 'REGIONAL',
        mappings: [{ api: reference('Api'), stage: 'prod' }],
      },
    ]);
    expect(functions).toEqual([
      {
        name: 'the-pets',
        runtime: 'nodejs22.x',
        handler: 'index.handler',
        code: { kind: 'inline', source: 'exports.handler = async () => ({})' },
        environment: { TABLE: 'pets-table', STATIC: '1' },
        unresolvedEnvironment: ['OTHER'],
        timeoutMs: 7000,
        memoryMegabytes: 128,
      },
    ]);
    expect(otherResources).toEqual({ 'AWS::DynamoDB::Table': ['Table'], 'AWS::Some::Thing': ['Thing'] });
    expect(knownReferences.Fn).toBe('the-pets');
    expect(knownReferences.Live).toEqual(joinValues([reference('Fn', 'Arn'), ':live']));
  });

  const method = (properties: string): string =>
    `Resources: { A: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: A } }, M: { Type: 'AWS::ApiGateway::Method', Properties: { RestApiId: !Ref A, ResourceId: !GetAtt A.RootResourceId, HttpMethod: GET, ${properties} } } }`;

  test.each<[what: string, template: string, code: string, property: string | undefined]>([
    ['a property that nobody has', method('AuthorizationType: NONE, Speed: 1'), 'unknown-property', 'Speed'],
    ['a wrong word', method('AuthorizationType: SOMETIMES'), 'invalid-value', 'AuthorizationType'],
    [
      'an authorizer of elsewhere',
      method('AuthorizationType: CUSTOM, AuthorizerId: !Ref A'),
      'unresolved-reference',
      'AuthorizerId',
    ],
    [
      'scopes that nothing checks',
      method("AuthorizationType: CUSTOM, AuthorizationScopes: ['s']"),
      'invalid-value',
      'AuthorizationScopes',
    ],
    ['scopes alone', method("AuthorizationScopes: ['s']"), 'invalid-value', 'AuthorizationType'],
    ['a wrong mapping', method("RequestParameters: { 'x': true }"), 'parameter-mapping-invalid', 'RequestParameters'],
    ['an integration without a URI', method('Integration: { Type: HTTP }'), 'invalid-value', 'Integration.Uri'],
    [
      'a property of the wrong kind',
      method("Integration: { Type: MOCK, TimeoutInMillis: 'long' }"),
      'invalid-value',
      'Integration.TimeoutInMillis',
    ],
    [
      'what the model has no room for',
      "Resources: { A: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: A, CloneFrom: x } } }",
      'not-read',
      'CloneFrom',
    ],
    [
      'a method of an API of elsewhere',
      "Resources: { M: { Type: 'AWS::ApiGateway::Method', Properties: { RestApiId: abc, HttpMethod: GET } } }",
      'unresolved-reference',
      undefined,
    ],
    [
      'an account',
      "Resources: { M: { Type: 'AWS::ApiGateway::Account', Properties: { CloudWatchRoleArn: x } } }",
      'not-read',
      undefined,
    ],
    [
      'a body that is no definition',
      "Resources: { A: { Type: 'AWS::ApiGateway::RestApi', Properties: { Body: { no: definition } } } }",
      'invalid-value',
      'Body',
    ],
    [
      'a body that only deployment knows',
      "Parameters: { B: { Type: String } }\nResources: { A: { Type: 'AWS::ApiGateway::RestApi', Properties: { Body: !Ref B } } }",
      'unresolved-value',
      'Body',
    ],
  ])('names %s', (_what, template, code, property) => {
    const { diagnostics } = read(template);
    expect(diagnostics.map((finding) => [finding.code, finding.place.property])).toContainEqual([code, property]);
  });

  test('closes a method whose authorization cannot be known', () => {
    const api = onlyApi(
      read(
        `Parameters: { Type: { Type: String } }\n${method('AuthorizationType: !Ref Type, Integration: { Type: MOCK }')}`,
      ),
    );
    expect(api.protocol === 'REST' && api.resources[0]?.methods[0]?.authorization).toEqual({
      type: 'CUSTOM',
      authorizer: '',
    });
  });

  test('reads a body with functions inside, and methods beside it', () => {
    const api = onlyApi(
      read(`
Resources:
  A:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Parameters: { endpointConfigurationTypes: REGIONAL }
      Body:
        openapi: 3.0.1
        info: { title: !Sub '\${AWS::StackName}-api', version: '1' }
        paths:
          /a: { get: { x-amazon-apigateway-integration: { type: aws_proxy, httpMethod: POST, uri: !Sub 'arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${F.Arn}/invocations' } } }
  R: { Type: 'AWS::ApiGateway::Resource', Properties: { RestApiId: !Ref A, ParentId: !GetAtt A.RootResourceId, PathPart: a } }
  M: { Type: 'AWS::ApiGateway::Method', Properties: { RestApiId: !Ref A, ResourceId: !Ref R, HttpMethod: PUT, Integration: { Type: MOCK } } }
  F: { Type: 'AWS::Lambda::Function', Properties: { Code: { ImageUri: x } } }
`),
    );
    expect(api).toMatchObject({
      name: joinValues([reference('AWS::StackName'), '-api']),
      endpoint: { type: 'REGIONAL' },
      resources: [{ path: '/a', methods: [{ httpMethod: 'GET' }, { httpMethod: 'PUT' }] }],
    });
  });

  test('reads HTTP APIs and WebSocket APIs', () => {
    const { collection, diagnostics } = read(CHATS);
    expect(diagnostics).toEqual([]);
    expect(collection.apis).toEqual([
      {
        protocol: 'HTTP',
        id: 'Http',
        name: 'H',
        cors: { allowOrigins: ['*'], maxAgeSeconds: 60 },
        authorizers: [
          {
            type: 'JWT',
            name: 'jwt',
            identitySource: [{ kind: 'header', name: 'Authorization' }],
            issuer: 'https://i.example.com',
            audience: ['a'],
          },
        ],
        routes: [
          {
            routeKey: { kind: 'route', httpMethod: 'GET', path: '/a' },
            authorization: { type: 'JWT', authorizer: 'jwt', scopes: ['s'] },
            integration: { type: 'AWS_PROXY', uri: reference('F', 'Arn'), payloadFormatVersion: '2.0' },
          },
        ],
        stages: [{ name: '$default', autoDeploy: true, defaultRouteSettings: { throttle: { ratePerSecond: 3 } } }],
      },
      {
        protocol: 'WEBSOCKET',
        id: 'Socket',
        name: 'W',
        routeSelectionExpression: parseSelectionExpression('$request.body.kind', 'message-expression'),
        authorizers: [],
        routes: [
          {
            routeKey: { kind: 'connect' },
            authorization: { type: 'AWS_IAM' },
            integration: {
              type: 'MOCK',
              requestTemplates: { '200': '{}' },
              responses: [{ integrationResponseKey: '$default' }],
            },
            routeResponseSelectionExpression: parseSelectionExpression('$default', 'message-expression'),
            responses: [{ routeResponseKey: '$default' }],
          },
        ],
        stages: [],
      },
    ]);
  });

  test.each([
    ['PETS', PETS],
    ['CHATS', CHATS],
  ])('reports a property that nobody knows in every object of %s', (_name, yaml) => {
    const { template, added } = withUnknownMembers(parse(yaml));
    const { diagnostics } = readTemplate(template);
    const unknown = diagnostics.filter(({ code }) => code === 'unknown-property');
    expect(unknown.map(({ place: { element, property } }) => `${element}.${property}`).sort()).toEqual(
      added.toSorted(),
    );
  });
});

describe('the name of a stage', () => {
  const written = `
Parameters: { Environment: { Type: String } }
Resources:
  Api: { Type: AWS::ApiGateway::RestApi, Properties: { Name: a } }
  Deployment: { Type: AWS::ApiGateway::Deployment, Properties: { RestApiId: !Ref Api, StageName: !Ref Environment } }
  Stage: { Type: AWS::ApiGateway::Stage, Properties: { RestApiId: !Ref Api, DeploymentId: !Ref Deployment, StageName: !Sub '\${Environment}-v1' } }
`;

  test('that only deployment knows is asked for, with a name that clients can request in its place', () => {
    const { collection, diagnostics } = read(written);
    expect(collection.apis).toMatchObject([{ stages: [{ name: 'Environment-v1' }, { name: 'Environment' }] }]);
    expect(diagnostics).toMatchObject([
      { code: 'unresolved-value', place: { element: 'Stage' } },
      {
        code: 'unresolved-value',
        place: { element: 'Deployment' },
        message: expect.stringContaining('give "Environment"') as string,
      },
    ]);
  });

  test('is that of the parameter where its value is given', () => {
    const { collection, diagnostics } = readTemplate(parse(written), { parameters: { Environment: 'prod' } });
    expect(collection.apis).toMatchObject([{ stages: [{ name: 'prod-v1' }, { name: 'prod' }] }]);
    expect(diagnostics).toEqual([]);
  });
});
