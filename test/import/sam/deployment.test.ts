import { describe, expect, test } from 'vitest';

import type { JsonMap } from './read-template.js';
import { apiEvent, expand, lambdaFunction, restApi } from './expand.js';

const CERTIFICATE = 'arn:aws:acm:us-east-1:123456789012:certificate/1';
const REGION = { parameters: { 'AWS::Region': 'us-east-1' } };
const ODD_INFO = { title: 'it\'s “d’été” \u{1F600} "x"', description: 'a\tb\nc\\d' };
const ofApi = { RestApiId: { Ref: 'Api' } };

// Observed: aws/serverless-application-model at 7000d0a over the same templates.
const HASHES: [what: string, id: string, resources: JsonMap, sections?: JsonMap][] = [
  [
    'an implicit API',
    'ServerlessRestApiDeployment0fca5f714d',
    {
      Fn: plainFunction({
        Get: apiEvent('/pets'),
        Post: apiEvent('/pets', 'post'),
        One: apiEvent('/pets/{petId}', 'any'),
      }),
    },
  ],
  [
    'forty paths, for which the tables of keys grow',
    'ServerlessRestApiDeployment3f21c4eda6',
    { Fn: plainFunction(Object.fromEntries(numbers(40).map((index) => [`E${index}`, apiEvent(`/r${index}/{id}`)]))) },
  ],
  [
    'OpenApiVersion and the name of a function, with a parameter',
    'ApiDeployment6d3b3d0f4e',
    {
      Fn: plainFunction(
        { Get: apiEvent('/pets', 'get', ofApi) },
        { FunctionName: { 'Fn::Sub': '${AWS::StackName}-${Env}' } },
      ),
      Api: restApi({ OpenApiVersion: '3.0.1' }),
    },
    { Parameters: { Env: { Type: 'String', Default: 'dev' } } },
  ],
  [
    'a domain, with the defaults that are filled in',
    'ApiDeployment70029165d5',
    {
      Api: restApi({
        DefinitionBody: { swagger: '2.0', paths: {} },
        Domain: { DomainName: 'api.example.com', CertificateArn: CERTIFICATE },
      }),
    },
  ],
  ['a definition in S3', 'ApiDeployment013e44b796', { Api: restApi({ DefinitionUri: 's3://bucket/key?versionId=3' }) }],
  [
    'quotation marks, escapes and characters beyond ASCII',
    'ApiDeployment58d0696d7e',
    { Api: restApi({ DefinitionBody: { swagger: '2.0', info: ODD_INFO, paths: { '/ü': { get: {} } } } }) },
  ],
  [
    'CORS and a default authorizer',
    'ApiDeployment8d99eabf5e',
    {
      Fn: plainFunction({
        Get: apiEvent('/pets', 'get', ofApi),
        Open: apiEvent('/open', 'get', { ...ofApi, Auth: { Authorizer: 'NONE' } }),
      }),
      Api: restApi({
        Cors: { AllowOrigin: "'https://a.example'", MaxAge: 600 },
        Auth: {
          DefaultAuthorizer: 'Pool',
          Authorizers: { Pool: { UserPoolArn: { 'Fn::GetAtt': ['Users', 'Arn'] } } },
        },
      }),
    },
  ],
  [
    'functions with conditions',
    'ServerlessRestApiDeploymentbc23ca599d',
    {
      F1: { ...plainFunction({ Get: apiEvent('/pets') }), Condition: 'A' },
      F2: { ...plainFunction({ Post: apiEvent('/pets', 'post') }), Condition: 'B' },
    },
    { Conditions: { A: true, B: true } },
  ],
];

function plainFunction(events: JsonMap, properties: JsonMap = {}): JsonMap {
  return lambdaFunction(events, { InlineCode: 'x', Handler: 'a.h', ...properties });
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}

describe('expandSam() names deployments as the translator does for', () => {
  test.each<[what: string, id: string, resources: JsonMap, sections?: JsonMap]>(HASHES)(
    '%s: %s',
    (_, id, resources, sections) => {
      const expanded = expand(resources, sections, REGION);
      expect(expanded.ids('AWS::ApiGateway::Deployment')).toEqual([id]);
      expect(expanded.get(id).Properties.Description).toMatch(new RegExp(`^RestApi deployment id: ${id.slice(-10)}`));
      const stage = expanded.get(expanded.ids('AWS::ApiGateway::Stage')[0] ?? '');
      expect(stage.Properties.DeploymentId).toEqual({ Ref: id });
    },
  );

  test('an API that always deploys like the same without, whenever it is expanded', () => {
    const settings: readonly JsonMap[] = [{}, { AlwaysDeploy: true }];
    const ids = settings.map((more) =>
      expand({ Api: restApi({ DefinitionUri: 's3://bucket/key', ...more }) }).ids('AWS::ApiGateway::Deployment'),
    );
    expect(ids[0]).toEqual(ids[1]);
  });
});
