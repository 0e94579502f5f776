import { App, Duration, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { describe, expect, test } from 'vitest';
import {
  CacheSize,
  HttpIntegration,
  MockIntegration,
  RestApi,
  SluiceError,
  TokenAuthorizer,
} from '../../../lib/index.js';

const OK = new MockIntegration({ responses: [{ statusCode: 200 }] });

/** What a synthesis reports of the API `Pets` in the stack `Shop`, warnings included. */
function findingsOf(build: (api: RestApi) => void): string {
  const stack = new Stack(new App(), 'Shop');
  try {
    build(new RestApi(stack, 'Pets'));
    (stack.node.root as App).synth();
  } catch (error) {
    const code = error instanceof SluiceError ? ` (${error.code})` : '';
    return (error as Error).message + code;
  }
  return Annotations.fromStack(stack)
    .findWarning('/Shop/Pets', Match.anyValue())
    .map(({ id, entry }) => `[${id.slice(1)}] ${entry.data as string}`)
    .join();
}

describe('a mistake is found at synth, with the construct path, the place and the rule', () => {
  test.each<[mistake: string, build: (api: RestApi) => void, finding: string]>([
    [
      'the same method twice',
      (api) => {
        api.get('/pets', OK);
        api.get('/pets', OK);
      },
      '[Shop/Pets] GET /pets: GET /pets is defined twice (duplicate-route)',
    ],
    [
      'two variables under one parent',
      (api) => {
        api.get('/pets/{petId}', OK);
        api.get('/pets/{name}/toys', OK);
      },
      '[Shop/Pets] /pets/{name}/toys: Cannot use the path /pets/{name}/toys: "{name}" stands where /pets/{petId} has "{petId}", and only one variable is allowed there (path-invalid)',
    ],
    [
      'an undeclared cache key',
      (api) => api.get('/pets', OK, { cache: { keys: ['integration.request.querystring.page'] } }),
      '[Shop/Pets] GET /pets  cacheKeyParameters: The cache key integration.request.querystring.page is not a parameter of the integration request; map it there (cache-key-undeclared)',
    ],
    [
      'settings for a missing path',
      (api) => {
        api.get('/pets', OK);
        api.cors('/pet', { allowOrigins: ['*'] });
      },
      '[Shop/Pets] /pet  cors: The API has no path /pet with methods (settings-unknown)',
    ],
    [
      'a template that does not parse',
      (api) =>
        api.get(
          '/pets',
          new MockIntegration({
            responses: [{ statusCode: 200, responseTemplates: { 'application/json': '#if($a)' } }],
          }),
        ),
      '[Shop/Pets] GET /pets  integration response 200 responseTemplates["application/json"]:1:1: Cannot parse mapping template: reached the end of the template while looking for the #end of this #if (template-syntax)',
    ],
    [
      'a response header without a method response',
      // What a mapping names is declared by itself, so it takes another hand to forget it.
      (api) => {
        const tagged = { statusCode: 200, responseParameters: { 'method.response.header.ETag': "'1'" } };
        api.get('/pets', new MockIntegration({ responses: [tagged] }));
        api.override((document) => {
          const get = document.paths['/pets']?.get;
          return { ...document, paths: { '/pets': { get: { ...get, responses: { 200: { description: 'OK' } } } } } };
        });
      },
      "[Shop/Pets] GET /pets  integration response 200: The header ETag is mapped, and the method's response 200 does not declare it (response-undeclared)",
    ],
    [
      'a child below {proxy+}',
      (api) => api.get('/files/{proxy+}/size', OK),
      '[Shop/Pets] /files/{proxy+}/size: Cannot use the path /files/{proxy+}/size: nothing can follow "{proxy+}", which takes the rest of the path (path-invalid)',
    ],
    [
      'an unknown $ref',
      (api) => {
        api.post('/pets', OK, { requestModels: { 'application/json': { $ref: '#/models/Pet' } } });
      },
      '[Shop/Pets] model PostPetsRequest: Cannot find the model "Pet"',
    ],
    [
      'a TTL above an hour',
      (api) => {
        api.get('/pets', OK, { cache: { ttl: Duration.hours(2) } });
        api.addStage('prod', { cache: { size: CacheSize.GB_0_5 } });
      },
      '[Shop/Pets] stage prod  cache of GET /pets: Cannot exceed the quota "lifetime of a cached answer": 7200 seconds, and API Gateway allows 3600 (quota-exceeded)',
    ],
    [
      'a stage name with a slash',
      (api) => {
        api.get('/pets', OK);
        api.addStage('v1/prod');
      },
      '[Shop/Pets] stage v1/prod: Cannot use "v1/prod" as a stage\'s name: it has to be 1 to 128 letters, digits, hyphens and underscores (invalid-value)',
    ],
    [
      'a timeout above the limit',
      (api) => api.get('/pets', new HttpIntegration('https://example.com', { timeout: Duration.seconds(30) })),
      '[Shop/Pets] GET /pets  integration timeout: Cannot exceed the quota "longest integration timeout": 30000 ms, and API Gateway allows 29000 (quota-exceeded)',
    ],
    [
      'too many authorizers',
      (api) => {
        for (let index = 0; index < 11; index++) {
          const handler = LambdaFunction.fromFunctionName(api, `Fn${index}`, `authorize-${index}`);
          api.get(`/pets/${index}`, OK, { authorizer: new TokenAuthorizer(handler) });
        }
      },
      '[Shop/Pets] the API: Cannot exceed the quota "authorizers of an API": 11, and API Gateway allows 10; if AWS raised it, say so: quotas: { authorizersPerApi: 11 } (quota-exceeded)',
    ],
  ])('%s', (_mistake, build, finding) => {
    expect(findingsOf(build)).toContain(finding);
  });
});
