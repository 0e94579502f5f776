import { App, Stack } from 'aws-cdk-lib';
import { UserPool } from 'aws-cdk-lib/aws-cognito';
import { describe, expect, test } from 'vitest';

import {
  Authorizer,
  CognitoAuthorizer,
  DomainName,
  HttpApi,
  HttpLambdaIntegration,
  LambdaIntegration,
  RequestAuthorizer,
  RestApi,
  TokenAuthorizer,
  WebSocketApi,
} from '../../lib/index.js';
import { inlineFunction } from './synthesize.js';
import { mock } from './websocket/plain-integration.js';

/** JavaScript has no compiler that finds these, and a misspelled authorizer would leave a route open. */
const misspelled = { authorizor: Authorizer.IAM } as object;

test.each<[what: string, build: (stack: Stack) => void, message: RegExp]>([
  [
    'a method',
    (stack) => new RestApi(stack, 'Api').get('/pets', new LambdaIntegration(inlineFunction(stack, 'F')), misspelled),
    /"authorizor" of GET \/pets/,
  ],
  [
    'defaults',
    (stack) => new RestApi(stack, 'Api', { defaults: misspelled }),
    /"authorizor" of the defaults of Stack\/Api/,
  ],
  [
    'defaults of a group',
    (stack) =>
      new RestApi(stack, 'Api').group('/a', misspelled).get('/b', new LambdaIntegration(inlineFunction(stack, 'F'))),
    /"authorizor" of the defaults of a group/,
  ],
  [
    'a route',
    (stack) =>
      new HttpApi(stack, 'Api').get('/pets', new HttpLambdaIntegration(inlineFunction(stack, 'F')), misspelled),
    /"authorizor" of GET \/pets/,
  ],
  [
    'defaults of an HTTP API',
    (stack) => new HttpApi(stack, 'Api', { defaults: misspelled }),
    /"authorizor" of the defaults/,
  ],
  [
    'a route of a WebSocket API',
    (stack) => new WebSocketApi(stack, 'Api').addRoute('$connect', mock(), misspelled),
    /"authorizor" of \$connect/,
  ],
  [
    'a route in the properties of a WebSocket API',
    (stack) => new WebSocketApi(stack, 'Api', { connect: { integration: mock(), ...misspelled } }),
    /"authorizor" of \$connect/,
  ],
  [
    'defaults of a WebSocket API',
    (stack) => new WebSocketApi(stack, 'Api', { defaults: misspelled }),
    /"authorizor" of the defaults/,
  ],
  ['a WebSocket API', (stack) => new WebSocketApi(stack, 'Api', misspelled), /"authorizor" of Stack\/Api/],
  ['a REST API', (stack) => new RestApi(stack, 'Api', misspelled), /"authorizor" of Stack\/Api/],
  ['an HTTP API', (stack) => new HttpApi(stack, 'Api', misspelled), /"authorizor" of Stack\/Api/],
  [
    'a REST API by its document',
    (stack) => RestApi.fromOpenApi(stack, 'Api', { document: {}, ...misspelled }),
    /"authorizor" of Stack\/Api/,
  ],
  [
    'an HTTP API by its document',
    (stack) => HttpApi.fromOpenApi(stack, 'Api', { document: {}, ...misspelled }),
    /"authorizor" of Stack\/Api/,
  ],
  [
    'a CognitoAuthorizer',
    (stack) => new CognitoAuthorizer({ userPools: [new UserPool(stack, 'P')], validationRegexp: '^web$' } as never),
    /"validationRegexp" of a CognitoAuthorizer/,
  ],
  [
    'a TokenAuthorizer',
    (stack) => new TokenAuthorizer(inlineFunction(stack, 'F'), { identitySources: [] } as object),
    /"identitySources" of a TokenAuthorizer/,
  ],
  [
    'a RequestAuthorizer',
    (stack) => new RequestAuthorizer(inlineFunction(stack, 'F'), { identitySource: 'Authorization' } as object),
    /"identitySource" of a RequestAuthorizer/,
  ],
  [
    'a stage',
    (stack) => new RestApi(stack, 'Api').addStage('prod', { webACL: 'arn' } as object),
    /"webACL" of the stage prod of Stack\/Api/,
  ],
  [
    'a domain name',
    (stack) => new DomainName(stack, 'Domain', { domainName: 'api.example.com', mutualTLS: {} } as never),
    /"mutualTLS" of Stack\/Domain/,
  ],
])('a misspelled property of %s is refused, with the nearest name', (_what, build, message) => {
  const stack = new Stack(new App(), 'Stack');
  expect(() => {
    build(stack);
  }).toThrow(
    expect.objectContaining({ code: 'property-unknown', message: expect.stringMatching(message) as string }) as Error,
  );
});

test('a function in the place of an integration is refused, with what to write instead', () => {
  const stack = new Stack(new App(), 'Stack');
  expect(() => new RestApi(stack, 'Api').get('/pets', inlineFunction(stack, 'F') as never)).toThrow(
    /Cannot use a construct as the properties of GET \/pets/,
  );
});

test.each([
  ['RestApi()', RestApi],
  ['HttpApi()', HttpApi],
])('%s refuses an authorizer beside the defaults, and names the place of it', (_name, Api) => {
  const stack = new Stack(new App(), 'Stack');
  expect(() => new Api(stack, 'Api', { authorizer: Authorizer.IAM } as object)).toThrow(
    expect.objectContaining({
      code: 'property-unknown',
      details: { hint: 'Put it into the defaults: { defaults: { authorizer } }' },
    }) as Error,
  );
});

test.each<[what: string, code: string, build: (stack: Stack) => unknown]>([
  ['null as the properties of a REST API', 'properties-invalid', (stack) => new RestApi(stack, 'Api', null as never)],
  ['null as the properties of an HTTP API', 'properties-invalid', (stack) => new HttpApi(stack, 'Api', null as never)],
  ['null as an integration', 'properties-invalid', (stack) => new RestApi(stack, 'Api').get('/pets', null as never)],
  ['a string as an integration', 'properties-invalid', (stack) => new HttpApi(stack, 'Api').get('/', 'list' as never)],
  ['true as the CORS of a REST API', 'cors-invalid', (stack) => new RestApi(stack, 'Api', { cors: true as never })],
  [
    'true as the CORS of an HTTP API',
    'cors-origin-invalid',
    (stack) => new HttpApi(stack, 'A', { cors: true as never }),
  ],
  [
    'a string as the origins',
    'cors-invalid',
    (stack) => new RestApi(stack, 'A', { cors: { allowOrigins: '*' as never } }),
  ],
  [
    'a string as the origins of an HTTP API',
    'cors-origin-invalid',
    (stack) => new HttpApi(stack, 'Api', { cors: { allowOrigins: '*' as never } }),
  ],
  ['a number as the path of a method', 'path-invalid', (stack) => new RestApi(stack, 'Api').get(5 as never)],
  ['a number as the path of a route', 'route-key-invalid', (stack) => new HttpApi(stack, 'Api').get(5 as never)],
  [
    'a number as the path of a grouped method',
    'path-invalid',
    (stack) => new RestApi(stack, 'Api').group('/a').get(5 as never),
  ],
  [
    'a number as the path of a grouped route',
    'path-invalid',
    (stack) => new HttpApi(stack, 'Api').group('/a').get(5 as never),
  ],
  [
    'properties of a method behind no integration',
    'integration-missing',
    (stack) => new RestApi(stack, 'Api').get('/', undefined as never, { authorizer: Authorizer.IAM }),
  ],
  [
    'properties of a route behind other properties',
    'integration-missing',
    (stack) => new HttpApi(stack, 'Api').get('/', {} as never, { authorizer: Authorizer.IAM }),
  ],
])('refuses %s: %s', (_what, code, build) => {
  expect(() => build(new Stack(new App(), 'Stack'))).toThrow(expect.objectContaining({ code }) as Error);
});

test('a class of its own may pass its own props on', () => {
  class TeamApi extends RestApi {}
  const stack = new Stack(new App(), 'Stack');
  expect(() => new TeamApi(stack, 'Api', { team: 'pets' } as object)).not.toThrow();
});

describe('operations of a document', () => {
  const document = {
    openapi: '3.0.1',
    info: { title: 'Pets', version: '1' },
    paths: { '/pets': { get: { operationId: 'listPets', responses: {} } } },
  };
  const integrations = (stack: Stack) => ({ listPets: new LambdaIntegration(inlineFunction(stack, 'F')) });
  const httpIntegrations = (stack: Stack) => ({ listPets: new HttpLambdaIntegration(inlineFunction(stack, 'F')) });
  const scopes = { scopes: ['pets/read'] };

  test.each<[what: string, code: string, build: (stack: Stack, operation: object) => unknown, operation: object]>([
    ['RestApi.fromOpenApi()', 'property-unknown', rest, misspelled],
    ['HttpApi.fromOpenApi()', 'property-unknown', http, misspelled],
    ['RestApi.fromOpenApi()', 'scopes-without-user-pool', rest, scopes],
    ['HttpApi.fromOpenApi()', 'scopes-without-jwt', http, scopes],
  ])('%s refuses access control that nothing reads: %s', (_what, code, build, operation) => {
    const stack = new Stack(new App(), 'Stack');
    expect(() => build(stack, operation)).toThrow(expect.objectContaining({ code }) as Error);
  });

  function rest(stack: Stack, listPets: object): RestApi {
    return RestApi.fromOpenApi(stack, 'Api', { document, integrations: integrations(stack), operations: { listPets } });
  }

  function http(stack: Stack, listPets: object): HttpApi {
    return HttpApi.fromOpenApi(stack, 'Api', {
      document,
      integrations: httpIntegrations(stack),
      operations: { listPets },
    });
  }
});
