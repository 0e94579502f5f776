import { sign } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { HttpApiJwtAuthorizer } from '../../../../lib/model/index.js';
import type { HttpClient, HttpResponse, RuntimeOptions } from '../../../../lib/runtime/index.js';
import { echoRoute, functionArn, ServedHttpApi } from '../../../support/http-api.js';
import { TOKEN_ATTACKS, withSignature } from '../../../support/token-attacks.js';
import { encodePart, signedToken, testKey, type TestKey } from '../../../support/tokens.js';
import { wholeBody } from '../../../support/whole-body.js';

const ISSUER = 'https://login.example.com/';
const NOW = 1_800_000_000;

const AUTHORIZER: HttpApiJwtAuthorizer = { type: 'JWT', name: 'users', issuer: ISSUER, audience: ['web', 'app'] };
const HEADER = { kid: 'key-1', alg: 'RS256' };
const CLAIMS = { iss: ISSUER, sub: 'ann', aud: 'web', iat: NOW, exp: NOW + 60 };
const SCOPED = { ...CLAIMS, scope: 'pets/read openid' };

let folder: string;
let own: TestKey;
let foreign: TestKey;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-jwt-'));
  own = testKey('key-1');
  foreign = testKey('key-1');
  writeFileSync(join(folder, 'keys.json'), JSON.stringify({ keys: [own.jwk] }));
});
afterAll(() => rmSync(folder, { recursive: true }));

const opened: ServedHttpApi[] = [];
afterEach(async () => {
  for (const api of opened.splice(0)) await api.runtime.close();
});

/** `GET /any` asks for no scope, `GET /scoped` for one of two. */
function serve(authorizer: Partial<HttpApiJwtAuthorizer> = {}, options: RuntimeOptions = {}) {
  const authorization = { type: 'JWT', authorizer: 'users' } as const;
  const served = new ServedHttpApi(
    {
      authorizers: [{ ...AUTHORIZER, ...authorizer }],
      routes: [
        echoRoute('GET /any', { authorization }),
        echoRoute('GET /scoped', { authorization: { ...authorization, scopes: ['pets/write', 'pets/read'] } }),
      ],
    },
    { clock: { now: () => NOW * 1000 }, issuers: { [ISSUER]: join(folder, 'keys.json') }, ...options },
  );
  opened.push(served);
  const send = (token: string | undefined, path = '/any'): Promise<HttpResponse> =>
    served.send({ path, headers: token === undefined ? [] : [['Authorization', token]] });
  return { served, send };
}

interface JwtEvent {
  readonly requestContext: { readonly authorizer: { readonly jwt: unknown } };
}

function jwtOf({ status, body }: HttpResponse): unknown {
  expect(status).toBe(200);
  return (JSON.parse(String(wholeBody({ body }))) as JwtEvent).requestContext.authorizer.jwt;
}

function refusalOf({ status, headers, body }: HttpResponse): unknown {
  return [
    status,
    String(wholeBody({ body })),
    Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value])),
  ];
}

function refused(status: 401 | 403, challenge: string): unknown {
  const message = status === 401 ? 'Unauthorized' : 'Forbidden';
  const id = expect.any(String) as unknown;
  return [status, `{"message":"${message}"}`, { 'www-authenticate': challenge, 'apigw-requestid': id }];
}

const invalid = (description: string, scope = ''): string =>
  `Bearer scope="${scope}" error="invalid_token" error_description="${description}"`;

describe('a JWT authorizer', () => {
  test.each(['', 'Bearer '])('takes a token behind "%s"', async (scheme) => {
    const { send } = serve();
    expect(jwtOf(await send(scheme + signedToken(HEADER, CLAIMS, own)))).toEqual({
      claims: { iss: ISSUER, sub: 'ann', aud: 'web', iat: String(NOW), exp: String(NOW + 60) },
      scopes: null,
    });
  });

  test('shows claims as text', async () => {
    const claims = { ...CLAIMS, groups: ['admin', 'power user'], ok: true, none: null, address: { city: 'Bonn' } };
    expect(jwtOf(await serve().send(signedToken(HEADER, claims, own)))).toMatchObject({
      claims: { groups: '[admin power user]', ok: 'true', address: '{"city":"Bonn"}' },
    });
    expect(jwtOf(await serve().send(signedToken(HEADER, claims, own)))).not.toHaveProperty('claims.none');
  });

  test.each<[what: string, path: string, claims: object, status: number]>([
    ['a client id without an audience', '/any', { ...CLAIMS, aud: undefined, client_id: 'app' }, 200],
    ['a client id beside another audience', '/any', { ...CLAIMS, aud: 'tv', client_id: 'app' }, 401],
    ['one audience of several', '/any', { ...CLAIMS, aud: ['tv', 'app'] }, 200],
    ['neither audience nor client id', '/any', { ...CLAIMS, aud: undefined }, 401],
    ['one of the scopes', '/scoped', SCOPED, 200],
    ['scopes in a list', '/scoped', { ...CLAIMS, scope: ['pets/write'] }, 200],
    ['scopes in scp', '/scoped', { ...CLAIMS, scp: ['pets/read'] }, 200],
    ['scopes in scp beside others', '/scoped', { ...SCOPED, scp: 'openid' }, 403],
    ['a scope that begins like one', '/scoped', { ...CLAIMS, scope: 'pets/readers' }, 403],
    ['no scope', '/scoped', CLAIMS, 403],
    ['an issue in the future', '/any', { ...CLAIMS, iat: NOW + 1 }, 401],
    ['no issue', '/any', { ...CLAIMS, iat: undefined }, 200],
  ])('of a token with %s for %s', async (_what, path, claims, status) => {
    expect((await serve().send(signedToken(HEADER, claims, own), path)).status).toBe(status);
  });

  test('shows all scopes of the token to a route that requires one', async () => {
    const token = signedToken(HEADER, SCOPED, own);
    expect(jwtOf(await serve().send(token, '/scoped'))).toMatchObject({ scopes: ['pets/read', 'openid'] });
    expect(jwtOf(await serve().send(token))).toMatchObject({ scopes: null });
  });

  test.each<[algorithm: string, digest: string]>([
    ['RS384', 'sha384'],
    ['RS512', 'sha512'],
  ])('takes a token that is signed by %s with a key for it', async (alg, digest) => {
    writeFileSync(join(folder, `${alg}.json`), JSON.stringify({ keys: [{ ...own.jwk, alg }] }));
    const { send } = serve({}, { issuers: { [ISSUER]: join(folder, `${alg}.json`) } });
    const signed = `${encodePart({ ...HEADER, alg })}.${encodePart(CLAIMS)}`;
    const token = `${signed}.${sign(digest, Buffer.from(signed), own.privateKey).toString('base64url')}`;
    expect((await send(token)).status).toBe(200);
    expect((await send(signedToken(HEADER, CLAIMS, own))).status).toBe(401);
  });

  test('shows claims and scopes to a function of payload format 1.0', async () => {
    const integration = { type: 'AWS_PROXY', uri: functionArn('echo'), payloadFormatVersion: '1.0' } as const;
    const authorization = { type: 'JWT', authorizer: 'users', scopes: ['openid'] } as const;
    const served = new ServedHttpApi(
      { authorizers: [AUTHORIZER], routes: [echoRoute('GET /any', { authorization, integration })] },
      { clock: { now: () => NOW * 1000 }, issuers: { [ISSUER]: join(folder, 'keys.json') } },
    );
    opened.push(served);
    const headers = [['Authorization', signedToken(HEADER, SCOPED, own)]] as const;
    const { body } = await served.send({ path: '/any', headers });
    expect(JSON.parse(String(wholeBody({ body })))).toMatchObject({
      requestContext: { authorizer: { claims: { sub: 'ann' }, scopes: ['pets/read', 'openid'] } },
    });
  });

  test('reads the token from a query parameter', async () => {
    const { served } = serve({ identitySource: [{ kind: 'querystring', name: 'token' }] });
    const token = signedToken(HEADER, CLAIMS, own);
    expect((await served.send({ path: `/any?token=${token}` })).status).toBe(200);
    expect((await served.send({ path: '/any', headers: [['Authorization', token]] })).status).toBe(401);
  });

  test.each<[what: string, token: () => string | undefined, description: string]>([
    ['a word', () => 'nonsense', 'token contains an invalid number of segments'],
    ['three words', () => 'a.b.c', 'the token is malformed'],
    [
      'the scheme in lower case',
      () => `bearer ${signedToken(HEADER, CLAIMS, own)}`,
      "tokenstring should not contain 'bearer '",
    ],
    ['another algorithm', () => signedToken({ ...HEADER, alg: 'HS256' }, CLAIMS, own), 'the signing method is invalid'],
    ['an unknown key', () => signedToken({ ...HEADER, kid: 'key-2' }, CLAIMS, own), 'the signing key is unknown'],
    ['a bad signature', () => signedToken(HEADER, CLAIMS, foreign), 'the signature is invalid'],
    [
      'another issuer',
      () => signedToken(HEADER, { ...CLAIMS, iss: 'https://login.example.com' }, own),
      'issuer does not match',
    ],
    [
      'another audience',
      () => signedToken(HEADER, { ...CLAIMS, aud: 'tv' }, own),
      'the token does not have a valid audience',
    ],
    ['an expiry in the past', () => signedToken(HEADER, { ...CLAIMS, exp: NOW - 1 }, own), 'the token has expired'],
    [
      'no expiry',
      () => signedToken(HEADER, { ...CLAIMS, exp: undefined }, own),
      'the token does not have a valid expiry',
    ],
    [
      'a beginning in the future',
      () => signedToken(HEADER, { ...CLAIMS, nbf: NOW + 1 }, own),
      'the token is not valid yet',
    ],
  ])('refuses %s and says so in www-authenticate', async (_what, token, description) => {
    const { served, send } = serve();
    expect(refusalOf(await send(token()))).toEqual(refused(401, invalid(description)));
    expect(refusalOf(await send(token(), '/scoped'))).toEqual(
      refused(401, invalid(description, 'pets/write pets/read')),
    );
    expect(served.invocations).toBe(0);
  });

  test.each([undefined, '', 'Bearer '])('tells a request with the header %j the scheme alone', async (header) => {
    expect(refusalOf(await serve().send(header))).toEqual(refused(401, 'Bearer'));
  });

  test('answers 403 to a token without the scopes', async () => {
    const { served, send } = serve();
    expect(refusalOf(await send(signedToken(HEADER, CLAIMS, own), '/scoped'))).toEqual(
      refused(
        403,
        'Bearer scope="pets/write pets/read" error="insufficient_scope" error_description="the token does not have a valid scope"',
      ),
    );
    expect(served.invocations).toBe(0);
  });

  test('follows its issuer from key to key, and forgets tokens of a key that was withdrawn', async () => {
    let published: readonly TestKey[] = [own];
    let nowMs = NOW * 1000;
    const http: HttpClient = {
      send: () => {
        const keys = { jwks_uri: 'https://login.example.com/jwks', keys: published.map(({ jwk }) => jwk) };
        const body = Buffer.from(JSON.stringify(keys));
        return Promise.resolve({ kind: 'answer', status: 200, statusText: 'OK', headers: [], body });
      },
      close: () => Promise.resolve(),
    };
    const { send } = serve({}, { issuers: { [ISSUER]: ISSUER }, http, clock: { now: () => nowMs } });
    const claims = { ...CLAIMS, exp: NOW + 86_400 };
    const next = testKey('key-2');
    const [old, fresh] = [signedToken(HEADER, claims, own), signedToken({ ...HEADER, kid: 'key-2' }, claims, next)];
    expect((await send(old)).status).toBe(200);
    published = [own, next];
    nowMs += 30_000;
    expect([(await send(fresh)).status, (await send(old)).status]).toEqual([200, 200]);
    // A key of the same id is another key.
    published = [foreign, next];
    nowMs += 3_600_000;
    expect([(await send(fresh)).status, (await send(old)).status]).toEqual([200, 401]);
  });

  test('looks at the times of a token each time that it is sent', async () => {
    let nowMs = NOW * 1000;
    const { send } = serve({}, { clock: { now: () => nowMs } });
    const token = signedToken(HEADER, CLAIMS, own);
    expect((await send(token)).status).toBe(200);
    nowMs += 60_000;
    expect(refusalOf(await send(token))).toEqual(refused(401, invalid('the token has expired')));
  });

  test.each<[failing: RegExp, description: string]>([
    [/openid-configuration$/, 'OIDC discovery endpoint communication error'],
    [/jwks$/, 'JWKS communication error'],
  ])('answers 401 while %s cannot be read', async (failing, description) => {
    const asked: string[] = [];
    const http: HttpClient = {
      send: ({ url, timeoutMs }) => {
        asked.push(`${url} ${timeoutMs}`);
        const body = Buffer.from(JSON.stringify({ jwks_uri: 'https://login.example.com/jwks', keys: [own.jwk] }));
        return Promise.resolve(
          failing.test(url)
            ? { kind: 'timeout' }
            : { kind: 'answer', status: 200, statusText: 'OK', headers: [], body },
        );
      },
      close: () => Promise.resolve(),
    };
    const { send } = serve({}, { issuers: { [ISSUER]: ISSUER }, http });
    expect(refusalOf(await send(signedToken(HEADER, CLAIMS, own)))).toEqual(refused(401, invalid(description)));
    expect(asked[0]).toBe('https://login.example.com/.well-known/openid-configuration 1500');
  });

  test.each<[what: string, authorizer: Partial<HttpApiJwtAuthorizer>, remedy: RegExp]>([
    ['an issuer whose keys are not known', { issuer: 'https://other.example' }, /--issuer https:\/\/other\.example=/],
    [
      'two identity sources',
      {
        identitySource: [
          { kind: 'header', name: 'A' },
          { kind: 'header', name: 'B' },
        ],
      },
      /lenient/,
    ],
    ['a context variable as identity source', { identitySource: [{ kind: 'context', path: 'routeKey' }] }, /lenient/],
  ])('closes its routes for %s', async (_what, authorizer, remedy) => {
    const { send } = serve(authorizer);
    const { status, body } = await send(signedToken(HEADER, CLAIMS, own));
    expect(status).toBe(501);
    expect(JSON.parse(String(wholeBody({ body })))).toMatchObject({
      feature: 'authorizer',
      remedy: expect.stringMatching(remedy) as unknown,
    });
  });
});

describe('a token with', () => {
  test.each(Object.entries(TOKEN_ATTACKS))('%s is refused before the integration', async (_attack, forge) => {
    const { served, send } = serve();
    const { status } = await send(forge({ header: HEADER, claims: CLAIMS, own, foreign, now: NOW }));
    expect(status).toBe(401);
    expect(served.invocations).toBe(0);
  });

  test('nothing wrong, every bit of whose signature is changed in turn, is refused', async () => {
    const { served, send } = serve();
    const token = signedToken(HEADER, CLAIMS, own);
    const signature = Buffer.from(token.split('.')[2] ?? '', 'base64url');
    for (let bit = 0; bit < signature.length * 8; bit += 61) {
      const changed = Buffer.from(signature);
      changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect((await send(withSignature(token, changed.toString('base64url')))).status).toBe(401);
    }
    expect(served.invocations).toBe(0);
    expect((await send(token)).status).toBe(200);
  });

  test('a second header beside it is refused', async () => {
    const { served } = serve();
    const valid = signedToken(HEADER, CLAIMS, own);
    for (const values of [
      [valid, 'nonsense'],
      ['nonsense', valid],
      [valid, valid],
    ]) {
      const headers = values.map((value) => ['Authorization', value] as const);
      expect((await served.send({ path: '/any', headers })).status).toBe(401);
    }
  });

  test('great length is refused with its request', async () => {
    expect((await serve().send(signedToken(HEADER, { ...CLAIMS, filler: 'x'.repeat(9_000) }, own))).status).toBe(413);
  });
});
