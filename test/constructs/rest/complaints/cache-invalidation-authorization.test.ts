import { App, Stack } from 'aws-cdk-lib';
import { afterEach, describe, expect, test } from 'vitest';
import { CacheSize, LambdaIntegration, RestApi, type CacheInvalidationProps } from '../../../../lib/index.js';
import { LocalGateway } from '../../../../lib/testing/index.js';
import { inlineFunction } from '../../synthesize.js';

let gateway: LocalGateway | undefined;
afterEach(async () => {
  await gateway?.close();
  gateway = undefined;
});

/**
 * CloudFormation has no property for who may replace a cached response, so elsewhere it is set by hand in the console, or
 * everybody may.
 */
describe('authorization of cache invalidation', () => {
  test.each<
    [
      what: string,
      invalidation: CacheInvalidationProps | undefined,
      second: { readonly status: number; readonly body?: string; readonly warned: boolean },
    ]
  >([
    ['nothing said', undefined, { status: 200, body: '1', warned: true }],
    [
      'no authorization required',
      { requireAuthorizationForCacheControl: false },
      { status: 200, body: '2', warned: false },
    ],
    ['strangers refused', { unauthorizedCacheControlHeaderStrategy: 'FAIL_WITH_403' }, { status: 403, warned: false }],
    [
      'strangers served in silence',
      { unauthorizedCacheControlHeaderStrategy: 'SUCCEED_WITHOUT_RESPONSE_HEADER' },
      { status: 200, body: '1', warned: false },
    ],
  ])('with %s, a stranger that sends max-age=0 gets what is said', async (_, invalidation, second) => {
    const stack = new Stack(new App(), 'Stack');
    const api = new RestApi(stack, 'Pets');
    api.get('/pets', new LambdaIntegration(inlineFunction(stack, 'List')), { cache: {} });
    const cache = { size: CacheSize.GB_0_5 };
    api.addStage('prod', {
      cache:
        invalidation === undefined ? cache : { ...cache, invalidation: { ...invalidation, via: 'custom-resource' } },
    });
    let calls = 0;
    gateway = await LocalGateway.fromStack(stack, {
      functions: { 'Stack/List': () => ({ statusCode: 200, body: String(++calls) }) },
    });
    expect(await (await gateway.fetch('/pets')).text()).toBe('1');
    const response = await gateway.fetch('/pets', { headers: { 'Cache-Control': 'max-age=0' } });
    const { body, ...rest } = second;
    expect({ status: response.status, warned: response.headers.has('warning') }).toEqual(rest);
    if (body !== undefined) expect(await response.text()).toBe(body);
  });
});
