import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { CognitoAuthorizer, RestApi } from '../../../../lib/model/index.js';
import type { RuntimeOptions } from '../../../../lib/runtime/index.js';
import { mock, restApi, ServedApi, type TestAnswer } from '../../../support/rest-request.js';
import { TOKEN_ATTACKS, withSignature } from '../../../support/token-attacks.js';
import { signedToken, testKey, type TestKey } from '../../../support/tokens.js';

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
    ['a token of another use', '/id', { ...ID, token_use: 'refresh' }, 401],
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

describe('a token with', () => {
  test.each(Object.entries(TOKEN_ATTACKS))('%s is refused before the integration', async (_attack, forge) => {
    const { send } = serve();
    const answer = await send(forge({ header: HEADER, claims: ID, own, foreign, now: NOW }));
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
