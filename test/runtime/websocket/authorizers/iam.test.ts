import { sign } from 'aws4';
import { describe, expect, test } from 'vitest';
import type { LocalGatewayOptions } from '../../../../lib/testing/index.js';
import { refusedHandshake, shakeHands, TestClient } from '../client.js';
import { serve } from '../serve.js';

const NOW = Date.UTC(2026, 10, 30);

const statement = (Effect: string, route: string) => ({
  Effect,
  Action: 'execute-api:Invoke',
  Resource: `arn:aws:execute-api:*:*:*/dev/${route}`,
});

const POLICIES = {
  guest: [{ Statement: [statement('Allow', '*'), statement('Deny', 'secret')] }],
  silent: [],
  denied: [{ Statement: [statement('Allow', '*'), statement('Deny', '$connect')] }],
  rest: [{ Statement: [statement('Allow', '*/*')] }],
} as const;

type Name = keyof typeof POLICIES | 'stranger';

const IDENTITIES = [
  ...Object.entries(POLICIES).map(([name, policies]) => ({
    accessKeyId: `AKIA${name}`,
    secretAccessKey: 'secret',
    arn: `arn:aws:iam::000000000000:user/${name}`,
    userId: `AIDA${name}`,
    policies,
  })),
  {
    accessKeyId: 'AKIAstranger',
    secretAccessKey: 'secret',
    arn: 'arn:aws:iam::111111111111:user/stranger',
    policies: POLICIES.guest,
  },
];

interface Signing {
  readonly secret?: string;
  readonly region?: string;
  readonly service?: string;
  readonly secondsAgo?: number;
}

/** A handshake as a caller signs it: its URL and headers. */
function signed(
  url: string,
  name: Name,
  how: 'headers' | 'query',
  { secret = 'secret', region = 'us-east-1', service = 'execute-api', secondsAgo = 0 }: Signing = {},
): [url: string, headers: Record<string, string>] {
  const { host, origin, pathname } = new URL(url);
  const date = new Date(NOW - secondsAgo * 1_000).toISOString().replace(/[-:]|\.\d{3}/g, '');
  const isPresigned = how === 'query';
  const { headers = {}, path = '' } = sign(
    {
      ...{ service, region, host, signQuery: isPresigned },
      path: isPresigned ? `${pathname}?X-Amz-Date=${date}&room=a` : pathname,
      ...(!isPresigned && { headers: { 'X-Amz-Date': date } }),
    },
    { accessKeyId: `AKIA${name}`, secretAccessKey: secret },
  );
  const lines = Object.entries(headers).map(([key, value]) => [key, String(value)]);
  return isPresigned ? [origin + path, {}] : [url, Object.fromEntries(lines) as Record<string, string>];
}

async function serveIam(options: LocalGatewayOptions = {}) {
  const handler = (event: object) => ({ statusCode: 200, body: JSON.stringify(event) });
  return serve(
    {
      $connect: { route: { AuthorizationType: 'AWS_IAM' } },
      secret: { respond: true },
    },
    { functions: { handler }, identities: IDENTITIES, clock: { now: () => NOW }, ...options },
  );
}

const HOW = ['headers', 'query'] as const;

describe.each(HOW)('AWS_IAM of $connect, signed in %s', (how) => {
  test('opens the connection of a caller whose policies allow it, and asks them about no message', async () => {
    const { url } = await serveIam();
    const [target, headers] = signed(url, 'guest', how);
    const client = await TestClient.connect(target, { headers });
    client.send({ action: 'secret' });
    expect(JSON.parse(await client.receive())).toMatchObject({
      requestContext: {
        identity: {
          ...{ accessKey: 'AKIAguest', accountId: '000000000000', caller: 'AIDAguest', user: 'AIDAguest' },
          userArn: 'arn:aws:iam::000000000000:user/guest',
        },
      },
    });
  });

  test.each<[what: string, name: Name, signing: Signing]>([
    ['whose policies are silent', 'silent', {}],
    ['whose policies deny $connect', 'denied', {}],
    ['whose policies allow methods of REST APIs', 'rest', {}],
    ['of another account', 'stranger', {}],
    ['with another secret', 'guest', { secret: 'another' }],
    ['with the signature of another Region', 'guest', { region: 'eu-west-1' }],
    ['with the signature of another service', 'guest', { service: 's3' }],
    ['with an old signature', 'guest', { secondsAgo: 86_401 }],
  ])('refuses a caller %s', async (_what, name, signing) => {
    const { url } = await serveIam();
    const { status, body } = await refusedHandshake(...signed(url, name, how, signing));
    expect([status, JSON.parse(body)]).toMatchObject([403, { message: 'Forbidden' }]);
  });
});

describe('AWS_IAM of $connect', () => {
  test('refuses a handshake without signature', async () => {
    const { url } = await serveIam();
    expect((await shakeHands(url)).status).toBe(403);
  });

  test('refuses another path than the signed one', async () => {
    const { url } = await serveIam();
    const [, headers] = signed(url, 'guest', 'headers');
    expect((await shakeHands(`${url}?room=a`, headers)).status).toBe(403);
  });

  test('warns where IAM knows no callers', async () => {
    const { gateway } = await serveIam({ identities: [] });
    expect(gateway.diagnostics.map(({ message }) => message)).toContain(
      'IAM knows no callers here: every signed request is refused. Name some with --identities',
    );
  });
});
