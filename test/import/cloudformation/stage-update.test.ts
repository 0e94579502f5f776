import { describe, expect, test } from 'vitest';
import { readTemplate } from '../../../lib/import/cloudformation/template.js';
import type { Json, JsonObject, MethodSettings } from '../../../lib/model/index.js';

const AUTHORIZATION = '/~1pets~1{petId}/GET/caching/requireAuthorizationForCacheControl';

function operation(path: string, value: string): JsonObject {
  return { op: 'replace', path, value };
}

/** What the CDK's AwsCustomResource puts into a template. */
function call(patchOperations: Json, parameters: JsonObject = {}, rest: JsonObject = {}): Json {
  const text = JSON.stringify({
    service: 'APIGateway',
    action: 'updateStage',
    ...rest,
    parameters: { restApiId: '%Pets%', stageName: '%Prod%', ...parameters, patchOperations },
  });
  return { 'Fn::Join': ['', text.split('%').map((part, index) => (index % 2 === 0 ? part : { Ref: part }))] };
}

function read(resource: JsonObject): {
  readonly settings: readonly MethodSettings[] | undefined;
  readonly findings: readonly string[];
} {
  const { collection, diagnostics } = readTemplate({
    Conditions: { No: { 'Fn::Equals': ['a', 'b'] } },
    Resources: {
      Pets: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'Pets' } },
      Prod: {
        Type: 'AWS::ApiGateway::Stage',
        Properties: {
          RestApiId: { Ref: 'Pets' },
          StageName: 'prod',
          MethodSettings: [{ ResourcePath: '/~1pets~1{petId}', HttpMethod: 'GET', CachingEnabled: true }],
        },
      },
      Update: { Type: 'Custom::AWS', ...resource },
    },
  });
  const [api] = collection.apis;
  return {
    settings: api?.protocol === 'REST' ? api.stages[0]?.methodSettings : undefined,
    findings: diagnostics.map(({ code, message }) => `${code}: ${message}`),
  };
}

const PET = { path: '/pets/{petId}', httpMethod: 'GET', caching: { enabled: true } } as const;

function withCaching(caching: MethodSettings['caching']): MethodSettings {
  return { ...PET, caching: { ...PET.caching, ...caching } };
}

describe('readStageUpdates()', () => {
  const open = [operation(AUTHORIZATION, 'false')];
  const opened = [withCaching({ requireAuthorizationForCacheControl: false })];

  test.each<[what: string, resource: JsonObject, settings: readonly MethodSettings[]]>([
    ['a call at creation', { Properties: { Create: call(open) } }, opened],
    ['a call at updates only', { Properties: { Update: call(open) } }, opened],
    ['a stage by its name', { Properties: { Create: call(open, { stageName: 'prod' }) } }, opened],
    ['a resource type of your own', { Type: 'Custom::Cache', Properties: { Create: call(open) } }, opened],
    [
      'the names of the SDK for JavaScript 3',
      {
        Properties: {
          Create: call(open, {}, { service: '@aws-sdk/client-api-gateway', action: 'UpdateStageCommand' }),
        },
      },
      opened,
    ],
    [
      'settings for all methods and for one without an entry',
      {
        Properties: {
          Create: call([
            operation('/*/*/caching/unauthorizedCacheControlHeaderStrategy', 'FAIL_WITH_403'),
            operation('/~1/GET/caching/requireAuthorizationForCacheControl', 'true'),
          ]),
        },
      },
      [
        PET,
        { path: '*', httpMethod: '*', caching: { unauthorizedCacheControlHeaderStrategy: 'FAIL_WITH_403' } },
        { path: '/', httpMethod: 'GET', caching: { requireAuthorizationForCacheControl: true } },
      ],
    ],
    ['nothing of another stage', { Properties: { Create: call(open, { stageName: 'dev' }) } }, [PET]],
    ['nothing of another call', { Properties: { Create: call(open, {}, { action: 'getStage' }) } }, [PET]],
    ['nothing of text that is no call', { Properties: { Create: '{' } }, [PET]],
    ['nothing of a resource without a call', { Properties: { ServiceToken: 'x' } }, [PET]],
    [
      'nothing of a resource whose condition does not hold',
      { Condition: 'No', Properties: { Create: call(open) } },
      [PET],
    ],
  ])('takes %s', (_, resource, settings) => {
    expect(read(resource).settings).toEqual(settings);
  });

  test.each<[path: string, value: string]>([
    ['/variables/release', 'next'],
    [AUTHORIZATION, 'perhaps'],
    ['/~1pets/GET/caching/unauthorizedCacheControlHeaderStrategy', 'FAIL'],
  ])('reports the operation %s %s, which it cannot carry', (path, value) => {
    const { settings, findings } = read({ Properties: { Create: call([operation(path, value)]) } });
    expect(settings).toEqual([PET]);
    expect(findings).toContain(
      `not-read: The operation ${JSON.stringify(operation(path, value))} on a stage is not read`,
    );
  });
});
