import { App, Stack } from 'aws-cdk-lib';
import { UserPool } from 'aws-cdk-lib/aws-cognito';
import { describe, expect, test } from 'vitest';
import {
  Authorizer,
  CognitoAuthorizer,
  MockIntegration,
  RestApi,
  TokenAuthorizer,
  type IRestAuthorizer,
} from '../../../../lib/index.js';
import { inlineFunction } from '../../synthesize.js';

const integration = new MockIntegration({ responses: [{ statusCode: 200 }] });

function cognito(stack: Stack): CognitoAuthorizer {
  return new CognitoAuthorizer({ userPools: [new UserPool(stack, 'Pool')] });
}

describe('scopes of a method', () => {
  test.each<[what: string, create: (stack: Stack) => IRestAuthorizer | undefined, type: string]>([
    ['no authorizer', () => undefined, 'NONE'],
    ['Authorizer.IAM', () => Authorizer.IAM, 'AWS_IAM'],
    ['a TokenAuthorizer', (stack) => new TokenAuthorizer(inlineFunction(stack, 'Check')), 'CUSTOM'],
  ])('are refused with %s', (_what, create, type) => {
    const stack = new Stack(new App(), 'Stack');
    const authorizer = create(stack);
    const api = new RestApi(stack, 'Pets');
    const props = { scopes: ['pets/write'], ...(authorizer !== undefined && { authorizer }) };
    expect(() => api.post('/pets', integration, props)).toThrow(
      `POST /pets of Stack/Pets has the scopes pets/write, and its authorization is ${type}; only authorizers of user pools check scopes`,
    );
  });

  test('are refused of defaults, where there is no authorizer at all', () => {
    const stack = new Stack(new App(), 'Stack');
    const api = new RestApi(stack, 'Pets', { defaults: { scopes: ['pets/read'] } });
    expect(() => api.get('/pets', integration)).toThrow('its authorization is NONE');
    expect(() => api.options('/pets', integration)).not.toThrow();
    expect(() => api.get('/health', integration, { authorizer: Authorizer.NONE })).not.toThrow();
  });

  test.each([null, false])('come with no authorizer %s, which is refused', (authorizer) => {
    const stack = new Stack(new App(), 'Stack');
    const api = new RestApi(stack, 'Pets', { defaults: { authorizer: cognito(stack) } });
    expect(() => api.get('/pets', integration, { authorizer } as object)).toThrow(
      `Cannot use ${String(authorizer)} as an authorizer of Stack/Pets`,
    );
  });

  test('are refused for OPTIONS, which inherits no authorizer', () => {
    const stack = new Stack(new App(), 'Stack');
    const api = new RestApi(stack, 'Pets', { defaults: { authorizer: cognito(stack) } });
    expect(() => api.options('/pets', integration, { scopes: ['pets/read'] })).toThrow('its authorization is NONE');
  });

  test.each<[what: string, add: (api: RestApi, stack: Stack) => unknown]>([
    ['an inherited CognitoAuthorizer', (api) => api.get('/pets', integration, { scopes: ['pets/read'] })],
    ['no scopes', (api) => api.get('/pets', integration, { authorizer: Authorizer.NONE, scopes: [] })],
    ['scopes of the defaults alone', (api) => api.get('/pets', integration, { authorizer: Authorizer.IAM })],
  ])('are accepted with %s', (_what, add) => {
    const stack = new Stack(new App(), 'Stack');
    const api = new RestApi(stack, 'Pets', { defaults: { authorizer: cognito(stack), scopes: ['pets/read'] } });
    expect(() => add(api, stack)).not.toThrow();
  });
});
