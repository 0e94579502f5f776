import { App, Duration, Stack } from 'aws-cdk-lib';
import { afterEach, describe, expect, test } from 'vitest';
import {
  IdentitySource,
  MockIntegration,
  RequestAuthorizer,
  RestApi,
  type RequestAuthorizerProps,
} from '../../../../lib/index.js';
import { LocalGateway } from '../../../../lib/testing/index.js';
import { inlineFunction } from '../../synthesize.js';
import { ALLOW_OR_DENY } from './authorizer-functions.js';

let gateway: LocalGateway | undefined;
afterEach(async () => {
  await gateway?.close();
  gateway = undefined;
});

async function serve(props: RequestAuthorizerProps): Promise<LocalGateway> {
  const stack = new Stack(new App(), 'Stack');
  const authorizer = new RequestAuthorizer(inlineFunction(stack, 'Check', ALLOW_OR_DENY), props);
  const responses = [{ statusCode: 200, responseTemplates: { 'application/json': '"$context.authorizer.tenant"' } }];
  new RestApi(stack, 'Pets').get('/pets', new MockIntegration({ responses }), { authorizer });
  gateway = await LocalGateway.fromStack(stack);
  return gateway;
}

const HEADER = IdentitySource.header('Authorization');
const TENANT = IdentitySource.queryString('tenant');

describe('RequestAuthorizer', () => {
  test.each<[path: string, authorization: string, props: RequestAuthorizerProps, status: number, body?: string]>([
    ['/pets?tenant=a', 'allow', { identitySources: [HEADER, TENANT] }, 200, 'a'],
    ['/pets', 'allow', { identitySources: [HEADER, TENANT] }, 401],
    ['/pets?tenant=a', 'deny', { identitySources: [HEADER, TENANT] }, 403],
    ['/pets', 'allow', { identitySources: [HEADER], resultsCacheTtl: Duration.seconds(0) }, 200, 'none'],
    ['/pets', 'allow', { identitySources: [HEADER, IdentitySource.context('identity.sourceIp')] }, 200, 'none'],
    ['/pets', 'allow', { identitySources: [IdentitySource.stageVariable('tenant')] }, 401],
    ['/pets', 'allow', {}, 200, 'none'],
    ['/pets', 'deny', {}, 403],
  ])('GET %s with the token %s under %j: %i', async (path, Authorization, props, status, body) => {
    const response = await (await serve(props)).fetch(path, { headers: { Authorization } });
    expect(response.status).toBe(status);
    if (body !== undefined) expect(await response.json()).toBe(body);
  });

  test('does not cache without identity sources', async () => {
    const local = await serve({});
    const statuses = [];
    for (const Authorization of ['allow', 'deny', 'allow']) {
      statuses.push((await local.fetch('/pets', { headers: { Authorization } })).status);
    }
    expect(statuses).toEqual([200, 403, 200]);
  });

  test('refuses a cache without identity sources', () => {
    const handler = inlineFunction(new Stack(new App(), 'Stack'), 'Check');
    expect(() => new RequestAuthorizer(handler, { resultsCacheTtl: Duration.minutes(1) })).toThrow(
      'The resultsCacheTtl of the authorizer Stack/Check is 60 seconds; a cache requires identitySources',
    );
  });
});
