import { App, Stack } from 'aws-cdk-lib';
import { expect, test } from 'vitest';
import {
  Authorizer,
  HttpApi,
  HttpLambdaIntegration,
  LambdaIntegration,
  RestApi,
  WebSocketApi,
} from '../../lib/index.js';
import { inlineFunction } from './synthesize.js';
import { mock } from './websocket/plain-integration.js';

/** Calls without the compiler, as JavaScript makes them. */
type Untyped = Readonly<Record<'get' | 'group' | 'addRoute', (...given: unknown[]) => unknown>>;

const document = {
  openapi: '3.0.1',
  info: { title: 'Pets', version: '1' },
  paths: { '/pets': { get: { operationId: 'list', responses: {} } } },
};

const scopes = ['pets/read'];

test.each<[what: string, build: (stack: Stack) => unknown, code: string]>([
  [
    'an authorizer behind the properties of a method',
    (stack) => {
      const api = new RestApi(stack, 'Api') as unknown as Untyped;
      return api.get('/', new LambdaIntegration(inlineFunction(stack, 'F')), {}, { authorizer: Authorizer.IAM });
    },
    'arguments-invalid',
  ],
  [
    'an authorizer behind the properties of a route',
    (stack) => {
      const api = new HttpApi(stack, 'Api') as unknown as Untyped;
      return api.get('/', new HttpLambdaIntegration(inlineFunction(stack, 'F')), {}, { authorizer: Authorizer.IAM });
    },
    'arguments-invalid',
  ],
  [
    'an authorizer behind the properties of $connect',
    (stack) => {
      const api = new WebSocketApi(stack, 'Api') as unknown as Untyped;
      return api.addRoute('$connect', mock(), {}, { authorizer: Authorizer.IAM });
    },
    'arguments-invalid',
  ],
  [
    'two objects of properties of $connect',
    (stack) => {
      const api = new WebSocketApi(stack, 'Api') as unknown as Untyped;
      return api.addRoute('$connect', { operationName: 'connect' }, { authorizer: Authorizer.IAM });
    },
    'integration-missing',
  ],
  [
    'no authorizer in the place of one of $connect',
    (stack) => {
      const api = new WebSocketApi(stack, 'Api') as unknown as Untyped;
      return api.addRoute('$connect', mock(), { authorizer: null });
    },
    'authorizer-of-another-kind',
  ],
  [
    'a string in the place of true, of $connect',
    (stack) => new WebSocketApi(stack, 'Api', { connect: { integration: mock(), apiKeyRequired: 'true' as never } }),
    'api-key-required-invalid',
  ],
  [
    'two objects of properties',
    (stack) => {
      const integration = new LambdaIntegration(inlineFunction(stack, 'F'));
      const api = new RestApi(stack, 'Api', { defaults: { integration } }) as unknown as Untyped;
      return api.get('/', { operationName: 'list' }, { authorizer: Authorizer.IAM });
    },
    'integration-missing',
  ],
  [
    'a string in the place of true',
    (stack) => {
      const api = new RestApi(stack, 'Api') as unknown as Untyped;
      return api.get('/', new LambdaIntegration(inlineFunction(stack, 'F')), { apiKeyRequired: 'true' });
    },
    'api-key-required-invalid',
  ],
  [
    'default scopes that no authorizer checks, in a REST API of a document',
    (stack) => {
      const integrations = { list: new LambdaIntegration(inlineFunction(stack, 'F')) };
      return RestApi.fromOpenApi(stack, 'Api', { document, integrations, defaults: { scopes } });
    },
    'scopes-without-user-pool',
  ],
  [
    'default scopes that no authorizer checks, in an HTTP API of a document',
    (stack) => {
      const integrations = { list: new HttpLambdaIntegration(inlineFunction(stack, 'F')) };
      return HttpApi.fromOpenApi(stack, 'Api', { document, integrations, defaults: { scopes } });
    },
    'scopes-without-jwt',
  ],
])('%s: refused', (_what, build, code) => {
  expect(() => build(new Stack(new App(), 'Stack'))).toThrow(expect.objectContaining({ code }) as Error);
});

test('a method may leave its integration to the defaults by undefined, and keeps its properties', () => {
  const stack = new Stack(new App(), 'Stack');
  const integration = new LambdaIntegration(inlineFunction(stack, 'F'));
  const api = new RestApi(stack, 'Api', { defaults: { integration } });
  (api as unknown as Untyped).get('/', undefined, { authorizer: Authorizer.IAM });
  expect(api.toModel().resources[0]?.methods[0]?.authorization).toEqual({ type: 'AWS_IAM' });
});
