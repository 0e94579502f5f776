import { describe, expect, test } from 'vitest';
import {
  EMPTY_COLLECTION,
  joinValues,
  reference,
  type ApiCollection,
  type DomainName,
  type RestApi,
  type Value,
} from '../../lib/model/index.js';
import { LocalRuntime, type RuntimeOptions } from '../../lib/runtime/index.js';
import { compileCollection, type CompiledCollection } from '../../lib/runtime/compile-collection.js';
import { STRICT } from '../../lib/runtime/not-simulated.js';
import { mock, restApi } from '../support/rest-request.js';
import { wholeBody } from '../support/whole-body.js';

const OPTIONS = {
  region: 'us-east-1',
  accountId: '000000000000',
  awsEndpoints: {},
  hasAwsCredentials: false,
  vpcLinks: {},
  vpcEndpoints: {},
  identities: [],
  lenience: STRICT,
  tokenIssuers: new Set<string>(),
  whyUnrunnable: () => undefined,
} as const;

function compile(collection: Partial<ApiCollection>, options: Partial<RuntimeOptions> = {}): CompiledCollection {
  return compileCollection({ ...EMPTY_COLLECTION, ...collection }, { ...OPTIONS, ...options });
}

function api(stages: RestApi['stages'], id = 'Api'): RestApi {
  return { ...restApi({ 'GET /': { integration: mock() } }, { stages }), id };
}

describe('compileCollection() of stages', () => {
  test.each<[declared: readonly string[], asked: string | undefined, served: readonly string[]]>([
    [[], undefined, ['dev']],
    [[], 'qa', ['qa']],
    [['prod', 'beta'], undefined, ['prod', 'beta']],
    [['prod', 'beta'], 'beta', ['beta', 'prod']],
  ])('%j, asked for %s: %j', (declared, asked, served) => {
    const { version } = compile(
      { apis: [api(declared.map((name) => ({ name })))] },
      asked === undefined ? {} : { stage: asked },
    );
    expect(version.apis[0]?.stages.map(({ name }) => name)).toEqual(served);
  });

  test.each<[what: string, options: Partial<RuntimeOptions>, variables: object, findings: number]>([
    ['of the definition', {}, { a: 'definition' }, 1],
    [
      'of the configuration before it',
      { stages: { prod: { variables: { a: 'configured', host: 'x' } }, other: { variables: { a: 'no' } } } },
      { a: 'configured', host: 'x' },
      0,
    ],
    [
      'of the flags before both',
      { stages: { prod: { variables: { a: 'configured' } } }, stageVariables: { a: 'flag' } },
      { a: 'flag' },
      1,
    ],
  ])('takes variables %s', (_what, options, variables, findings) => {
    const declared = api([
      { name: 'prod', variables: { a: 'definition', host: joinValues([reference('Host'), '.example']) } },
    ]);
    const { version, diagnostics } = compile({ apis: [declared] }, options);
    expect(version.apis[0]?.stages[0]?.variables).toEqual(variables);
    expect(diagnostics.filter(({ code }) => code === 'unresolved-value')).toHaveLength(findings);
    if (findings > 0)
      expect(diagnostics[0]?.message).toBe(
        'Only deployment knows ${Host}.example; give it with --stage-variable host=…',
      );
  });

  test('gives an API the same id in every run, and another API another', () => {
    const { version } = compile({ apis: [api([]), api([], 'Other')] });
    const [one, other] = version.apis.map(({ apiId }) => apiId);
    expect(one).toMatch(/^[a-z0-9]{10}$/);
    expect(other).not.toBe(one);
    expect(compile({ apis: [api([{ name: 'x' }])] }).version.apis[0]?.apiId).toBe(one);
  });
});

describe('compileCollection() says what it does not serve', () => {
  const guarded = restApi({
    'GET /': { integration: mock(), authorization: { type: 'CUSTOM', authorizer: 'gone' } },
  });

  test.each<
    [
      what: string,
      collection: Partial<ApiCollection>,
      options: Partial<RuntimeOptions>,
      element: string,
      message: RegExp,
    ]
  >([
    [
      'a refused route',
      { apis: [guarded] },
      {},
      'GET /',
      /^The route is refused: the CUSTOM authorizer "gone" is not simulated/,
    ],
    [
      'a route served leniently',
      { apis: [guarded] },
      { lenience: 'all' },
      'GET /',
      /^The route is served without the CUSTOM authorizer "gone"/,
    ],
    [
      'a domain that only deployment names',
      { domainNames: [{ id: 'D', name: reference('Domain'), mappings: [] }] },
      {},
      'domain ${Domain}',
      /whose name only deployment knows/,
    ],
    [
      'a domain with mutual TLS',
      { domainNames: [{ id: 'D', name: 'api.example.com', mappings: [], mutualTls: { truststoreUri: 's3://x' } }] },
      {},
      'domain api.example.com',
      /^The domain is not served: it asks for mutual TLS; .*--trust-store api\.example\.com=/,
    ],
    [
      'a mapping to nowhere',
      { domainNames: [{ id: 'D', name: 'api.example.com', mappings: [{ api: 'none', basePath: 'v1' }] }] },
      {},
      'domain api.example.com',
      /^Cannot tell where the mapping "v1" leads/,
    ],
  ])('%s', (_what, collection, options, element, message) => {
    const { diagnostics } = compile(collection, options);
    expect(diagnostics).toMatchObject([{ severity: 'warning', place: { element } }]);
    expect(diagnostics[0]?.message).toMatch(message);
  });
});

describe('compileCollection() advises an endpoint only where one helps', () => {
  const target = (type: 'AWS' | 'AWS_PROXY', uri: Value<string>): RestApi =>
    restApi({ 'GET /': { integration: { type, uri, httpMethod: 'POST' } } });

  test.each<[what: string, type: 'AWS' | 'AWS_PROXY', uri: Value<string>, remedy: RegExp]>([
    ['a service', 'AWS', 'arn:aws:apigateway:us-east-1:s3:path/bucket/key', /--aws-endpoint$/],
    ['an action of unknown protocol', 'AWS', 'arn:aws:apigateway:us-east-1:nope:action/Do', /path of its API/],
    ['no such URI', 'AWS', 'arn:aws:s3:::bucket', /correct the URI of the integration$/],
    ['a proxy of a service', 'AWS_PROXY', 'arn:aws:apigateway:us-east-1:s3:path/bucket', /correct the URI/],
    ['an unknown URI', 'AWS', reference('Uri'), /give the value: --template-parameter/],
  ])('%s', (_what, type, uri, remedy) => {
    const awsEndpoints = { nope: 'http://127.0.0.1:1' };
    const { diagnostics } = compile({ apis: [target(type, uri)] }, { awsEndpoints });
    expect(diagnostics.map(({ message }) => message)).toEqual([expect.stringMatching(remedy)]);
  });
});

describe('requests of a custom domain', () => {
  const mappings: DomainName['mappings'] = [
    { api: reference('Api'), stage: 'prod', basePath: 'v1' },
    { api: 'Api', basePath: 'any' },
    { api: reference('Api'), stage: reference('Stage'), basePath: 'v1/deep' },
  ];
  const single: DomainName['mappings'] = [
    { api: 'Api', stage: 'prod', basePath: 'v1' },
    { api: 'Api', stage: 'prod', basePath: '(none)' },
  ];
  const runtime = new LocalRuntime({
    collection: {
      ...EMPTY_COLLECTION,
      apis: [
        restApi(
          {
            'GET /': {
              integration: mock({
                'application/json':
                  '$context.stage|$context.path|$context.domainName|$context.domainPrefix|$context.customDomain.basePathMatched',
              }),
            },
          },
          { stages: [{ name: 'prod' }] },
        ),
      ],
      domainNames: [
        { id: 'Deep', name: 'deep.example.com', mappings },
        { id: 'Wild', name: '*.example.com', mappings: single },
      ],
    },
    functions: [],
  });

  test.each<[host: string, target: string, status: number, body?: string]>([
    ['deep.example.com', '/v1', 200, 'prod|/v1|deep.example.com|deep|v1'],
    ['DEEP.example.com:3000', '/v1/', 200, 'prod|/v1/|deep.example.com|deep|v1'],
    ['deep.example.com', '/v1/deep', 200, 'prod|/v1/deep|deep.example.com|deep|v1/deep'],
    ['deep.example.com', '/any/prod', 200, 'prod|/any/prod|deep.example.com|deep|any'],
    ['deep.example.com', '/any/none', 403],
    ['deep.example.com', '/other', 403, '{"message":"Forbidden"}'],
    // A mapping of several levels makes the domain compare text: /v10 begins with v1, and its rest has no route.
    ['deep.example.com', '/v10', 403, '{"message":"Missing Authentication Token"}'],
    ['a.example.com', '/', 200, 'prod|/|a.example.com|a|-'],
    ['a.example.com', '/v1', 200, 'prod|/v1|a.example.com|a|v1'],
    ['a.example.com', '/v10', 403],
    ['a.b.example.com', '/prod/', 200, 'prod|/prod/|a.b.example.com|' + (runtime.gateway.apis[0]?.apiId ?? '') + '|'],
  ])('%s%s: %i', async (host, target, status, body) => {
    const request = {
      method: 'GET',
      target,
      headers: [['Host', host]],
      body: Buffer.alloc(0),
      sourceIp: '127.0.0.1',
      protocol: 'https',
      httpVersion: 'HTTP/1.1',
    } as const;
    const response = await runtime.gateway.handle(request, runtime.gateway.apis[0]?.apiId ?? '');
    expect(response.status).toBe(status);
    if (body !== undefined) expect(wholeBody(response).toString()).toBe(body);
  });
});
