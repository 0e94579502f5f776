import { sign } from 'aws4';
import { describe, expect, test } from 'vitest';
import type { RestApi } from '../../../../lib/model/index.js';
import { readIdentities } from '../../../../lib/runtime/authorizers/identities.js';
import type { HeaderLine } from '../../../../lib/runtime/http-message.js';
import { FIXED_CLOCK } from '../../../support/behaviour.js';
import { mock, restApi, ServedApi, type TestAnswer } from '../../../support/rest-request.js';

const ACCOUNT = '000000000000';

/** An identity policy for this API, by what it says. */
const POLICIES = {
  allow: [
    {
      Statement: [
        { Effect: 'Allow', Action: 'execute-api:Invoke', Resource: 'arn:aws:execute-api:*:*:*/dev/GET/pets' },
      ],
    },
  ],
  everything: [{ Statement: [{ Effect: 'Allow', Action: 'execute-api:*', Resource: '*' }] }],
  silent: [],
  deny: [
    { Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] },
    { Statement: [{ Effect: 'Deny', Action: 'execute-api:*', Resource: '*' }] },
  ],
} as const;

type Says = keyof typeof POLICIES;

const IDENTITIES = readIdentities(
  [ACCOUNT, '111111111111'].flatMap((account) =>
    (Object.keys(POLICIES) as Says[]).map((says) => ({
      accessKeyId: `AKIA${account}${says}`,
      secretAccessKey: `secret of ${says}`,
      arn: `arn:aws:iam::${account}:user/${says}`,
      policies: POLICIES[says],
    })),
  ),
  'test',
);

/** A resource policy, by what it says. */
const RESOURCE_POLICIES = {
  Allow: { Effect: 'Allow', Principal: '*', Action: 'execute-api:Invoke', Resource: 'execute-api:/*' },
  silent: { Effect: 'Allow', Principal: '*', Action: 'execute-api:Invoke', Resource: 'execute-api:/other/*' },
  Deny: { Effect: 'Deny', Principal: '*', Action: 'execute-api:Invoke', Resource: 'execute-api:/*' },
} as const;

const SIGNER = {
  accessKeyId: `AKIA${ACCOUNT}allow`,
  secretAccessKey: 'secret of allow',
  arn: `arn:aws:iam::${ACCOUNT}:user/allow`,
};

function serve(api: Partial<RestApi> = {}, identities = IDENTITIES): ServedApi {
  const method = {
    integration: mock({ 'application/json': '$context.identity.userArn $context.identity.accessKey' }),
    authorization: { type: 'AWS_IAM' },
  } as const;
  return new ServedApi(restApi({ 'GET /pets': method, 'GET /cats': method }, api), { identities });
}

interface Signing {
  readonly account?: string;
  readonly says?: Says;
  readonly secret?: string;
  readonly region?: string;
  readonly secondsAgo?: number;
  readonly path?: string;
  /** Headers that the signature does not cover. */
  readonly headers?: readonly HeaderLine[];
}

function send(served: ServedApi, signing: Signing = {}): Promise<TestAnswer> {
  const { account = ACCOUNT, says = 'allow', region = 'us-east-1', secondsAgo = 0, path = '/pets' } = signing;
  const date = new Date(FIXED_CLOCK.now() - secondsAgo * 1_000).toISOString().replace(/[-:]|\.\d{3}/g, '');
  const { headers = {} } = sign(
    { service: 'execute-api', region, host: 'localhost', path: `/dev${path}`, headers: { 'X-Amz-Date': date } },
    { accessKeyId: `AKIA${account}${says}`, secretAccessKey: signing.secret ?? `secret of ${says}` },
  );
  const lines = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined || name === 'Host' ? [] : [[name, String(value)] as const],
  );
  return served.send({ path, headers: [...lines, ...(signing.headers ?? [])] });
}

const text = ({ body }: TestAnswer): string => body.toString('utf8');

describe('AWS_IAM', () => {
  test('lets a signed call in and tells templates who calls', async () => {
    const answer = await send(serve());
    expect([answer.status, text(answer)]).toEqual([200, `arn:aws:iam::${ACCOUNT}:user/allow AKIA${ACCOUNT}allow`]);
  });

  test.each<[what: string, call: (served: ServedApi) => Promise<TestAnswer>, type: string, message: RegExp]>([
    [
      'no signature',
      (served) => served.send({ path: '/pets' }),
      'MissingAuthenticationToken',
      /^Missing Authentication Token$/,
    ],
    [
      'a bearer token',
      (served) => served.send({ path: '/pets', headers: [['Authorization', 'Bearer abc']] }),
      'IncompleteSignature',
      /^'abc' not a valid key=value pair \(missing equal-sign\) in Authorization header: 'Bearer abc'\.$/,
    ],
    [
      'another secret',
      (served) => send(served, { secret: 'x' }),
      'InvalidSignature',
      /^The request signature we calculated/,
    ],
    [
      'an unknown key',
      (served) => send(served, { account: '9' }),
      'UnrecognizedClient',
      /^The security token included in the request is invalid\.$/,
    ],
    ['a time long ago', (served) => send(served, { secondsAgo: 301 }), 'InvalidSignature', /^Signature expired: /],
    [
      'another Region',
      (served) => send(served, { region: 'eu-west-1' }),
      'InvalidSignature',
      /^Credential should be scoped to a valid region/,
    ],
    [
      'no policy',
      (served) => send(served, { says: 'silent' }),
      'AccessDenied',
      /^User: arn:aws:iam::000000000000:user\/silent is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:us-east-1:\*{8}0000:\w{10}\/dev\/GET\/pets$/,
    ],
    ['a policy for another path', (served) => send(served, { path: '/cats' }), 'AccessDenied', /\/dev\/GET\/cats$/],
    ['a Deny', (served) => send(served, { says: 'deny' }), 'AccessDenied', / with an explicit deny$/],
  ])('refuses %s with 403', async (_what, call, type, message) => {
    const answer = await call(serve());
    const body = JSON.parse(text(answer)) as { message?: string; Message?: string };
    expect([answer.status, body.message ?? body.Message]).toEqual([403, expect.stringMatching(message)]);
    expect(answer.headers).toContainEqual(['x-amzn-ErrorType', `${type}Exception`]);
  });

  /** Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html Tables A and B. */
  test.each<[says: Says, policy: keyof typeof RESOURCE_POLICIES | undefined, same: number, other: number]>([
    ['allow', 'Allow', 200, 200],
    ['allow', 'silent', 200, 403],
    ['allow', 'Deny', 403, 403],
    ['allow', undefined, 200, 403],
    ['silent', 'Allow', 200, 403],
    ['silent', 'silent', 403, 403],
    ['silent', 'Deny', 403, 403],
    ['silent', undefined, 403, 403],
    ['deny', 'Allow', 403, 403],
    ['deny', 'silent', 403, 403],
    ['deny', 'Deny', 403, 403],
    ['deny', undefined, 403, 403],
  ])(
    'with policies that say %s and a resource policy %s: %i, from another account %i',
    async (says, policy, same, other) => {
      const served = serve(
        policy === undefined ? {} : { policy: { Version: '2012-10-17', Statement: [RESOURCE_POLICIES[policy]] } },
      );
      expect((await send(served, { says })).status).toBe(same);
      expect((await send(served, { says, account: '111111111111' })).status).toBe(other);
    },
  );

  test.each([
    ['StringEquals', 'aws:PrincipalTag/team', 'red'],
    ['StringEqualsIfExists', 'aws:PrincipalOrgID', 'o-1'],
    ['DateLessThan', 'aws:TokenIssueTime', '2026-01-01T00:00:00Z'],
  ])('refuses by name a policy that asks of signers what is not known: %s %s', async (operator, key, value) => {
    const deny = { ...RESOURCE_POLICIES.Deny, Condition: { [operator]: { [key]: value } } };
    const ofApi = serve({ policy: { Version: '2012-10-17', Statement: [RESOURCE_POLICIES.Allow, deny] } });
    const { Principal: _, ...statement } = { ...deny, Resource: '*' };
    const policies = [...POLICIES.allow, { Version: '2012-10-17', Statement: [statement] }];
    const ofSigner = serve({}, readIdentities([{ ...SIGNER, policies }], 'test'));
    for (const served of [ofApi, ofSigner]) {
      const answer = await send(served);
      expect([answer.status, text(answer)]).toEqual([
        501,
        expect.stringContaining(`condition key \\"${key.toLowerCase()}\\"`),
      ]);
      expect((await served.send({ path: '/pets' })).status).toBe(403);
    }
  });

  test('refuses what is not imitated by name', async () => {
    const served = serve();
    for (const authorization of ['AWS4-ECDSA-P256-SHA256 Credential=x']) {
      const answer = await served.send({ path: '/pets', headers: [['Authorization', authorization]] });
      expect([answer.status, text(answer)]).toEqual([501, expect.stringContaining('Signature Version 4A')]);
    }
  });
});

describe('Cache-Control: max-age=0 of a signed call', () => {
  const openToAll = { Effect: 'Allow', Principal: '*', Action: 'execute-api:*', Resource: 'execute-api:/*' };
  const forInvoking = { ...openToAll, Action: 'execute-api:Invoke' };

  test.each<[says: Says, account: string, statement: object, cacheControl: string]>([
    ['allow', ACCOUNT, forInvoking, 'ignored-with-warning'],
    ['everything', ACCOUNT, forInvoking, 'invalidates'],
    ['allow', ACCOUNT, openToAll, 'invalidates'],
    // Documented: never for callers of other accounts.
    ['everything', '111111111111', openToAll, 'ignored-with-warning'],
  ])('%s, of account %s, under %j: %s', async (says, account, statement, cacheControl) => {
    const served = serve({
      policy: { Version: '2012-10-17', Statement: [statement] } as RestApi['policy'],
      stages: [
        {
          name: 'dev',
          cacheCluster: { enabled: true },
          methodSettings: [{ path: '*', httpMethod: '*', caching: { enabled: true } }],
        },
      ],
    });
    const { status, trace } = await send(served, { says, account, headers: [['Cache-Control', 'max-age=0']] });
    const found = trace?.print().find(({ phase }) => phase === 'response-cache');
    expect([status, found?.output]).toEqual([200, { outcome: 'miss', cacheControl }]);
  });
});
