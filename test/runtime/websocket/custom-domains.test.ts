import { describe, expect, test } from 'vitest';
import { policy, GUARDED, guardResources, type GuardEvent } from './authorizers/guard.js';
import { shakeHands, TestClient } from './client.js';
import { serve } from './serve.js';

const HOST = { Host: 'chat.example.com' };

/** A domain with a mapping to the stage. */
function domain(mapping: object): Readonly<Record<string, object>> {
  return {
    Domain: {
      Type: 'AWS::ApiGatewayV2::DomainName',
      Properties: { DomainName: 'chat.example.com', DomainNameConfigurations: [{ EndpointType: 'REGIONAL' }] },
    },
    Mapping: {
      Type: 'AWS::ApiGatewayV2::ApiMapping',
      Properties: { ApiId: { Ref: 'Chat' }, DomainName: { Ref: 'Domain' }, Stage: { Ref: 'Stage' }, ...mapping },
    },
  };
}

const echo = ({ requestContext }: { readonly requestContext: object }) => ({
  statusCode: 200,
  body: JSON.stringify(requestContext),
});

describe('a custom domain', () => {
  test.each<[mapping: object, path: string, status: number]>([
    [{ ApiMappingKey: 'v1' }, '/v1', 101],
    [{ ApiMappingKey: 'v1' }, '/v1/', 101],
    [{ ApiMappingKey: 'v1' }, '/v1?room=a', 101],
    [{ ApiMappingKey: 'v1' }, '/v2', 403],
    [{ ApiMappingKey: 'v1' }, '/', 403],
    [{ ApiMappingKey: 'v1' }, '/dev', 403],
    [{}, '/', 101],
  ])('with the mapping %j at %s: %i', async (mapping, path, status) => {
    const { url } = await serve(
      { $connect: {} },
      { functions: { handler: echo }, more: { resources: domain(mapping) } },
    );
    expect((await shakeHands(new URL(path, url).href, HOST)).status).toBe(status);
  });

  test('is the domain name of every event; the ARN that an authorizer decides about has the stage', async () => {
    const guard = ({ methodArn }: GuardEvent) =>
      policy(methodArn.endsWith('/dev/$connect') ? 'Allow' : 'Deny', methodArn);
    const { url } = await serve(
      { $connect: GUARDED, $default: { respond: true } },
      {
        functions: { handler: echo, guard },
        more: { resources: { ...domain({ ApiMappingKey: 'v1' }), ...guardResources([]) } },
      },
    );
    const client = await TestClient.connect(new URL('/v1', url).href, { headers: HOST });
    client.send('anything');
    expect(JSON.parse(await client.receive())).toMatchObject({ domainName: 'chat.example.com', stage: 'dev' });
  });
});

describe('a disabled default endpoint', () => {
  const more = { api: { DisableExecuteApiEndpoint: true }, resources: domain({ ApiMappingKey: 'v1' }) };

  test('is served, and reported', async () => {
    const { url, gateway } = await serve({ $connect: {} }, { functions: { handler: echo }, more });
    expect((await shakeHands(url)).status).toBe(101);
    expect(gateway.diagnostics.map(({ message }) => message).join('\n')).toContain('The default endpoint is disabled');
  });

  test('is closed where responses are exactly those of AWS; the domain stays open', async () => {
    const { url } = await serve({ $connect: {} }, { functions: { handler: echo }, more, exact: true });
    expect(await shakeHands(url)).toMatchObject({ status: 403, body: '{"message":"Forbidden"}' });
    expect((await shakeHands(new URL('/v1', url).href, HOST)).status).toBe(101);
  });
});
