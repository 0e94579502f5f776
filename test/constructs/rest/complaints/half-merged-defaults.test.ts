import { App, Stack } from 'aws-cdk-lib';
import { UserPool } from 'aws-cdk-lib/aws-cognito';
import { afterEach, describe, expect, test } from 'vitest';
import { Authorizer, CognitoAuthorizer, MockIntegration, RestApi, type MethodProps } from '../../../../lib/index.js';
import { LocalGateway } from '../../../../lib/testing/index.js';
import { operationOf, templateOf, type Operation } from '../../synthesize.js';

const OK = new MockIntegration({ responses: [{ statusCode: 200 }] });
const PET = { type: 'object', required: ['name'] };

let gateway: LocalGateway | undefined;
afterEach(async () => {
  await gateway?.close();
  gateway = undefined;
});

/** An API whose defaults ask for a scope, a key, a header and a body; one POST says more. */
function build(props: MethodProps<'/pets'>): { readonly app: App; readonly stack: Stack } {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  const api = new RestApi(stack, 'Pets', {
    defaults: {
      authorizer: new CognitoAuthorizer({ userPools: [new UserPool(stack, 'Users')] }),
      scopes: ['pets/write'],
      parameters: { 'header.X-Tenant': true },
      requestModels: { 'application/json': PET },
      responses: [{ statusCode: 400, responseHeaders: ['X-Reason'] }],
    },
  });
  api.post('/pets', OK, props);
  return { app, stack };
}

function operation(props: MethodProps<'/pets'>): Operation {
  const { app, stack } = build(props);
  return operationOf(templateOf(app, stack), '/pets', 'post');
}

/**
 * Elsewhere an authorizer of the defaults survives a method's NONE (aws-cdk 7184, 8827), and a method that says one member
 * loses or keeps others by rules of their own.
 */
describe('half-merged defaults', () => {
  test('NONE takes the authorizer and its scopes away, and the method answers', async () => {
    const { stack } = build({ authorizer: Authorizer.NONE });
    gateway = await LocalGateway.fromStack(stack);
    const headers = { 'X-Tenant': 'a', 'content-type': 'application/json' };
    const post = async (body: string): Promise<number> =>
      (await gateway?.fetch('/pets', { method: 'POST', headers, body }))?.status ?? 0;
    expect([await post('{"name":"Rex"}'), await post('{}')]).toEqual([200, 400]);
  });

  test.each<[what: string, props: MethodProps<'/pets'>, replaced: keyof Operation & string, members: unknown]>([
    ['another authorizer', { authorizer: Authorizer.IAM }, 'security', [{ sigv4: [] }]],
    ['no scopes', { scopes: [] }, 'security', [{ pool: [] }]],
    ['other parameters', { parameters: { 'querystring.dry': true } }, 'parameters', ['dry']],
    ['no parameters', { parameters: {} }, 'parameters', undefined],
    ['no models', { requestModels: {} }, 'requestBody', undefined],
    ['other responses', { responses: [{ statusCode: 409 }] }, 'responses', ['200', '409']],
  ])('a method that says %s replaces that member and keeps the others whole', (_what, props, replaced, members) => {
    const inherited = operation({});
    const own = operation(props);
    const summary: Readonly<Record<string, (value: unknown) => unknown>> = {
      parameters: (value) => (value as readonly { readonly name: string }[] | undefined)?.map(({ name }) => name),
      responses: (value) => Object.keys(value as object),
      // The authorizer's name is made of the pool's.
      security: (value) => JSON.parse(JSON.stringify(value).replace(/StackUsers\w*/, 'pool')) as unknown,
      requestBody: (value) => value,
    };
    const summarize = (from: Operation): Record<string, unknown> =>
      Object.fromEntries(Object.entries(summary).map(([member, read]) => [member, read(from[member])]));
    expect(summarize(own)).toEqual({ ...summarize(inherited), [replaced]: members });
  });
});
