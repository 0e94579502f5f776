import {
  ApiGatewayManagementApiClient,
  DeleteConnectionCommand,
  ForbiddenException,
  GetConnectionCommand,
  GoneException,
  LimitExceededException,
  PayloadTooLargeException,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';
import { sign } from 'aws4';
import { describe, expect, test } from 'vitest';
import type { IdentitySettings } from '../../../lib/testing/index.js';
import { TestClient } from './client.js';
import { serve } from './serve.js';

const OPERATOR: IdentitySettings = identity('operator', ['arn:aws:execute-api:*:*:*/dev/*/@connections/*']);
const SENDER: IdentitySettings = identity('sender', ['arn:aws:execute-api:*:*:*/dev/POST/@connections/*']);
const STRANGER: IdentitySettings = identity('stranger', []);
const FOREIGNER: IdentitySettings = {
  ...identity('foreigner', ['*']),
  arn: 'arn:aws:iam::111122223333:user/foreigner',
};

function identity(name: string, resources: readonly string[]): IdentitySettings {
  const Statement = [{ Effect: 'Allow', Action: 'execute-api:ManageConnections', Resource: resources }];
  return {
    accessKeyId: `AKIA${name.toUpperCase()}`,
    secretAccessKey: `secret of ${name}`,
    arn: `arn:aws:iam::000000000000:user/${name}`,
    policies: resources.length === 0 ? [] : [{ Version: '2012-10-17', Statement }],
  };
}

type Call = 'POST' | 'GET' | 'DELETE';

/** The SDK's own client, without its retries. */
function clientOf(
  endpoint: string,
  { accessKeyId, secretAccessKey, sessionToken }: IdentitySettings,
): ApiGatewayManagementApiClient {
  const credentials = { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) };
  return new ApiGatewayManagementApiClient({
    endpoint,
    region: 'us-east-1',
    credentials,
    maxAttempts: 1,
  });
}

async function connection(
  options: Parameters<typeof serve>[1] = {},
): Promise<{ readonly url: string; readonly id: string; readonly client: TestClient }> {
  const { url } = await serve(
    { whoami: { respond: true } },
    {
      identities: [OPERATOR, SENDER, STRANGER, FOREIGNER],
      functions: {
        handler: (event: { requestContext: { connectionId: string } }) => ({ body: event.requestContext.connectionId }),
      },
      ...options,
    },
  );
  const client = await TestClient.connect(url, { headers: { 'User-Agent': 'a test' } });
  client.send({ action: 'whoami' });
  return { url, id: await client.receive(), client };
}

/** A signed request, answered with what is on the wire. */
async function signed(
  url: string,
  path: string,
  method: string,
  { accessKeyId, secretAccessKey }: IdentitySettings = OPERATOR,
): Promise<{
  readonly status: number;
  readonly type: string | null;
  readonly body: string;
  readonly headers: Headers;
}> {
  const target = new URL(url + path);
  const options = { service: 'execute-api', region: 'us-east-1', method, host: target.host, path: target.pathname };
  const { headers = {} } = sign(options, { accessKeyId, secretAccessKey });
  const response = await fetch(target, { method, headers: headers as Record<string, string> });
  return {
    status: response.status,
    type: response.headers.get('x-amzn-errortype'),
    body: await response.text(),
    headers: response.headers,
  };
}

describe('the SDK client', () => {
  test('posts messages, as text', async () => {
    const { url, id, client } = await connection();
    const sdk = clientOf(url, OPERATOR);
    await sdk.send(new PostToConnectionCommand({ ConnectionId: id, Data: 'hällo' }));
    expect(await client.receive()).toBe('hällo');
    await sdk.send(new PostToConnectionCommand({ ConnectionId: id, Data: Buffer.alloc(131_072, 'a') }));
    expect((await client.receive()).length).toBe(131_072);
  });

  test('reads when and whence a connection is', async () => {
    const startMs = Date.now();
    let now = startMs;
    const { url, id } = await connection({ clock: { now: () => now } });
    const sdk = clientOf(url, OPERATOR);
    now += 1_000;
    await sdk.send(new PostToConnectionCommand({ ConnectionId: id, Data: 'x' }));
    const { ConnectedAt, LastActiveAt, Identity } = await sdk.send(new GetConnectionCommand({ ConnectionId: id }));
    expect([ConnectedAt?.getTime(), LastActiveAt?.getTime(), Identity]).toEqual([
      startMs,
      startMs + 1_000,
      { SourceIp: '127.0.0.1', UserAgent: 'a test' },
    ]);
  });

  test('closes connections, which are gone afterwards', async () => {
    const { url, id, client } = await connection();
    const sdk = clientOf(url, OPERATOR);
    await sdk.send(new DeleteConnectionCommand({ ConnectionId: id }));
    expect(await client.closed).toEqual({ code: 1000, reason: 'Connection Closed Normally' });
    for (const command of [
      new PostToConnectionCommand({ ConnectionId: id, Data: 'x' }),
      new GetConnectionCommand({ ConnectionId: id }),
      new DeleteConnectionCommand({ ConnectionId: id }),
    ])
      await expect(sdk.send(command as PostToConnectionCommand)).rejects.toBeInstanceOf(GoneException);
  });

  test('$disconnect reports a close by DELETE', async () => {
    const ends: unknown[] = [];
    let ended: (() => void) | undefined;
    const end = new Promise<void>((resolve) => (ended = resolve));
    interface Event {
      requestContext: { eventType: string; connectionId: string };
    }
    const { url } = await serve(
      { whoami: { respond: true }, $disconnect: {} },
      {
        identities: [OPERATOR],
        functions: {
          handler: ({ requestContext }: Event) => {
            if (requestContext.eventType !== 'DISCONNECT') return { body: requestContext.connectionId };
            ends.push(requestContext);
            ended?.();
            return {};
          },
        },
      },
    );
    const client = await TestClient.connect(url);
    client.send({ action: 'whoami' });
    await clientOf(url, OPERATOR).send(new DeleteConnectionCommand({ ConnectionId: await client.receive() }));
    await end;
    expect(ends).toMatchObject([{ disconnectStatusCode: 1000, disconnectReason: 'Connection Closed Normally' }]);
  });

  test('a message of more than 128 KB is a PayloadTooLargeException', async () => {
    const { url, id } = await connection();
    const command = new PostToConnectionCommand({ ConnectionId: id, Data: Buffer.alloc(131_073, 'a') });
    await expect(clientOf(url, OPERATOR).send(command)).rejects.toBeInstanceOf(PayloadTooLargeException);
  });

  test('a client that does not read is a LimitExceededException in the end', async () => {
    const { url, id, client } = await connection();
    client.socket.pause();
    const sdk = clientOf(url, OPERATOR);
    const post = (): Promise<unknown> =>
      sdk.send(new PostToConnectionCommand({ ConnectionId: id, Data: Buffer.alloc(131_072, 'a') }));
    const flood = async (): Promise<never> => {
      for (;;) await post();
    };
    await expect(flood()).rejects.toBeInstanceOf(LimitExceededException);
    client.socket.terminate();
  });

  test('calls beyond the limit of the account are a LimitExceededException', async () => {
    const nowMs = Date.now();
    const { url, id } = await connection({ requestsPerSecond: 6, clock: { now: () => nowMs } });
    const sdk = clientOf(url, OPERATOR);
    const flood = async (): Promise<never> => {
      for (;;) await sdk.send(new GetConnectionCommand({ ConnectionId: id }));
    };
    await expect(flood()).rejects.toBeInstanceOf(LimitExceededException);
  });

  test('a stage that does not exist is a ForbiddenException', async () => {
    const { url, id } = await connection();
    const sdk = clientOf(url.replace('/dev', '/prod'), OPERATOR);
    await expect(sdk.send(new GetConnectionCommand({ ConnectionId: id }))).rejects.toBeInstanceOf(ForbiddenException);
  });

  test.each<[call: Call, whose: string, who: IdentitySettings, name: string]>([
    ['POST', 'a caller that may send', SENDER, 'allowed'],
    ['GET', 'a caller that may send', SENDER, 'AccessDeniedException'],
    ['DELETE', 'a caller that may send', SENDER, 'AccessDeniedException'],
    ['POST', 'a caller without policies', STRANGER, 'AccessDeniedException'],
    ['POST', 'a caller of another account', FOREIGNER, 'AccessDeniedException'],
    ['POST', 'another secret', { ...OPERATOR, secretAccessKey: 'another' }, 'InvalidSignatureException'],
    ['POST', 'an unknown key', { ...OPERATOR, accessKeyId: 'AKIANOBODY' }, 'UnrecognizedClientException'],
    ['POST', 'an unknown session', { ...OPERATOR, sessionToken: 'one' }, 'UnrecognizedClientException'],
  ])('%s by %s: $3', async (call, _whose, who, name) => {
    const { url, id } = await connection();
    const sdk = clientOf(url, who);
    const ConnectionId = id;
    const sent =
      call === 'POST'
        ? sdk.send(new PostToConnectionCommand({ ConnectionId, Data: 'x' }))
        : call === 'GET'
          ? sdk.send(new GetConnectionCommand({ ConnectionId }))
          : sdk.send(new DeleteConnectionCommand({ ConnectionId }));
    const outcome = await sent.then(
      () => 'allowed',
      (error: unknown) => (error as Error).name,
    );
    expect(outcome).toBe(name);
  });
});

describe('@connections', () => {
  test('a denial names caller, action and resource as AWS does', async () => {
    const { url, id } = await connection();
    const { status, body } = await signed(url, `/@connections/${encodeURIComponent(id)}`, 'DELETE', SENDER);
    expect([status, body.replace(/:[a-z0-9]{10}\//, ':api/')]).toEqual([
      403,
      '{"Message":"User: arn:aws:iam::000000000000:user/sender is not authorized to perform: execute-api:ManageConnections on resource: arn:aws:execute-api:us-east-1:********0000:api/dev/DELETE/@connections/{connectionId}"}',
    ]);
  });

  test('GET answers in AWS order and layout', async () => {
    const { url, id } = await connection();
    const { body, headers } = await signed(url, `/%40connections/${encodeURIComponent(id)}`, 'GET');
    expect(body).toMatch(
      /^\{\n {2}"identity" : \{\n {4}"sourceIp" : "127\.0\.0\.1",\n {4}"userAgent" : "a test"\n {2}\},\n {2}"connectedAt" : "[^"]+Z",\n {2}"lastActiveAt" : "[^"]+Z"\n\}$/,
    );
    expect([...headers.keys()]).toEqual(
      expect.arrayContaining(['content-type', 'x-amzn-requestid', 'x-amz-apigw-id', 'x-amzn-trace-id']),
    );
  });

  test.each<[method: string, path: string, status: number, type: string | null, body: string]>([
    ['POST', '/@connections/{id}', 200, null, ''],
    ['DELETE', '/%40connections/{id}', 204, null, ''],
    ['POST', '/@connections/e_d2EewNLPECIGw%3D', 410, 'GoneException', ''],
    ['POST', '/@connections/6sdf', 400, 'BadRequestException', '{"message":"Invalid connectionId: 6sdf"}'],
    ['GET', '/@connections/%', 400, 'BadRequestException', '{"message":"Invalid connectionId: %"}'],
    [
      'PUT',
      '/@connections/{id}',
      403,
      'MissingAuthenticationTokenException',
      '{"message":"Missing Authentication Token"}',
    ],
    ['GET', '/@connections', 403, 'MissingAuthenticationTokenException', '{"message":"Missing Authentication Token"}'],
    [
      'GET',
      '/@connections/{id}/more',
      403,
      'MissingAuthenticationTokenException',
      '{"message":"Missing Authentication Token"}',
    ],
    ['GET', '/@connectionsandmore', 426, null, '{"message":"Upgrade Required"}'],
  ])('a signed %s of %s: %i %s', async (method, path, status, type, body) => {
    const { url, id } = await connection();
    expect(await signed(url, path.replace('{id}', encodeURIComponent(id)), method)).toMatchObject({
      status,
      type,
      body,
    });
  });

  test('an unsigned call is refused, whoever is known', async () => {
    for (const identities of [[], [OPERATOR]]) {
      const { url, id } = await connection({ identities });
      const response = await fetch(`${url}/@connections/${encodeURIComponent(id)}`, { method: 'POST', body: 'x' });
      expect([response.status, response.headers.get('x-amzn-errortype'), await response.text()]).toEqual([
        403,
        'MissingAuthenticationTokenException',
        '{"message":"Missing Authentication Token"}',
      ]);
    }
  });

  test('a connection whose $connect is not done is gone', async () => {
    let finish: ((id: string) => void) | undefined;
    const pending = new Promise<string>((resolve) => (finish = resolve));
    let goOn: (() => void) | undefined;
    const waiting = new Promise<void>((resolve) => (goOn = resolve));
    const { url } = await serve(
      { $connect: {} },
      {
        identities: [OPERATOR],
        functions: {
          handler: async (event: { requestContext: { connectionId: string } }) => {
            finish?.(event.requestContext.connectionId);
            await waiting;
            return { statusCode: 200 };
          },
        },
      },
    );
    const connecting = TestClient.connect(url);
    const id = await pending;
    const path = `/@connections/${encodeURIComponent(id)}`;
    expect(await signed(url, path, 'POST')).toMatchObject({ status: 410 });
    goOn?.();
    await connecting;
    expect(await signed(url, path, 'POST')).toMatchObject({ status: 200 });
  });

  test('on a custom domain the mapping takes the place of the stage', async () => {
    const ApiId = { Ref: 'Chat' };
    const { url, gateway } = await serve(
      { whoami: { respond: true } },
      {
        identities: [OPERATOR],
        functions: {
          handler: (event: { requestContext: { connectionId: string } }) => ({
            body: event.requestContext.connectionId,
          }),
        },
        more: {
          resources: {
            Domain: { Type: 'AWS::ApiGatewayV2::DomainName', Properties: { DomainName: 'ws.example.com' } },
            Mapping: {
              Type: 'AWS::ApiGatewayV2::ApiMapping',
              Properties: { ApiId, Stage: { Ref: 'Stage' }, DomainName: { Ref: 'Domain' }, ApiMappingKey: 'chat' },
            },
          },
        },
      },
    );
    const client = await TestClient.connect(url);
    client.send({ action: 'whoami' });
    const id = await client.receive();
    const path = `/chat/@connections/${encodeURIComponent(id)}`;
    const { headers = {} } = sign(
      { service: 'execute-api', region: 'us-east-1', method: 'POST', host: 'ws.example.com', path, body: 'hello' },
      OPERATOR,
    );
    const response = await gateway.fetch(`https://ws.example.com${path}`, {
      method: 'POST',
      headers: headers as Record<string, string>,
      body: 'hello',
    });
    expect(response.status).toBe(200);
    expect(await client.receive()).toBe('hello');
  });
});
