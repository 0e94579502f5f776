import { describe, expect, test } from 'vitest';

import type { Json } from '../../../../lib/model/json.js';
import { apiEvent, at, expand, lambdaFunction, restApi } from '../expand.js';
import type { JsonMap } from '../read-template.js';

const SWAGGER = { swagger: '2.0', info: { title: 't' }, paths: { '/pets': { get: {} } } };

function body(properties: JsonMap): unknown {
  return expand({ Api: restApi({ DefinitionBody: SWAGGER, ...properties }) }).get('Api').Properties.Body;
}

describe('AWS::Serverless::Api', () => {
  test('becomes an API, a deployment and a stage, with the stray stage "Stage"', () => {
    const { resources, diagnostics, get, ids } = expand({ Api: restApi({ DefinitionBody: SWAGGER }) });
    expect(Object.values(resources).map(({ Type }) => Type)).toEqual([
      'AWS::ApiGateway::RestApi',
      'AWS::ApiGateway::Deployment',
      'AWS::ApiGateway::Stage',
    ]);
    const [deployment = ''] = ids('AWS::ApiGateway::Deployment');
    expect(get(deployment).Properties).toMatchObject({ RestApiId: { Ref: 'Api' }, StageName: 'Stage' });
    expect(get('ApiprodStage').Properties).toEqual({
      RestApiId: { Ref: 'Api' },
      DeploymentId: { Ref: deployment },
      StageName: 'prod',
    });
    expect(diagnostics).toEqual([]);
  });

  test('with OpenApiVersion makes no stray stage', () => {
    const { get, ids } = expand({ Api: restApi({ OpenApiVersion: '3.0.1', DefinitionBody: SWAGGER }) });
    expect(get(ids('AWS::ApiGateway::Deployment')[0] ?? '').Properties).not.toHaveProperty('StageName');
  });

  test.each<[stage: Json, id: string]>([
    ['v1', 'Apiv1Stage'],
    ['my-stage', 'ApiStagea9d64949ee'],
    [{ Ref: 'Env' }, 'ApiStage'],
  ])('a stage named %j is called %s', (StageName, id) => {
    const { ids } = expand({ Api: restApi({ StageName, DefinitionBody: SWAGGER }) });
    expect(ids('AWS::ApiGateway::Stage')).toEqual([id]);
  });

  test.each<[name: string, value: Json]>([
    ['CacheClusterEnabled', true],
    ['CacheClusterSize', '0.5'],
    ['Variables', { a: 'b' }],
    ['MethodSettings', [{ HttpMethod: '*', ResourcePath: '/*' }]],
    ['AccessLogSetting', { DestinationArn: 'arn:aws:logs:x' }],
    ['CanarySetting', { PercentTraffic: 10 }],
    ['TracingEnabled', true],
  ])('%s stands on the stage', (name, value) => {
    const { get } = expand({ Api: restApi({ DefinitionBody: SWAGGER, [name]: value }) });
    expect(get('ApiprodStage').Properties[name]).toEqual(value);
  });

  test.each<[name: string, value: Json, expected: JsonMap]>([
    ['Name', 'Pets', { Name: 'Pets' }],
    ['Description', 'd', { Description: 'd' }],
    ['FailOnWarnings', true, { FailOnWarnings: true }],
    ['FailOnWarnings', false, {}],
    ['Mode', 'overwrite', { Mode: 'overwrite' }],
    ['ApiKeySourceType', 'HEADER', { ApiKeySourceType: 'HEADER' }],
    ['MinimumCompressionSize', 0, { MinimumCompressionSize: 0 }],
    ['SecurityPolicy', 'TLS_1_2', { SecurityPolicy: 'TLS_1_2' }],
    [
      'EndpointConfiguration',
      'REGIONAL',
      { EndpointConfiguration: { Types: ['REGIONAL'] }, Parameters: { endpointConfigurationTypes: 'REGIONAL' } },
    ],
    [
      'EndpointConfiguration',
      { Type: 'PRIVATE', VPCEndpointIds: ['vpce-1'] },
      {
        EndpointConfiguration: { Types: ['PRIVATE'], VpcEndpointIds: ['vpce-1'] },
        Parameters: { endpointConfigurationTypes: 'PRIVATE' },
      },
    ],
  ])('%s %j stands on the API', (name, value, expected) => {
    const { Body, ...properties } = expand({ Api: restApi({ DefinitionBody: SWAGGER, [name]: value }) }).get(
      'Api',
    ).Properties;
    expect(Body).toBeDefined();
    expect(properties).toEqual(expected);
  });

  test('outside the commercial partition is regional', () => {
    const options = { parameters: { 'AWS::Region': 'cn-north-1' } };
    const { get } = expand({ Api: restApi({ DefinitionBody: SWAGGER }) }, {}, options);
    expect(get('Api').Properties.EndpointConfiguration).toEqual({ Types: ['REGIONAL'] });
  });

  test.each<[name: string, value: Json, path: readonly string[], expected: Json]>([
    ['BinaryMediaTypes', ['image~1png'], ['x-amazon-apigateway-binary-media-types'], ['image/png']],
    ['Models', { Pet: { type: 'object' } }, ['definitions'], { pet: { type: 'object' } }],
    [
      'DisableExecuteApiEndpoint',
      true,
      ['x-amazon-apigateway-endpoint-configuration'],
      { disableExecuteApiEndpoint: true },
    ],
    [
      'GatewayResponses',
      { DEFAULT_4XX: { StatusCode: 418, ResponseParameters: { Headers: { 'X-A': "'b'" } } } },
      ['x-amazon-apigateway-gateway-responses', 'DEFAULT_4XX'],
      {
        responseParameters: { 'gatewayresponse.header.X-A': "'b'" },
        responseTemplates: {},
        statusCode: '418',
      },
    ],
  ])('%s is written into the definition', (name, value, path, expected) => {
    expect(at(body({ [name]: value }), ...path)).toEqual(expected);
  });

  test('what stands in components in OpenAPI 3 is moved there', () => {
    const openapi = { openapi: '3.0.1', paths: { '/pets': { get: {} } } };
    const definition = body({
      DefinitionBody: openapi,
      Models: { Pet: { type: 'object' } },
      Auth: { ApiKeyRequired: true },
      DisableExecuteApiEndpoint: true,
    });
    expect(at(definition, 'components', 'schemas')).toEqual({ pet: { type: 'object' } });
    expect(at(definition, 'components', 'securitySchemes', 'api_key', 'name')).toBe('x-api-key');
    expect(at(definition, 'servers')).toEqual([
      { 'x-amazon-apigateway-endpoint-configuration': { disableExecuteApiEndpoint: true } },
    ]);
    expect(definition).not.toHaveProperty('definitions');
    expect(definition).not.toHaveProperty('securityDefinitions');
  });

  test('OpenApiVersion makes the definition that the translator writes an OpenAPI 3 one', () => {
    const Fn = lambdaFunction({ Get: apiEvent('/pets', 'get', { RestApiId: { Ref: 'Api' } }) });
    const definition = expand({ Fn, Api: restApi({ OpenApiVersion: 3 }) }).get('Api').Properties.Body;
    expect(definition).toMatchObject({ openapi: '3.0', paths: { '/pets': {} } });
    expect(definition).not.toHaveProperty('swagger');
  });

  test('DefinitionUri in S3 is where the body lies; a path stays', () => {
    expect(expand({ Api: restApi({ DefinitionUri: 's3://b/k?versionId=1' }) }).get('Api').Properties).toEqual({
      BodyS3Location: { Bucket: 'b', Key: 'k', Version: '1' },
    });
    const local = expand({ Api: restApi({ DefinitionUri: './api.yaml' }) });
    expect(local.get('Api').Properties.BodyS3Location).toBe('./api.yaml');
    expect(local.diagnostics).toEqual([]);
  });

  test('Tags stand on the stage, and with PropagateTags on everything that has tags', () => {
    const list = [{ Key: 'a', Value: 'b' }];
    const plain = expand({ Api: restApi({ DefinitionBody: SWAGGER, Tags: { a: 'b' } }) });
    expect(plain.get('ApiprodStage').Properties.Tags).toEqual(list);
    expect(plain.get('Api').Properties).not.toHaveProperty('Tags');
    const propagated = expand({ Api: restApi({ DefinitionBody: SWAGGER, Tags: { a: 'b' }, PropagateTags: true }) });
    expect(propagated.get('Api').Properties.Tags).toEqual(list);
  });

  test('Condition and deletion policies reach all that is made of it, DependsOn the API alone', () => {
    const attributes = { Condition: 'C', DeletionPolicy: 'Retain', DependsOn: 'Log' };
    const { resources } = expand(
      { Api: restApi({ DefinitionBody: SWAGGER }, attributes) },
      { Conditions: { C: true } },
    );
    for (const resource of Object.values(resources))
      expect(resource).toMatchObject({ Condition: 'C', DeletionPolicy: 'Retain' });
    expect(Object.values(resources).filter(({ DependsOn }) => DependsOn !== undefined)).toHaveLength(1);
  });

  test.each<[what: string, properties: JsonMap, property: string]>([
    ['two definitions', { DefinitionUri: 's3://b/k', DefinitionBody: SWAGGER }, 'DefinitionUri'],
    ['CORS without a definition', { DefinitionUri: 's3://b/k', Cors: "'*'" }, 'Cors'],
    ['a body that is not a definition', { DefinitionBody: { a: 'b' }, Cors: "'*'" }, 'DefinitionBody'],
    ['an unknown member of Auth', { DefinitionBody: SWAGGER, Auth: { Authorizer: 'x' } }, 'Auth'],
    [
      'an authorizer that nobody defined',
      { DefinitionBody: SWAGGER, Auth: { Authorizers: { A: {} }, DefaultAuthorizer: 'B' } },
      'Auth.DefaultAuthorizer',
    ],
    [
      'a gateway response with an unknown member',
      { DefinitionBody: SWAGGER, GatewayResponses: { DEFAULT_4XX: { Status: 1 } } },
      'GatewayResponses.DEFAULT_4XX',
    ],
    ['a model without a type', { DefinitionBody: SWAGGER, Models: { Pet: {} } }, 'Models.Pet'],
    [
      'VPC endpoints twice',
      { DefinitionBody: SWAGGER, EndpointConfiguration: { Type: 'PRIVATE', VPCEndpointIds: [], VpcEndpointIds: [] } },
      'EndpointConfiguration',
    ],
  ])('with %s is left out and reported', (_, properties, property) => {
    const { resources, diagnostics } = expand({ Api: restApi(properties) });
    expect(resources).toEqual({});
    expect(diagnostics).toMatchObject([{ code: 'invalid-value', place: { element: 'Api', property } }]);
  });

  test('without StageName is expanded all the same, and reported', () => {
    const { diagnostics, ids } = expand({
      Api: { Type: 'AWS::Serverless::Api', Properties: { DefinitionBody: SWAGGER } },
    });
    expect(ids('AWS::ApiGateway::Stage')).toEqual(['ApiStage']);
    expect(diagnostics).toMatchObject([{ code: 'invalid-value', place: { element: 'Api', property: 'StageName' } }]);
  });
});
