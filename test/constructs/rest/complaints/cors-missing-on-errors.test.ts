import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { afterEach, describe, expect, test } from 'vitest';
import { Authorizer, LambdaIntegration, MockIntegration, RestApi, type CorsProps } from '../../../../lib/index.js';
import { LocalGateway } from '../../../../lib/testing/index.js';
import { inlineFunction } from '../../synthesize.js';

const ORIGIN = 'https://app.example.com';
const OTHER = 'https://admin.example.com';

let gateway: LocalGateway | undefined;
afterEach(async () => {
  await gateway?.close();
  gateway = undefined;
});

function petsApi(cors: CorsProps): { readonly stack: Stack; readonly api: RestApi } {
  const stack = new Stack(new App(), 'Stack');
  const api = new RestApi(stack, 'Pets', { cors });
  api.addGatewayResponse('MISSING_AUTHENTICATION_TOKEN', { statusCode: 404 });
  const mock = new MockIntegration();
  api.post('/pets', mock, { requestModels: { 'application/json': { type: 'object', required: ['name'] } } });
  api.get('/signed', mock, { authorizer: Authorizer.IAM });
  api.get('/keyed', mock, { apiKeyRequired: true });
  api.get('/broken', new LambdaIntegration(inlineFunction(stack, 'Broken')));
  return { stack, api };
}

/**
 * Without the header a page sees "network error" in place of the reason. Elsewhere only preflights carry it, and every
 * gateway response is set up by hand.
 */
describe('CORS headers on errors of the gateway', () => {
  test.each<[what: string, method: string, path: string, status: number]>([
    ['an invalid body', 'POST', '/pets', 400],
    ['a missing signature', 'GET', '/signed', 404],
    ['a missing API key', 'GET', '/keyed', 403],
    ['an unknown path, with a status of its own', 'GET', '/unknown', 404],
    ['a function that fails', 'GET', '/broken', 502],
  ])('a page can read why a request failed: %s', async (_what, method, path, status) => {
    const { stack } = petsApi({ allowOrigins: [ORIGIN, OTHER] });
    gateway = await LocalGateway.fromStack(stack, { functions: { 'Stack/Broken': () => 'no response' } });
    // HTTP/2 clients write the names of headers in lower case.
    for (const header of ['Origin', 'origin']) {
      const response = await gateway.fetch(path, {
        method,
        headers: { [header]: OTHER, 'content-type': 'application/json' },
        ...(method === 'POST' && { body: '{}' }),
      });
      expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([status, '*']);
    }
  });

  test('a setting of one path alone lets its errors be read too', async () => {
    const stack = new Stack(new App(), 'Stack');
    const api = new RestApi(stack, 'Pets');
    api.get('/keyed', new MockIntegration(), { apiKeyRequired: true });
    api.cors('/keyed', { allowOrigins: [ORIGIN] });
    gateway = await LocalGateway.fromStack(stack);
    const { status, headers } = await gateway.fetch('/keyed');
    expect([status, headers.get('access-control-allow-origin')]).toEqual([403, ORIGIN]);
  });

  test('what cannot be said is named: several origins with credentials', () => {
    const { stack } = petsApi({ allowOrigins: [ORIGIN, OTHER], allowCredentials: true });
    Annotations.fromStack(stack).hasWarning('/Stack/Pets', Match.stringLikeRegexp('cors-errors-unreadable'));
  });
});
