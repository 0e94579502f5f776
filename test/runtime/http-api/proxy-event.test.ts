import { describe, expect, test } from 'vitest';
import type { PayloadFormatVersion } from '../../../lib/model/index.js';
import type { HttpRequest } from '../../../lib/runtime/index.js';
import { lambdaRoute, send, serveHttpApi } from './gateway.js';

const NAMED = { stages: [{ name: 'dev', variables: { color: 'blue' } }] };

/** The event as JSON, so that the order of its members counts and an undefined member is absent. */
async function eventOf(
  version: PayloadFormatVersion,
  request: Partial<HttpRequest>,
  {
    key = 'ANY /{proxy+}',
    basePath,
    ...more
  }: { readonly key?: string; readonly stages?: (typeof NAMED)['stages']; readonly basePath?: string } = {},
): Promise<Record<string, unknown>> {
  let event: unknown;
  const runtime = serveHttpApi(
    [lambdaRoute(key, version)],
    (received) => {
      event = received;
      return Promise.resolve({ statusCode: 200 });
    },
    more,
    basePath === undefined
      ? {}
      : {
          domainNames: [
            {
              id: 'Domain',
              name: 'pets.example',
              mappings: [{ api: 'Web', stage: more.stages?.[0]?.name ?? '$default', basePath }],
            },
          ],
        },
  );
  const { status } = await send(runtime, request);
  await runtime.close();
  expect(status).toBe(200);
  return JSON.parse(JSON.stringify(event)) as Record<string, unknown>;
}

const REQUEST: Partial<HttpRequest> = {
  method: 'POST',
  target: '/p/a%20b?tag=C%23%20P&tag=b',
  headers: [
    ['Host', 'api.test'],
    ['x-list', '1'],
    ['x-list', '2'],
    ['Cookie', 'session=abc; theme=dark'],
    ['Connection', 'close'],
  ],
};

const ADDED = {
  trace: 'Root=1-6920a0b9-000000000000000000000000',
  time: '21/Nov/2026:11:22:33 +0000',
  epoch: Date.UTC(2026, 10, 21, 11, 22, 33),
};

describe('proxyEventV1()', () => {
  test('tells a request with every member, null where it has no value', async () => {
    const event = await eventOf('1.0', REQUEST, { key: 'POST /p/{name}' });
    const { apiId } = event.requestContext as { readonly apiId: string };
    expect(JSON.stringify(event, null, 1)).toBe(
      JSON.stringify(
        {
          version: '1.0',
          resource: '/p/{name}',
          path: '/p/a%20b',
          httpMethod: 'POST',
          headers: {
            Host: 'api.test',
            'x-list': '2',
            Cookie: 'session=abc; theme=dark',
            'Content-Length': '0',
            'X-Amzn-Trace-Id': ADDED.trace,
            'X-Forwarded-For': '192.0.2.1',
            'X-Forwarded-Port': '443',
            'X-Forwarded-Proto': 'https',
          },
          multiValueHeaders: {
            Host: ['api.test'],
            'x-list': ['1', '2'],
            Cookie: ['session=abc; theme=dark'],
            'Content-Length': ['0'],
            'X-Amzn-Trace-Id': [ADDED.trace],
            'X-Forwarded-For': ['192.0.2.1'],
            'X-Forwarded-Port': ['443'],
            'X-Forwarded-Proto': ['https'],
          },
          queryStringParameters: { tag: 'b' },
          multiValueQueryStringParameters: { tag: ['C# P', 'b'] },
          requestContext: {
            accountId: '000000000000',
            apiId,
            authorizer: { claims: null, scopes: null },
            domainName: 'api.test',
            domainPrefix: apiId,
            extendedRequestId: 'AAAAAAAAAAAAAA=',
            httpMethod: 'POST',
            identity: {
              accessKey: null,
              accountId: null,
              caller: null,
              cognitoAuthenticationProvider: null,
              cognitoAuthenticationType: null,
              cognitoIdentityId: null,
              cognitoIdentityPoolId: null,
              principalOrgId: null,
              sourceIp: '192.0.2.1',
              user: null,
              userAgent: '',
              userArn: null,
            },
            path: '/p/a b',
            protocol: 'HTTP/1.1',
            requestId: 'AAAAAAAAAAAAAA=',
            requestTime: ADDED.time,
            requestTimeEpoch: ADDED.epoch,
            resourceId: 'POST /p/{name}',
            resourcePath: '/p/{name}',
            stage: '$default',
          },
          pathParameters: { name: 'a b' },
          stageVariables: null,
          body: null,
          isBase64Encoded: false,
        },
        null,
        1,
      ),
    );
  });

  test('says null for queries, parameters and variables that are not there', async () => {
    expect(await eventOf('1.0', {}, { key: '$default' })).toMatchObject({
      resource: '$default',
      path: '/',
      queryStringParameters: null,
      multiValueQueryStringParameters: null,
      pathParameters: null,
      stageVariables: null,
      body: null,
    });
  });

  test('has a named stage in both paths', async () => {
    expect(await eventOf('1.0', { target: '/dev/p/a%20b' }, NAMED)).toMatchObject({
      path: '/dev/p/a%20b',
      requestContext: { path: '/dev/p/a b', stage: 'dev', resourcePath: '/{proxy+}' },
      stageVariables: { color: 'blue' },
    });
  });
});

describe('proxyEventV2()', () => {
  test('tells a request without the members that have no value', async () => {
    const event = await eventOf('2.0', REQUEST, { key: 'POST /p/{name}' });
    const { apiId } = event.requestContext as { readonly apiId: string };
    expect(JSON.stringify(event, null, 1)).toBe(
      JSON.stringify(
        {
          version: '2.0',
          routeKey: 'POST /p/{name}',
          rawPath: '/p/a b',
          rawQueryString: 'tag=C%23%20P&tag=b',
          cookies: ['session=abc', 'theme=dark'],
          headers: {
            host: 'api.test',
            'x-list': '1, 2',
            'content-length': '0',
            'x-amzn-trace-id': ADDED.trace,
            'x-forwarded-for': '192.0.2.1',
            'x-forwarded-port': '443',
            'x-forwarded-proto': 'https',
          },
          queryStringParameters: { tag: 'C# P,b' },
          requestContext: {
            accountId: '000000000000',
            apiId,
            domainName: 'api.test',
            domainPrefix: apiId,
            http: { method: 'POST', path: '/p/a b', protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: '' },
            requestId: 'AAAAAAAAAAAAAA=',
            routeKey: 'POST /p/{name}',
            stage: '$default',
            time: ADDED.time,
            timeEpoch: ADDED.epoch,
          },
          pathParameters: { name: 'a b' },
          isBase64Encoded: false,
        },
        null,
        1,
      ),
    );
  });

  test('has a named stage in both paths, and its variables', async () => {
    expect(await eventOf('2.0', { target: '/dev/p/a%20b' }, NAMED)).toMatchObject({
      rawPath: '/dev/p/a b',
      requestContext: { http: { path: '/dev/p/a b' }, stage: 'dev' },
      stageVariables: { color: 'blue' },
    });
  });
});

describe.each(['1.0', '2.0'] as const)('Payload %s', (version) => {
  test.each<[contentType: string | undefined, isBase64Encoded: boolean]>([
    ['text/html', false],
    ['TEXT/CSV; header=present', false],
    ['text/plain; charset=utf-8', false],
    ['text/plain; charset=iso-8859-1', true],
    ['application/json', false],
    ['application/JSON;charset=UTF-8', false],
    ['application/xml', false],
    ['application/javascript', false],
    ['application/graphql', false],
    ['application/vnd.api+json', true],
    ['application/x-www-form-urlencoded', true],
    ['multipart/form-data; boundary=x', true],
    ['image/png', true],
    [undefined, true],
  ])('sends a body of type %s as base64: %s', async (contentType, isBase64Encoded) => {
    const body = Buffer.from('{"ä":1}');
    const headers: HttpRequest['headers'] = contentType === undefined ? [] : [['Content-Type', contentType]];
    const event = await eventOf(version, { method: 'POST', target: '/x', body, headers });
    expect([event.isBase64Encoded, event.body]).toEqual([
      isBase64Encoded,
      body.toString(isBase64Encoded ? 'base64' : 'utf8'),
    ]);
  });

  test('says how long the body is, whether or not the client does', async () => {
    const names = Object.entries(
      (await eventOf(version, { target: '/x', body: Buffer.from('abc') })).headers as object,
    );
    expect(names).toContainEqual([version === '1.0' ? 'Content-Length' : 'content-length', '3']);
    const sent: HttpRequest['headers'] = [['content-length', '3']];
    const event = await eventOf(version, { target: '/x', body: Buffer.from('abc'), headers: sent });
    expect(Object.keys(event.headers as object).filter((name) => /content-length/i.test(name))).toEqual([
      'content-length',
    ]);
  });

  test('leaves out the headers that only concern the connection', async () => {
    const dropped = ['Connection', 'Expect', 'Proxy-Authenticate', 'TE', 'Transfer-Encoding', 'Upgrade'];
    const kept = ['Content-MD5', 'Max-Forwards', 'Server', 'Trailer', 'Via', 'WWW-Authenticate'];
    const headers: HttpRequest['headers'] = [...dropped, ...kept].map((name) => [name, 'x']);
    const event = await eventOf(version, { target: '/x', headers });
    const names = Object.keys(event.headers as object).map((name) => name.toLowerCase());
    expect(names.slice(0, kept.length)).toEqual(kept.map((name) => name.toLowerCase()));
    for (const name of dropped) expect(names).not.toContain(name.toLowerCase());
  });
});

describe('Payloads behind an API mapping', () => {
  const at = (target: string): Partial<HttpRequest> => ({
    target,
    headers: [
      ['Host', 'pets.example'],
      ['X-Many', '1'],
    ],
  });

  test('1.0 has the path of the mapping in its path, 2.0 does not', async () => {
    expect(await eventOf('1.0', at('/v1/cats'), { basePath: 'v1' })).toMatchObject({
      path: '/v1/cats',
      requestContext: { path: '/cats', domainName: 'pets.example', domainPrefix: 'pets' },
    });
    expect(await eventOf('2.0', at('/v1/cats'), { basePath: 'v1' })).toMatchObject({
      rawPath: '/cats',
      requestContext: { http: { path: '/cats' }, domainName: 'pets.example', domainPrefix: 'pets' },
    });
    expect(await eventOf('2.0', at('/v1/cats'), { ...NAMED, basePath: 'v1' })).toMatchObject({ rawPath: '/dev/cats' });
  });

  test('1.0 has names of headers in lower case with a mapping of several levels, else as sent', async () => {
    const namesOf = async (basePath: string): Promise<readonly string[]> =>
      Object.keys((await eventOf('1.0', at(`/${basePath}/cats`), { basePath })).headers as object);
    const names = ['Host', 'X-Many', 'Content-Length', 'X-Amzn-Trace-Id'];
    expect(await namesOf('v1')).toEqual(expect.arrayContaining(names));
    expect(await namesOf('pets/v1')).toEqual(expect.arrayContaining(names.map((name) => name.toLowerCase())));
  });
});
