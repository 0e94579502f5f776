import { createHash, createHmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import { sign as signUrl } from 'aws4';
import { describe, expect, test } from 'vitest';
import type { Identity } from '../../../../lib/runtime/identity.js';
import type { HeaderLine } from '../../../../lib/runtime/http-message.js';
import { readSignature, type SignedRequest } from '../../../../lib/runtime/authorizers/signature/signature-claim.js';
import {
  verifySignature,
  type SignatureProblem,
} from '../../../../lib/runtime/authorizers/signature/verify-signature.js';

const IDENTITY: Identity = {
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
  arn: 'arn:aws:iam::123456789012:user/ana',
  accountId: '123456789012',
  userId: 'AIDAEXAMPLE',
  policies: [],
};
const SIGNED_AT = Date.UTC(2015, 7, 30, 12, 36, 0);

/** Undefined: the signature holds. */
function verify(
  request: SignedRequest,
  { service = 'execute-api', nowMs = SIGNED_AT, identity = IDENTITY } = {},
): SignatureProblem | 'incomplete' | undefined {
  const read = readSignature(request);
  if (read.kind !== 'signature') return 'incomplete';
  const known = read.claim.accessKeyId === identity.accessKeyId ? identity : undefined;
  return verifySignature(request, read.claim, known, { region: 'us-east-1', service }, nowMs);
}

function requestOf(
  method: string,
  target: string,
  headers: readonly HeaderLine[] = [],
  body: string | Buffer = '',
): SignedRequest {
  const question = target.indexOf('?');
  const [path, queryString] = question === -1 ? [target, ''] : [target.slice(0, question), target.slice(question + 1)];
  return { method, path, queryString, headers, body: Buffer.from(body) };
}

/**
 * AWS's test suite for Signature Version 4: key AKIDEXAMPLE, service `service`, 2015-08-30T12:36:00Z. The case of a header
 * over several lines, which HTTP has no more, is left out.
 *
 * Documented: https://docs.aws.amazon.com/general/latest/gr/signature-v4-test-suite.html
 */
const SUITE: readonly (readonly [name: string, request: SignedRequest, signature: string])[] = [
  ['get-vanilla', requestOf('GET', '/'), '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31'],
  ['get-relative', requestOf('GET', '/example/..'), '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31'],
  [
    'get-relative-relative',
    requestOf('GET', '/example1/example2/../..'),
    '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31',
  ],
  ['get-slash', requestOf('GET', '//'), '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31'],
  ['get-slash-dot-slash', requestOf('GET', '/./'), '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31'],
  [
    'get-slash-pointless-dot',
    requestOf('GET', '/./example'),
    'ef75d96142cf21edca26f06005da7988e4f8dc83a165a80865db7089db637ec5',
  ],
  ['get-slashes', requestOf('GET', '//example//'), '9a624bd73a37c9a373b5312afbebe7a714a789de108f0bdfe846570885f57e84'],
  [
    'get-space',
    requestOf('GET', '/example space/'),
    '652487583200325589f1fba4c7e578f72c47cb61beeca81406b39ddec1366741',
  ],
  ['get-utf8', requestOf('GET', '/ሴ'), '8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85'],
  [
    'get-unreserved',
    requestOf('GET', '/-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'),
    '07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f',
  ],
  [
    'get-vanilla-empty-query-key',
    requestOf('GET', '/?Param1=value1'),
    'a67d582fa61cc504c4bae71f336f98b97f1ea3c7a6bfe1b6e45aec72011b9aeb',
  ],
  [
    'get-vanilla-query-order-key-case',
    requestOf('GET', '/?Param2=value2&Param1=value1'),
    'b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500',
  ],
  [
    'get-vanilla-query-order-key',
    requestOf('GET', '/?Param1=value2&Param1=Value1'),
    'eedbc4e291e521cf13422ffca22be7d2eb8146eecf653089df300a15b2382bd1',
  ],
  [
    'get-vanilla-query-order-value',
    requestOf('GET', '/?Param1=value2&Param1=value1'),
    '5772eed61e12b33fae39ee5e7012498b51d56abc0abb7c60486157bd471c4694',
  ],
  [
    'get-vanilla-utf8-query',
    requestOf('GET', '/?ሴ=bar'),
    '2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04',
  ],
  [
    'get-header-key-duplicate',
    requestOf('GET', '/', [
      ['My-Header1', 'value2'],
      ['My-Header1', 'value2'],
      ['My-Header1', 'value1'],
    ]),
    'c9d5ea9f3f72853aea855b47ea873832890dbdd183b4468f858259531a5138ea',
  ],
  [
    'get-header-value-order',
    requestOf('GET', '/', [
      ['My-Header1', 'value4'],
      ['My-Header1', 'value1'],
      ['My-Header1', 'value3'],
      ['My-Header1', 'value2'],
    ]),
    '08c7e5a9acfcfeb3ab6b2185e75ce8b1deb5e634ec47601a50643f830c755c01',
  ],
  [
    'get-header-value-trim',
    requestOf('GET', '/', [
      ['My-Header1', ' value1'],
      ['My-Header2', ' "a   b   c"'],
    ]),
    'acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736',
  ],
  ['post-vanilla', requestOf('POST', '/'), '5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b'],
  [
    'post-vanilla-query',
    requestOf('POST', '/?Param1=value1'),
    '28038455d6de14eafc1f9222cf5aa6f1a96197d7deb8263271d420d138af7f11',
  ],
  [
    'post-header-key-sort',
    requestOf('POST', '/', [['My-Header1', 'value1']]),
    'c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c',
  ],
  [
    'post-header-value-case',
    requestOf('POST', '/', [['My-Header1', 'VALUE1']]),
    'cdbc9802e29d2942e5e10b5bccfdd67c5f22c7c4e8ae67b53629efa58b974b7d',
  ],
  [
    'post-x-www-form-urlencoded',
    requestOf('POST', '/', [['Content-Type', 'application/x-www-form-urlencoded']], 'Param1=value1'),
    'ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a',
  ],
  [
    'post-x-www-form-urlencoded-parameters',
    requestOf('POST', '/', [['Content-Type', 'application/x-www-form-urlencoded; charset=utf8']], 'Param1=value1'),
    '1a72ec8f64bd914b0e42e42607c7fbce7fb2c7465f63e3092b3b0d39fa77a6fe',
  ],
];

function asSuite(request: SignedRequest, signature: string): SignedRequest {
  const headers: readonly HeaderLine[] = [
    ...request.headers,
    ['Host', 'example.amazonaws.com'],
    ['X-Amz-Date', '20150830T123600Z'],
  ];
  const names = [...new Set(headers.map(([name]) => name.toLowerCase()))].sort().join(';');
  const credential = 'AKIDEXAMPLE/20150830/us-east-1/service/aws4_request';
  const authorization = `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${names}, Signature=${signature}`;
  return { ...request, headers: [...headers, ['Authorization', authorization]] };
}

test.each(SUITE)("AWS's test suite: %s", (_name, request, signature) => {
  expect(verify(asSuite(request, signature), { service: 'service' })).toBeUndefined();
});

/** SHA-256 as `@smithy/signature-v4` takes it. */
class Sha256 {
  private hash: ReturnType<typeof createHash | typeof createHmac>;
  constructor(private readonly secret?: string | ArrayBuffer | ArrayBufferView) {
    this.hash = this.make();
  }
  private make(): ReturnType<typeof createHash | typeof createHmac> {
    const { secret } = this;
    if (secret === undefined) return createHash('sha256');
    return createHmac('sha256', typeof secret === 'string' ? secret : Buffer.from(secret as Uint8Array));
  }
  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.hash.update(typeof data === 'string' ? data : Buffer.from(data as Uint8Array));
  }
  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.hash.digest());
  }
  reset(): void {
    this.hash = this.make();
  }
}

const TEMPORARY: Identity = { ...IDENTITY, sessionToken: 'token/with+signs=', expiresAtMs: SIGNED_AT + 3_600_000 };

interface Call {
  readonly method?: string;
  readonly path?: string;
  readonly query?: Record<string, string | string[]>;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/** Signs as the AWS SDK for JavaScript does. */
async function signed(
  { method = 'GET', path = '/dev/pets', query = {}, headers = {}, body = '' }: Call,
  { identity = IDENTITY, presigned = false } = {},
): Promise<SignedRequest> {
  const { accessKeyId, secretAccessKey, sessionToken } = identity;
  const signer = new SignatureV4({
    service: 'execute-api',
    region: 'us-east-1',
    sha256: Sha256,
    credentials: { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) },
  });
  const request = {
    method,
    protocol: 'https:',
    hostname: 'example.amazonaws.com',
    path,
    query,
    headers: { host: 'example.amazonaws.com', ...headers },
    ...(body !== '' && { body }),
  };
  const options = { signingDate: new Date(SIGNED_AT) };
  const made = presigned
    ? await signer.presign(request, { ...options, expiresIn: 600 })
    : await signer.sign(request, options);
  const pairs = Object.entries(made.query ?? {}).flatMap(([name, value]) =>
    [value].flat().map((one) => `${encodeURIComponent(name)}=${encodeURIComponent(one ?? '')}`),
  );
  return {
    method,
    path,
    queryString: pairs.join('&'),
    headers: Object.entries(made.headers),
    body: Buffer.from(body),
  };
}

const CALLS: readonly Call[] = [
  {},
  { path: '/dev/a%20b/ä%2Fc/(x)*!' },
  { query: { b: '2', a: '1', 'x y': "it's (1)*", list: ['z', 'a'] } },
  { method: 'POST', headers: { 'content-type': 'application/json', 'x-amz-meta': ' a   b ' }, body: '{"a":"ü"}' },
];

test('reads a header once for a signature that lists many names', () => {
  let reads = 0;
  const line: HeaderLine = ['a', '1'];
  const counted = new Proxy(line, {
    get(target, member) {
      if (member === '0') reads += 1;
      return Reflect.get(target, member) as unknown;
    },
  });
  const { headers, ...request } = asSuite(requestOf('GET', '/'), '0'.repeat(64));
  const many = headers.map(([name, value]): HeaderLine => [name, value.replace('=host;', `=host;${'a;'.repeat(50)}`)]);
  verify({ ...request, headers: [...many, counted] }, { service: 'service' });
  const few = reads;
  reads = 0;
  verify({ ...request, headers: [...headers, counted] }, { service: 'service' });
  expect(few).toBe(reads);
});

describe('requests that @smithy/signature-v4 signs', () => {
  test.each(CALLS)('%j holds, in headers and in the query', async (call) => {
    expect(verify(await signed(call))).toBeUndefined();
    expect(verify(await signed(call, { presigned: true }))).toBeUndefined();
  });

  test('with a session token hold, and with no other token', async () => {
    for (const presigned of [false, true]) {
      const request = await signed({}, { identity: TEMPORARY, presigned });
      expect(verify(request, { identity: TEMPORARY })).toBeUndefined();
      expect(verify(request, { identity: IDENTITY })).toEqual({ kind: 'unknown-access-key' });
      expect(verify(request, { identity: { ...TEMPORARY, sessionToken: 'other' } })).toEqual({
        kind: 'unknown-access-key',
      });
    }
    expect(verify(await signed({}), { identity: TEMPORARY })).toEqual({ kind: 'unknown-access-key' });
  });

  test('end with their temporary credentials', async () => {
    const identity = { ...TEMPORARY, expiresAtMs: SIGNED_AT };
    expect(verify(await signed({}, { identity }), { identity })).toEqual({ kind: 'expired-token' });
  });

  test.each([
    ['five minutes late', 300_000, undefined],
    [
      'later',
      300_001,
      'Signature expired: 20150830T123600Z is now earlier than 20150830T123600Z (20150830T124100Z - 5 min.)',
    ],
    ['five minutes early', -300_000, undefined],
    [
      'earlier',
      -301_000,
      'Signature not yet current: 20150830T123600Z is still later than 20150830T123559Z (20150830T123059Z + 5 min.)',
    ],
  ])('%s', async (_when, offMs, complaint) => {
    const problem = verify(await signed({}), { nowMs: SIGNED_AT + offMs });
    expect(problem).toEqual(complaint === undefined ? undefined : { kind: 'invalid-signature', complaint });
  });

  test('in a presigned URL hold as long as it says', async () => {
    const request = await signed({}, { presigned: true });
    expect(verify(request, { nowMs: SIGNED_AT + 600_000 })).toBeUndefined();
    expect(verify(request, { nowMs: SIGNED_AT + 600_001 })).toMatchObject({ kind: 'invalid-signature' });
  });

  test.each(['20151330T123600Z', '20150830T256100Z'])('of %s, which is no time, are refused', (date) => {
    const { path } = signUrl(
      {
        ...{ service: 'execute-api', region: 'us-east-1', host: 'example.amazonaws.com', signQuery: true },
        path: `/dev?X-Amz-Date=${date}`,
      },
      IDENTITY,
    );
    const request = requestOf('GET', path ?? '', [['Host', 'example.amazonaws.com']]);
    expect(verify(request)).toMatchObject({
      kind: 'invalid-signature',
      complaint: expect.stringContaining(date) as unknown,
    });
  });

  test('in a presigned URL that does not say how long hold for five minutes', () => {
    const { path } = signUrl(
      {
        ...{ service: 'execute-api', region: 'us-east-1', host: 'example.amazonaws.com', signQuery: true },
        path: '/dev?X-Amz-Date=20150830T123600Z',
      },
      IDENTITY,
    );
    const request = requestOf('GET', path ?? '', [['Host', 'example.amazonaws.com']]);
    expect(request.queryString).not.toContain('X-Amz-Expires');
    expect(verify(request, { nowMs: SIGNED_AT + 300_000 })).toBeUndefined();
    expect(verify(request, { nowMs: SIGNED_AT + 300_001 })).toMatchObject({ kind: 'invalid-signature' });
  });

  test.each(['', '0x10', '604801'])('in a presigned URL that holds for "%s" are refused', async (expires) => {
    const { queryString, ...request } = await signed({}, { presigned: true });
    const changed = queryString.replace(/X-Amz-Expires=\d+/, `X-Amz-Expires=${expires}`);
    expect(verify({ ...request, queryString: changed })).toBe('incomplete');
  });

  test('for another Region or service are refused', async () => {
    const request = await signed({});
    expect(verify(request, { service: 's3' })).toMatchObject({ kind: 'invalid-signature' });
    expect(verify(request, { identity: { ...IDENTITY, accessKeyId: 'AKIDOTHER' } })).toEqual({
      kind: 'unknown-access-key',
    });
  });

  test.each([false, true])(
    'are refused for each bit that is changed in a signed part (presigned: %j)',
    async (presigned) => {
      const call = { method: 'POST', query: { a: '1' }, headers: { 'content-type': 'text/plain' }, body: 'body' };
      const request = await signed(call, { presigned });
      expect(verify(request)).toBeUndefined();
      const accepted: string[] = [];
      for (const [part, changed] of eachBitChanged(request)) if (verify(changed) === undefined) accepted.push(part);
      expect(accepted).toEqual([]);
    },
  );
});

/** The same request with one bit of one signed part changed, each bit in turn. */
function* eachBitChanged(request: SignedRequest): Generator<readonly [part: string, changed: SignedRequest]> {
  const flips = function* (text: string): Generator<string> {
    for (let at = 0; at < text.length; at++) {
      for (let bit = 0; bit < 7; bit++) {
        yield text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ (1 << bit)) + text.slice(at + 1);
      }
    }
  };
  for (const method of flips(request.method)) yield [`method ${method}`, { ...request, method }];
  // The first slash of a path is no part of what is signed: there is always one.
  for (const path of flips(request.path.slice(1))) yield [`path ${path}`, { ...request, path: `/${path}` }];
  for (const queryString of flips(request.queryString)) {
    if (!sameParameters(queryString, request.queryString)) yield [`query ${queryString}`, { ...request, queryString }];
  }
  for (const body of flips(request.body.toString())) yield [`body ${body}`, { ...request, body: Buffer.from(body) }];
  for (const [index, [name, value]] of request.headers.entries()) {
    const others = request.headers.filter((_header, at) => at !== index);
    for (const changed of flips(value)) {
      if (name.toLowerCase() === 'authorization' && sameAuthorization(changed, value)) continue;
      // What the value of this header is, the signature does not say: the body itself is hashed.
      if (name.toLowerCase() === 'x-amz-content-sha256') continue;
      yield [`${name}: ${changed}`, { ...request, headers: [...others, [name, changed]] }];
    }
  }
}

/** Hexadecimal digits of either case are one encoding. */
function sameParameters(a: string, b: string): boolean {
  const upper = (text: string): string => text.replace(/%[0-9a-f]{2}/gi, (escape) => escape.toUpperCase());
  return upper(a) === upper(b);
}

/** White space between the parts of the header says nothing. */
function sameAuthorization(a: string, b: string): boolean {
  const parts = (text: string): string => text.split(/[\s,]+/).join(' ');
  return parts(a) === parts(b);
}
