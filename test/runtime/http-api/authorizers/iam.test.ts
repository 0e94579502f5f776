import { sign } from 'aws4';
import { afterEach, describe, expect, test } from 'vitest';
import { readIdentities } from '../../../../lib/runtime/authorizers/identities.js';
import type { HttpResponse } from '../../../../lib/runtime/index.js';
import { echoRoute, functionArn, ServedHttpApi } from '../../../support/http-api.js';
import { wholeBody } from '../../../support/whole-body.js';

const NOW = Date.UTC(2026, 10, 30);

const statement = (Effect: string, path: string) => ({
  Effect,
  Action: 'execute-api:Invoke',
  Resource: `arn:aws:execute-api:*:*:*/*/GET/${path}`,
});

const POLICIES = {
  pets: [{ Statement: [statement('Allow', 'pets')] }],
  silent: [],
  denied: [{ Statement: [statement('Allow', '*'), statement('Deny', 'pets')] }],
  tagged: [
    {
      Statement: [{ ...statement('Allow', '*'), Condition: { StringEquals: { 'aws:PrincipalTag/team': 'pets' } } }],
    },
  ],
  named: [{ Statement: [{ ...statement('Allow', '*'), Condition: { StringEquals: { 'aws:username': 'named' } } }] }],
} as const;

type Name = keyof typeof POLICIES | 'stranger';

const IDENTITIES = readIdentities(
  [
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
      policies: POLICIES.pets,
    },
  ],
  'test',
);

const opened: ServedHttpApi[] = [];
afterEach(async () => {
  for (const api of opened.splice(0)) await api.runtime.close();
});

function serve(format: '1.0' | '2.0' = '2.0'): ServedHttpApi {
  const integration = { type: 'AWS_PROXY', uri: functionArn('echo'), payloadFormatVersion: format } as const;
  const served = new ServedHttpApi(
    {
      routes: ['GET /pets', '$default'].map((key) =>
        echoRoute(key, { authorization: { type: 'AWS_IAM' }, integration }),
      ),
    },
    { identities: IDENTITIES, clock: { now: () => NOW } },
  );
  opened.push(served);
  return served;
}

interface Signing {
  readonly secret?: string;
  readonly region?: string;
  readonly secondsAgo?: number;
  readonly path?: string;
}

function send(served: ServedHttpApi, name: Name, signing: Signing = {}): Promise<HttpResponse> {
  const { secret = 'secret', region = 'us-east-1', secondsAgo = 0, path = '/pets' } = signing;
  const date = new Date(NOW - secondsAgo * 1_000).toISOString().replace(/[-:]|\.\d{3}/g, '');
  const { headers = {} } = sign(
    { service: 'execute-api', region, host: 'localhost', path, headers: { 'X-Amz-Date': date } },
    { accessKeyId: `AKIA${name}`, secretAccessKey: secret },
  );
  const lines = Object.entries(headers).flatMap(([key, value]) =>
    key.toLowerCase() === 'host' ? [] : [[key, String(value)] as const],
  );
  return served.send({ path, headers: lines });
}

const summary = ({ status, body }: HttpResponse): unknown => [status, String(wholeBody({ body }))];
const FORBIDDEN = [403, '{"message":"Forbidden"}'];

describe('AWS_IAM of an HTTP API', () => {
  test('lets in whom policies allow, and tells the function who calls', async () => {
    const { status, body } = await send(serve(), 'pets');
    expect(status).toBe(200);
    expect(JSON.parse(String(wholeBody({ body })))).toMatchObject({
      requestContext: {
        authorizer: {
          iam: {
            accessKey: 'AKIApets',
            accountId: '000000000000',
            callerId: 'AIDApets',
            cognitoIdentity: null,
            principalOrgId: null,
            userArn: 'arn:aws:iam::000000000000:user/pets',
            userId: 'AIDApets',
          },
        },
      },
    });
  });

  test('tells a function of payload format 1.0 in the identity', async () => {
    const { body } = await send(serve('1.0'), 'pets');
    expect(JSON.parse(String(wholeBody({ body })))).toMatchObject({
      requestContext: { identity: { accessKey: 'AKIApets', userArn: 'arn:aws:iam::000000000000:user/pets' } },
    });
  });

  test.each<[what: string, name: Name, signing: Signing]>([
    ['whose policies are silent', 'silent', {}],
    ['whose policies are silent about another route', 'pets', { path: '/cats' }],
    ['whose policies deny the route', 'denied', {}],
    ['whose policies deny the route, which it spells with a slash', 'denied', { path: '/pets/' }],
    ['of another account', 'stranger', {}],
    ['with another secret', 'pets', { secret: 'another' }],
    ['with the signature of another Region', 'pets', { region: 'eu-west-1' }],
    ['with an old signature', 'pets', { secondsAgo: 600 }],
  ])('refuses a caller %s', async (_what, name, signing) => {
    const served = serve();
    expect(summary(await send(served, name, signing))).toEqual(FORBIDDEN);
    expect(served.invocations).toBe(0);
  });

  test('refuses a request without signature', async () => {
    expect(summary(await serve().send({ path: '/pets' }))).toEqual(FORBIDDEN);
  });

  test('asks conditions about the signer, and closes the route for what is not known of it', async () => {
    expect((await send(serve(), 'named')).status).toBe(200);
    const { status, body } = await send(serve(), 'tagged');
    expect([status, JSON.parse(String(wholeBody({ body })))]).toMatchObject([501, { feature: 'iam-authorization' }]);
  });
});
