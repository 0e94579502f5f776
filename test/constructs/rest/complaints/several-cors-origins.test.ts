import { App, Stack } from 'aws-cdk-lib';
import { afterEach, describe, expect, test } from 'vitest';
import { HttpIntegration, LambdaIntegration, MockIntegration, RestApi, type CorsProps } from '../../../../lib/index.js';
import { corsHeaders } from '../../../../lib/lambda-helpers/index.js';
import { LocalGateway } from '../../../../lib/testing/index.js';
import { inlineFunction } from '../../synthesize.js';

const CORS: CorsProps = { allowOrigins: ['https://app.example.com', 'https://admin.example.com'] };

let gateway: LocalGateway | undefined;
afterEach(async () => {
  await gateway?.close();
  gateway = undefined;
});

async function serve(cors: CorsProps, binaryMediaTypes: readonly string[] = []): Promise<LocalGateway> {
  const stack = new Stack(new App(), 'Stack');
  const api = new RestApi(stack, 'Pets', { cors, binaryMediaTypes });
  api.get('/function', new LambdaIntegration(inlineFunction(stack, 'List')));
  api.get(
    '/template',
    new MockIntegration({ responses: [{ statusCode: 200, responseTemplates: { 'application/json': '{}' } }] }),
  );
  api.get('/own', new HttpIntegration('https://example.com'), { apiKeyRequired: true });
  gateway = await LocalGateway.fromStack(stack, {
    functions: {
      'Stack/List': (event) => ({
        statusCode: 200,
        headers: corsHeaders(event as Parameters<typeof corsHeaders>[0], cors),
      }),
    },
  });
  return gateway;
}

/**
 * A response names one origin; a list is refused by browsers. Elsewhere the first of the list is answered to all
 * (aws-cdk 30453), or a preflight alone knows of the others.
 */
describe('several CORS origins', () => {
  const requests: readonly [what: string, method: string, path: string, header: 'Origin' | 'origin'][] = [
    ['a preflight', 'OPTIONS', '/function', 'Origin'],
    ['a preflight of an HTTP/2 client, which writes names small,', 'OPTIONS', '/template', 'origin'],
    ['a function that uses corsHeaders()', 'GET', '/function', 'Origin'],
    ['a mapped response', 'GET', '/template', 'origin'],
  ];

  test.each(requests)('%s names the origin that asks, and no other', async (_what, method, path, header) => {
    const served = await serve(CORS);
    const named = await Promise.all(
      [...CORS.allowOrigins, 'https://evil.example.com', undefined].map(async (origin) => {
        const { headers } = await served.fetch(path, {
          method,
          headers: origin === undefined ? {} : { [header]: origin },
        });
        return [headers.get('access-control-allow-origin'), headers.get('vary')];
      }),
    );
    expect(named).toEqual([
      ...CORS.allowOrigins.map((origin) => [origin, 'Origin']),
      [null, 'Origin'],
      [null, 'Origin'],
    ]);
  });

  test('the preflight allows what the path has, with credentials where asked', async () => {
    const served = await serve({ ...CORS, allowCredentials: true, allowHeaders: ['x-trace'] });
    const { status, headers } = await served.fetch('/template', {
      method: 'OPTIONS',
      headers: { Origin: 'https://admin.example.com' },
    });
    expect([status, headers.get('access-control-allow-credentials')]).toEqual([204, 'true']);
    expect(headers.get('access-control-allow-methods')).toBe('GET,OPTIONS');
    expect(headers.get('access-control-allow-headers')).toBe('x-trace');
  });

  test.each<[what: string, cors: CorsProps]>([
    ['one origin', { allowOrigins: ['https://app.example.com'] }],
    ['several', CORS],
  ])('the preflight of an API whose bodies are all binary answers %s too', async (_what, cors) => {
    const served = await serve(cors, ['*/*']);
    const { status, headers } = await served.fetch('/template', {
      method: 'OPTIONS',
      headers: { origin: 'https://app.example.com', accept: '*/*' },
    });
    expect([status, headers.get('access-control-allow-origin')]).toEqual([204, 'https://app.example.com']);
  });
});
