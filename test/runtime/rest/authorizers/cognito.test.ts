import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { CognitoAuthorizer, RestApi } from '../../../../lib/model/index.js';
import type { RuntimeOptions } from '../../../../lib/runtime/index.js';
import { mock, restApi, ServedApi, type TestAnswer } from '../../../support/rest-request.js';
import { encodePart, signedToken, testKey, type TestKey } from '../../../support/tokens.js';

const ISSUER = 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Users';
const NOW = 1_800_000_000;

const AUTHORIZER: CognitoAuthorizer = {
  type: 'COGNITO_USER_POOLS',
  name: 'pool',
  identitySource: { kind: 'header', name: 'Authorization' },
  providerArns: ['arn:aws:cognito-idp:us-east-1:000000000000:userpool/us-east-1_Users'],
};

const HEADER = { kid: 'key-1', alg: 'RS256' };
const ID = {
  iss: ISSUER,
  sub: 'ann',
  aud: 'web',
  token_use: 'id',
  auth_time: NOW,
  iat: NOW,
  exp: NOW + 60,
  'cognito:groups': ['admins', 'staff'],
  email_verified: true,
  nothing: null,
};
const { aud: _aud, ...WITHOUT_AUDIENCE } = ID;
const ACCESS = { ...WITHOUT_AUDIENCE, token_use: 'access', client_id: 'web', scope: 'pets/read openid' };

let folder: string;
let own: TestKey;
let foreign: TestKey;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-cognito-'));
  own = testKey('key-1');
  foreign = testKey('key-1');
  writeFileSync(join(folder, 'keys.json'), JSON.stringify({ keys: [own.jwk] }));
});
afterAll(() => rmSync(folder, { recursive: true }));

const opened: ServedApi[] = [];
afterEach(async () => {
  for (const api of opened.splice(0)) await api.runtime.close();
});

const CLAIMS =
  "$context.authorizer.claims.sub|$context.authorizer.claims.exp|$context.authorizer.claims.auth_time|$context.authorizer.claims['cognito:groups']|$context.authorizer.claims.email_verified|$context.authorizer.claims.nothing";

/** `GET /id` asks for no scope, `GET /scoped` for one of two. */
function serve(authorizer: Partial<CognitoAuthorizer> = {}, api: Partial<RestApi> = {}, options: RuntimeOptions = {}) {
  const integration = mock({ 'application/json': CLAIMS });
  const authorization = { type: 'COGNITO_USER_POOLS', authorizer: 'pool' } as const;
  const served = new ServedApi(
    restApi(
      {
        'GET /id': { integration, authorization },
        'GET /scoped': { integration, authorization: { ...authorization, scopes: ['pets/write', 'pets/read'] } },
      },
      { authorizers: [{ ...AUTHORIZER, ...authorizer }], ...api },
    ),
    { clock: { now: () => NOW * 1000 }, issuers: { [ISSUER]: join(folder, 'keys.json') }, ...options },
  );
  opened.push(served);
  const send = (token: string | undefined, path = '/id'): Promise<TestAnswer> =>
    served.send({ path, headers: token === undefined ? [] : [['Authorization', token]] });
  return { served, send };
}

const summary = ({ status, body }: TestAnswer): unknown => [status, body.toString()];
const UNAUTHORIZED = [401, '{"message":"Unauthorized"}'];

describe('a Cognito authorizer', () => {
  test('takes an ID token, alone or behind Bearer, and shows its claims as text', async () => {
    const { send } = serve();
    const token = signedToken(HEADER, ID, own);
    const claims = 'ann|Fri Jan 15 08:01:00 UTC 2027|1800000000|admins,staff|true|';
    expect(summary(await send(token))).toEqual([200, claims]);
    expect(summary(await send(`Bearer ${token}`))).toEqual([200, claims]);
  });

  test.each<[what: string, path: string, claims: object, status: number]>([
    ['an ID token', '/id', ID, 200],
    ['an access token', '/id', ACCESS, 401],
    ['a token of no use', '/id', { ...ID, token_use: undefined }, 401],
    ['an access token with one of the scopes', '/scoped', ACCESS, 200],
    ['an access token without the scopes', '/scoped', { ...ACCESS, scope: 'pets/readers openid' }, 401],
    ['an access token with scopes in a list', '/scoped', { ...ACCESS, scope: ['pets/read'] }, 401],
    ['an ID token', '/scoped', { ...ID, scope: 'pets/read' }, 401],
  ])('%s for %s of %j: %i', async (_what, path, claims, status) => {
    expect((await serve().send(signedToken(HEADER, claims, own), path)).status).toBe(status);
  });

  test('says of an expired token that it is', async () => {
    const expired = await serve().send(signedToken(HEADER, { ...ID, exp: NOW }, own));
    expect(summary(expired)).toEqual([401, '{"message":"The incoming token has expired"}']);
    expect(expired.headers).toContainEqual(['x-amzn-ErrorType', 'UnauthorizedException']);
  });

  test.each<[audience: unknown, status: number]>([
    ['web', 200],
    ['webs', 401],
    [['web'], 401],
    [undefined, 401],
  ])('with an expression for the audience, of %j: %i', async (aud, status) => {
    const { send } = serve({ identityValidationExpression: 'we[b]' });
    expect((await send(signedToken(HEADER, { ...ID, aud }, own))).status).toBe(status);
  });

  test('takes tokens of each of its pools, with that pool’s keys', async () => {
    writeFileSync(join(folder, 'other.json'), JSON.stringify({ keys: [foreign.jwk] }));
    const other = 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Others';
    const providerArns = [
      ...AUTHORIZER.providerArns,
      'arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_Others',
    ];
    const issuers = { [ISSUER]: join(folder, 'keys.json'), [other]: join(folder, 'other.json') };
    const { send } = serve({ providerArns }, {}, { issuers });
    expect((await send(signedToken(HEADER, ID, own))).status).toBe(200);
    expect((await send(signedToken(HEADER, { ...ID, iss: other }, foreign))).status).toBe(200);
    expect((await send(signedToken(HEADER, { ...ID, iss: other }, own))).status).toBe(401);
    expect((await send(signedToken(HEADER, ID, foreign))).status).toBe(401);
  });

  test('asks the resource policy by itself, after the token', async () => {
    const statement = (Effect: string, path: string) => ({
      Effect,
      Principal: '*',
      Action: 'execute-api:Invoke',
      Resource: `execute-api:/*/GET/${path}`,
    });
    const { send } = serve({}, { policy: { Version: '2012-10-17', Statement: [statement('Allow', 'id')] } });
    expect((await send(signedToken(HEADER, ID, own))).status).toBe(200);
    const silent = await send(signedToken(HEADER, ACCESS, own), '/scoped');
    expect(summary(silent)).toEqual([403, expect.stringContaining('is not authorized to perform: execute-api:Invoke')]);
    expect((await send('nonsense', '/scoped')).status).toBe(401);
  });

  test.each<[arn: string, remedy: RegExp]>([
    ['arn:aws:cognito-idp:us-east-1:000000000000:userpool/us-east-1_Strangers', /--issuer https:.*_Strangers=/],
    ['us-east-1_Users', /give the ARN/],
  ])('closes its routes when the keys of the pool %s are not known', async (arn, remedy) => {
    const { send } = serve({ providerArns: [...AUTHORIZER.providerArns, arn] });
    const answer = await send(signedToken(HEADER, ID, own));
    expect(answer.status).toBe(501);
    expect(JSON.parse(answer.body.toString())).toMatchObject({
      feature: 'authorizer',
      remedy: expect.stringMatching(remedy) as unknown,
    });
  });

  test('fails, and lets nobody in, when the keys cannot be read', async () => {
    const { send } = serve({}, {}, { issuers: { [ISSUER]: join(folder, 'missing.json') } });
    expect(summary(await send(signedToken(HEADER, ID, own)))).toEqual([500, '{"message":null}']);
  });

  test('takes tokens that the runtime signs itself for a local issuer', async () => {
    const { served, send } = serve({}, {}, { issuers: { [ISSUER]: 'local' } });
    expect((await send(await served.runtime.tokens.sign(ISSUER, {}))).status).toBe(200);
    expect((await send(await served.runtime.tokens.sign(ISSUER, { scopes: ['pets/read'] }), '/scoped')).status).toBe(
      200,
    );
    expect((await send(await served.runtime.tokens.sign('https://other.example', {}))).status).toBe(401);
  });
});

/** Each one gets past some verifier that has been in use. */
const ATTACKS: Readonly<Record<string, () => string>> = {
  'no algorithm': () => `${encodePart({ ...HEADER, alg: 'none' })}.${encodePart(ID)}.`,
  'no algorithm, with the signature of another': () => signedToken({ ...HEADER, alg: 'none' }, ID, own),
  'no algorithm in capitals': () => `${encodePart({ ...HEADER, alg: 'NONE' })}.${encodePart(ID)}.`,
  'no signature': () => withSignature(signedToken(HEADER, ID, own), ''),
  'a signature of zeros': () => withSignature(signedToken(HEADER, ID, own), Buffer.alloc(256).toString('base64url')),
  'the public key as a shared secret': () => keyConfusion('HS256'),
  'the same, said to be RS256': () => keyConfusion('RS256'),
  'another RSA algorithm': () => signedToken({ ...HEADER, alg: 'PS256' }, ID, own),
  'an algorithm in a list': () => signedToken({ ...HEADER, alg: ['RS256'] }, ID, own),
  'the key of another': () => signedToken(HEADER, ID, foreign),
  'a key that it brings along': () => signedToken({ ...HEADER, jwk: foreign.jwk }, ID, foreign),
  'an address of its key': () => signedToken({ ...HEADER, jku: 'http://127.0.0.1:9/keys.json' }, ID, foreign),
  'an address of its certificate': () => signedToken({ ...HEADER, x5u: 'http://127.0.0.1:9/cert.pem' }, ID, foreign),
  'a certificate of its own': () => signedToken({ ...HEADER, x5c: ['MIIB'] }, ID, foreign),
  'a path as key id': () => signedToken({ ...HEADER, kid: '../../../../dev/null' }, ID, foreign),
  'a query as key id': () => signedToken({ ...HEADER, kid: "' UNION SELECT 'key" }, ID, foreign),
  'a key id of every object': () => signedToken({ ...HEADER, kid: '__proto__' }, ID, foreign),
  'a long key id': () => signedToken({ ...HEADER, kid: 'k'.repeat(4_000) }, ID, own),
  'no key id': () => signedToken({ alg: 'RS256' }, ID, own),
  'a number as key id': () => signedToken({ ...HEADER, kid: 1 }, ID, own),
  'critical extensions': () => signedToken({ ...HEADER, crit: ['b64'], b64: false }, ID, own),
  'another issuer': () => signedToken(HEADER, { ...ID, iss: `${ISSUER}2` }, own),
  'issuers in a list': () => signedToken(HEADER, { ...ID, iss: [ISSUER] }, own),
  'no issuer': () => signedToken(HEADER, { ...ID, iss: undefined }, own),
  'another use': () => signedToken(HEADER, { ...ID, token_use: 'refresh' }, own),
  expiry: () => signedToken(HEADER, { ...ID, exp: NOW - 1 }, own),
  'no expiry': () => signedToken(HEADER, { ...ID, exp: undefined }, own),
  'an expiry in words': () => signedToken(HEADER, { ...ID, exp: '9999999999' }, own),
  'an expiry beyond all dates': () => signedToken(HEADER, encodeClaims('"exp":1e300'), own),
  'a time when it becomes valid': () => signedToken(HEADER, { ...ID, nbf: NOW + 1 }, own),
  'a claim twice': () => signedToken(HEADER, encodeClaims('"sub":"root"'), own),
  'a claim twice, once escaped': () => signedToken(HEADER, encodeClaims('"s\\u0075b":"root"'), own),
  'a header twice': () => signedToken('{"alg":"none","kid":"key-1","alg":"RS256"}', ID, own),
  'claims changed': () => swapClaims(signedToken(HEADER, ID, own), { ...ID, sub: 'root' }),
  'padding behind it': () => `${signedToken(HEADER, ID, own)}=`,
  'space behind it': () => `${signedToken(HEADER, ID, own)} x`,
  'a fourth part': () => `${signedToken(HEADER, ID, own)}.e30`,
  'five parts, as if encrypted': () => 'e30.e30.e30.e30.e30',
  'two parts': () => `${encodePart(HEADER)}.${encodePart(ID)}`,
  'a list for claims': () => signedToken(HEADER, '[]', own),
  'claims that are not JSON': () => signedToken(HEADER, 'sub=ann', own),
  'claims that are not UTF-8': () => swapClaims(signedToken(HEADER, ID, own), Buffer.from([0xff, 0xfe])),
  'deep nesting': () => signedToken(HEADER, `${'['.repeat(3_000)}${']'.repeat(3_000)}`, own),
  'nothing but a scheme': () => 'Bearer ',
  'a scheme twice': () => `Bearer Bearer ${signedToken(HEADER, ID, own)}`,
  'another scheme': () => `Basic ${signedToken(HEADER, ID, own)}`,
};

describe('a token with', () => {
  test.each(Object.entries(ATTACKS))('%s is refused before the integration', async (_attack, forge) => {
    const { send } = serve();
    const answer = await send(forge());
    expect([answer.status, answer.trace?.print().map(({ phase }) => phase)]).toEqual([
      401,
      ['accept-request', 'match-resource', 'gateway-response'],
    ]);
  });

  test('nothing wrong, every bit of whose signature is changed in turn, is refused', async () => {
    const { send } = serve();
    const token = signedToken(HEADER, ID, own);
    const signature = Buffer.from(token.split('.')[2] ?? '', 'base64url');
    for (let bit = 0; bit < signature.length * 8; bit += 61) {
      const changed = Buffer.from(signature);
      changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(summary(await send(withSignature(token, changed.toString('base64url'))))).toEqual(UNAUTHORIZED);
    }
    expect((await send(token)).status).toBe(200);
  });

  test('great length is refused with its request', async () => {
    expect((await serve().send(signedToken(HEADER, { ...ID, filler: 'x'.repeat(9_000) }, own))).status).toBe(413);
  });

  test('nothing at all is refused', async () => {
    expect(summary(await serve().send(undefined))).toEqual(UNAUTHORIZED);
  });
});

function withSignature(token: string, signature: string): string {
  return [...token.split('.').slice(0, 2), signature].join('.');
}

function keyConfusion(alg: string): string {
  const signed = `${encodePart({ ...HEADER, alg })}.${encodePart(ID)}`;
  return `${signed}.${createHmac('sha256', own.publicPem).update(signed).digest('base64url')}`;
}

/** Valid claims with one more member before their end. */
function encodeClaims(member: string): string {
  return `${JSON.stringify({ ...ID, exp: member.startsWith('"exp"') ? undefined : ID.exp }).slice(0, -1)},${member}}`;
}

function swapClaims(token: string, claims: object): string {
  const [header = '', , signature = ''] = token.split('.');
  return [header, Buffer.isBuffer(claims) ? claims.toString('base64url') : encodePart(claims), signature].join('.');
}
