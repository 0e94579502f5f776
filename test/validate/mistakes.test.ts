import { describe, expect, test } from 'vitest';
import { readTemplate } from '../../lib/import/cloudformation/template.js';
import { resolveCollection, resolveStackParts } from '../../lib/import/source/resolve-values.js';
import type { Json } from '../../lib/model/index.js';
import { findingsIn } from '../../lib/validate/findings.js';

type Resources = Readonly<Record<string, Json>>;

/** Severity and code of what is found in a template with the API `Pets`, its resource `/pets` and these resources. */
function findingsOf(resources: Resources): readonly string[] {
  const source = readTemplate({
    Resources: {
      Pets: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'Pets' } },
      Path: path({ 'Fn::GetAtt': ['Pets', 'RootResourceId'] }, 'pets'),
      ...resources,
    },
  });
  const parts = { functions: source.functions, collection: resolveCollection(source), ...resolveStackParts(source) };
  const found = findingsIn({ ...parts, kind: 'template' }).map(({ finding }) => finding);
  return [...source.diagnostics, ...found].map(({ severity, code }) => `${severity} ${code}`);
}

function part(type: string, properties: Resources): Json {
  return { Type: `AWS::ApiGateway::${type}`, Properties: { RestApiId: { Ref: 'Pets' }, ...properties } };
}

function path(parent: Json, name: string): Json {
  return part('Resource', { ParentId: parent, PathPart: name });
}

function get(integration: Resources = {}, more: Resources = {}): Json {
  const Integration: Json = { Type: 'HTTP', IntegrationHttpMethod: 'GET', Uri: 'https://example.com', ...integration };
  return part('Method', {
    ResourceId: { Ref: 'Path' },
    HttpMethod: 'GET',
    AuthorizationType: 'NONE',
    Integration,
    ...more,
  });
}

function stage(more: Resources): Json {
  return part('Stage', { DeploymentId: { Ref: 'Deployment' }, StageName: 'prod', ...more });
}

const Deployment = part('Deployment', {});

describe('mistakes that constructs report at synth, in templates', () => {
  test.each<[mistake: string, resources: Resources, finding: string]>([
    ['the same method twice', { One: get(), Two: get() }, 'error duplicate-route'],
    [
      'two variables under one parent',
      {
        A: path({ Ref: 'Path' }, '{petId}'),
        B: path({ Ref: 'Path' }, '{name}'),
        One: get({}, { ResourceId: { Ref: 'A' } }),
        Two: get({}, { ResourceId: { Ref: 'B' } }),
      },
      'error path-invalid',
    ],
    [
      'an undeclared cache key',
      { Get: get({ CacheKeyParameters: ['integration.request.querystring.page'] }) },
      'error cache-key-undeclared',
    ],
    [
      'settings for a missing path',
      {
        Get: get(),
        Deployment,
        Stage: stage({ MethodSettings: [{ ResourcePath: '/~1pet', HttpMethod: 'GET', MetricsEnabled: true }] }),
      },
      'warning settings-unknown',
    ],
    [
      'a template that does not parse',
      { Get: get({ RequestTemplates: { 'application/json': '#if($a)' } }) },
      'error template-syntax',
    ],
    [
      'a response header without a method response',
      {
        Get: get(
          {
            IntegrationResponses: [{ StatusCode: '200', ResponseParameters: { 'method.response.header.ETag': "'1'" } }],
          },
          { MethodResponses: [{ StatusCode: '200' }] },
        ),
      },
      'error response-undeclared',
    ],
    [
      'a child below {proxy+}',
      {
        A: path({ Ref: 'Path' }, '{proxy+}'),
        B: path({ Ref: 'A' }, 'size'),
        Get: get({}, { ResourceId: { Ref: 'B' } }),
      },
      'error path-invalid',
    ],
    [
      'an unknown $ref',
      {
        Get: get(),
        Model: part('Model', {
          Name: 'Toy',
          ContentType: 'application/json',
          Schema: { $ref: 'https://apigateway.amazonaws.com/restapis/a1b2c3/models/Pet' },
        }),
      },
      'warning unresolved-reference',
    ],
    [
      'a TTL above an hour',
      {
        Get: get(),
        Deployment,
        Stage: stage({ MethodSettings: [{ ResourcePath: '/*', HttpMethod: '*', CacheTtlInSeconds: 7200 }] }),
      },
      'error quota-exceeded',
    ],
    [
      'a stage name with a slash',
      { Get: get(), Deployment, Stage: stage({ StageName: 'v1/prod' }) },
      'error invalid-value',
    ],
    ['a timeout above the limit', { Get: get({ TimeoutInMillis: 30_000 }) }, 'error quota-exceeded'],
    [
      'too many authorizers',
      {
        Get: get(),
        ...Object.fromEntries(
          Array.from({ length: 11 }, (_, index) => [
            `Authorizer${index}`,
            part('Authorizer', {
              Name: `Users${index}`,
              Type: 'COGNITO_USER_POOLS',
              IdentitySource: 'method.request.header.Authorization',
              ProviderARNs: ['arn:aws:cognito-idp:us-east-1:111122223333:userpool/us-east-1_a1b2c3'],
            }),
          ]),
        ),
      },
      'warning quota-exceeded',
    ],
  ])('%s', (_mistake, resources, finding) => {
    expect(findingsOf(resources)).toContain(finding);
  });
});
