import { App, Duration, Stack } from 'aws-cdk-lib';
import { describe, expect, test } from 'vitest';
import { Cors, HttpIntegration, MockIntegration, RestApi, type CorsProps } from '../../../../lib/index.js';
import { LocalGateway } from '../../../../lib/testing/index.js';
import { bodyOf, synthesize } from '../../synthesize.js';

const A: CorsProps = { allowOrigins: ['https://a.example.com'] };
const B: CorsProps = { allowOrigins: ['https://b.example.com'] };
const MOCK = new MockIntegration({ responses: [{ statusCode: 200, responseTemplates: { 'application/json': '{}' } }] });

/** The origin that the preflight and the response of a path name. */
async function originsOf(
  build: (api: RestApi) => void,
  path: string,
  cors?: CorsProps,
): Promise<readonly (string | null)[]> {
  const stack = new Stack(new App(), 'Stack');
  build(new RestApi(stack, 'Pets', cors === undefined ? {} : { cors }));
  const gateway = await LocalGateway.fromStack(stack);
  try {
    const responses = await Promise.all(
      ['OPTIONS', 'GET'].map((method) => gateway.fetch(path, { method, headers: { origin: 'https://x.example.com' } })),
    );
    return responses.map(({ headers }) => headers.get('access-control-allow-origin'));
  } finally {
    await gateway.close();
  }
}

describe('ApiCors', () => {
  test.each<[what: string, build: (api: RestApi) => void, cors: CorsProps | undefined, origin: string | null]>([
    ['the API', (api) => api.get('/p', MOCK), A, 'https://a.example.com'],
    ['a group', (api) => api.group('/p', { cors: B }).get('/', MOCK), A, 'https://b.example.com'],
    [
      'an outer group',
      (api) => api.group('/', { cors: B }).group('/p').get('/', MOCK),
      undefined,
      'https://b.example.com',
    ],
    [
      'a path, declared before its methods',
      (api) => {
        api.cors('/p', B);
        api.group('/p', { cors: A }).get('/', MOCK);
      },
      A,
      'https://b.example.com',
    ],
    [
      'a path, declared after its methods',
      (api) => {
        api.get('/p', MOCK);
        api.cors('/p/', B);
      },
      A,
      'https://b.example.com',
    ],
  ])('takes the setting of %s', async (_what, build, cors, origin) => {
    expect(await originsOf(build, '/p', cors)).toEqual([origin, origin]);
  });

  test.each<[what: string, build: (api: RestApi) => void]>([
    ['a group', (api) => api.group('/p', { cors: Cors.NONE }).get('/', MOCK)],
    [
      'a path',
      (api) => {
        api.get('/p', MOCK);
        api.cors('/p', Cors.NONE);
      },
    ],
  ])('lets %s go without CORS', (_what, build) => {
    const body = bodyOf(
      synthesize((stack) => {
        const api = new RestApi(stack, 'Pets', { cors: A });
        api.get('/', MOCK);
        build(api);
      }),
    );
    expect(Object.keys(body.paths['/p'] ?? {})).toEqual(['get']);
    expect(JSON.stringify(body.paths['/p'])).not.toContain('Access-Control');
    expect(Object.keys(body.paths['/'] ?? {})).toEqual(['get', 'options']);
  });

  test.each<[what: string, settings: readonly CorsProps[], parameters: Record<string, string> | undefined]>([
    ['one setting', [A], { 'Access-Control-Allow-Origin': "'https://a.example.com'" }],
    ['the same twice', [A, { ...A }], { 'Access-Control-Allow-Origin': "'https://a.example.com'" }],
    ['two origins', [A, B], { 'Access-Control-Allow-Origin': "'*'" }],
    ['any origin', [A, { allowOrigins: ['*'] }], { 'Access-Control-Allow-Origin': "'*'" }],
    ['two origins, one with credentials', [A, { ...B, allowCredentials: true }], undefined],
    [
      'exposed headers of both',
      [
        { ...A, exposeHeaders: ['x-a'] },
        { ...A, exposeHeaders: ['x-b'] },
      ],
      {
        'Access-Control-Allow-Origin': "'https://a.example.com'",
        'Access-Control-Expose-Headers': "'x-a,x-b'",
      },
    ],
  ])("lets pages of all paths read the gateway's errors: %s", (_what, settings, parameters) => {
    const body = bodyOf(
      synthesize((stack) => {
        const api = new RestApi(stack, 'Pets');
        settings.forEach((cors, index) => api.group(`/${index}`, { cors }).get('/', MOCK));
      }),
    );
    const responses = body['x-amazon-apigateway-gateway-responses'] as Record<string, unknown> | undefined;
    expect(responses?.DEFAULT_4XX).toEqual(
      parameters && {
        responseParameters: Object.fromEntries(
          Object.entries(parameters).map(([name, value]) => [`gatewayresponse.header.${name}`, value]),
        ),
      },
    );
  });

  test('refuses two groups that disagree on a path, unless the path says it', () => {
    const disagree = (say?: CorsProps): void =>
      void synthesize((stack) => {
        const api = new RestApi(stack, 'Pets');
        const proxy = new HttpIntegration('https://example.com');
        api.group('/p', { cors: A }).get('/', proxy);
        api.group('/p', { cors: B }).put('/', proxy);
        if (say !== undefined) api.cors('/p', say);
      });
    expect(() => disagree()).toThrow('/p  cors: The path has methods of two groups with different CORS settings');
    expect(() => disagree(A)).not.toThrow();
  });

  test('takes settings that say the same for one', () => {
    synthesize((stack) => {
      const api = new RestApi(stack, 'Pets', { defaults: { integration: MOCK } });
      api.group('/p', { cors: { ...A, maxAge: Duration.minutes(1) } }).get('/');
      api.group('/p', { cors: { ...A, maxAge: Duration.seconds(60) } }).post('/');
    });
  });

  test('reports a path that the API does not have', () => {
    expect(() =>
      synthesize((stack) => {
        const api = new RestApi(stack, 'Pets');
        api.get('/pets', MOCK);
        api.cors('/pet', A);
      }),
    ).toThrow('/pet  cors: The API has no path /pet with methods (settings-unknown)');
  });

  test('checks the setting of a path and of a group at once', () => {
    synthesize((stack) => {
      const api = new RestApi(stack, 'Pets', { defaults: { integration: MOCK } });
      api.get('/p');
      expect(() => api.cors('/p', { allowOrigins: [] })).toThrow('allowOrigins is empty');
      expect(() => api.group('/q', { cors: { allowOrigins: [] } }).get('/')).toThrow('allowOrigins is empty');
    });
  });
});
