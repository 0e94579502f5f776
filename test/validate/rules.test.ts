import { describe, expect, test } from 'vitest';
import {
  intrinsic,
  joinValues,
  parseRequestMappingSource,
  parseResponseMappingSource,
  reference,
  type Method,
  type Resource,
  type RestApi,
} from '../../lib/model/index.js';
import type { ValidateOptions } from '../../lib/validate/rule.js';
import { validate } from '../../lib/validate/validate.js';

const API: RestApi = { protocol: 'REST', id: 'Pets', name: 'Pets', resources: [], stages: [] };
const mock = { type: 'MOCK' } as const;

function paths(...names: readonly string[]): RestApi {
  return { ...API, resources: names.map((path) => ({ path, methods: [] })) };
}

function method(more: Partial<Method>, path = '/pets/{petId}'): RestApi {
  return { ...API, resources: [{ path, methods: [{ httpMethod: 'GET', integration: mock, ...more }] }] };
}

function templates(request: string, response: string): RestApi {
  return method({
    integration: {
      ...mock,
      requestTemplates: { 'application/json': request },
      responses: [{ statusCode: '200', responseTemplates: { 'application/json': response } }],
    },
  });
}

const manyResources: readonly Resource[] = Array.from({ length: 150 }, (_, index) => ({
  path: `/a${index}/b`,
  methods: [],
}));
const preflight = (headers: readonly string[]): Resource => ({
  path: '/',
  methods: [
    {
      httpMethod: 'OPTIONS',
      integration: {
        ...mock,
        responses: [
          {
            statusCode: '204',
            responseParameters: headers.map((header) => ({ header, source: { kind: 'literal', value: 'true' } })),
          },
        ],
      },
    },
  ],
});

/** Each finding as `severity code place: message`. */
function findings(api: RestApi, options?: ValidateOptions): readonly string[] {
  return validate(api, options).map(
    ({ severity, code, place, message }) =>
      `${severity} ${code} ${[place.element, place.property].filter(Boolean).join(' ')}: ${message}`,
  );
}

describe('validate()', () => {
  test('has nothing to say of a plain API', () => {
    expect(
      findings({ ...method({}), stages: [{ name: 'prod', variables: { host: 'a.b:80/c?d=e&f=g,h#i~_' } }] }),
    ).toEqual([]);
  });

  test.each<[what: string, api: RestApi, expected: readonly string[]]>([
    [
      'two methods of one route',
      { ...API, resources: [{ path: '/a', methods: [{ httpMethod: 'GET' }, { httpMethod: 'GET' }] }] },
      ['error duplicate-route GET /a: Cannot have GET /a twice: the path answers it already'],
    ],
    [
      'a path without a slash',
      paths('pets'),
      ['error path-invalid pets: Cannot use the path pets: it does not begin with a slash'],
    ],
    ['an empty segment', paths('/a//b'), ['error path-invalid /a//b: Cannot use the path /a//b: a segment is empty']],
    [
      'a variable in a segment',
      paths('/a/b{c}'),
      [
        'error path-invalid /a/b{c}: Cannot use the path /a/b{c}: "b{c}" has a variable in it: a variable is a whole segment',
      ],
    ],
    [
      'two variables in a segment',
      paths('/{a}{b}'),
      [
        'error path-invalid /{a}{b}: Cannot use the path /{a}{b}: "{a}{b}" holds more than one variable: a variable is a whole segment',
      ],
    ],
    [
      'a child of a greedy variable',
      paths('/{proxy+}/a'),
      [
        'error path-invalid /{proxy+}/a: Cannot use the path /{proxy+}/a: nothing can follow "{proxy+}", which takes the rest of the path',
      ],
    ],
    [
      'two variables side by side',
      paths('/pets/{id}', '/pets/{proxy+}', '/cats/{catId}'),
      [
        'error path-invalid /pets/{proxy+}: Cannot use the path /pets/{proxy+}: "{proxy+}" stands where /pets/{id} has "{id}", and only one variable is allowed there',
      ],
    ],
    [
      'a parameter and a mapping of no variable',
      method({
        requestParameters: [{ location: 'path', name: 'id', required: true }],
        integration: {
          ...mock,
          requestParameters: [
            { target: { location: 'header', name: 'X' }, source: parseRequestMappingSource('method.request.path.id') },
          ],
        },
      }),
      [
        'error path-parameter-unknown GET /pets/{petId} parameters path.id: Cannot take the path parameter "id": the path has petId',
        'error path-parameter-unknown GET /pets/{petId} integration.request.header.X: Cannot map method.request.path.id: the path has petId',
      ],
    ],
    [
      'names that the API does not have',
      {
        ...method({
          requestModels: { 'application/json': 'Dog' },
          responses: [{ statusCode: '200', responseModels: { 'application/json': 'Empty', 'text/plain': 'Cow' } }],
          requestValidator: 'all',
          authorization: { type: 'CUSTOM', authorizer: 'door' },
        }),
        models: [
          { name: 'Pet', schema: { properties: { $ref: { $ref: '#/models/Cat' } }, items: { $ref: '#/models/Pet' } } },
        ],
      },
      [
        'error unresolved-reference model Pet: Cannot find the model "Cat": the API\'s models are Pet, Empty, Error',
        'error unresolved-reference GET /pets/{petId} requestModels["application/json"]: Cannot find the model "Dog": the API\'s models are Pet, Empty, Error',
        'error unresolved-reference GET /pets/{petId} response 200 responseModels["text/plain"]: Cannot find the model "Cow": the API\'s models are Pet, Empty, Error',
        'error unresolved-reference GET /pets/{petId} requestValidator: Cannot find the request validator "all": the API has no request validators',
        'error unresolved-reference GET /pets/{petId} authorization: Cannot find the authorizer "door": the API has no authorizers',
      ],
    ],
    [
      'schemas that are none',
      {
        ...API,
        models: [
          { name: 'Pet', schema: { type: 'thing' } },
          { name: 'Pets', schema: { type: 'array', items: { $ref: '#/models/Pet' } } },
          { name: 'Tree', schema: { type: 'object', properties: { children: { items: { $ref: '#/models/Tree' } } } } },
          { name: 'Later', schema: reference('Schema') },
        ],
      },
      [expect.stringMatching(/^error schema-invalid model Pet .*: Cannot use the schema: .*"thing"/) as string],
    ],
    [
      'forms that API Gateway refuses',
      {
        ...method({ responses: [{ statusCode: '2xx' }, { statusCode: 'default' }] }),
        minimumCompressionBytes: 10_485_761,
        models: [{ name: 'my-pet', schema: {} }],
        gatewayResponses: [{ responseType: 'DEFAULT_4XX', statusCode: '4' }],
        stages: [
          { name: '${Env}' },
          { name: 'a/b', variables: { 'x-y': '<' }, accessLog: { format: '$context.status' } },
        ],
      },
      [
        'error invalid-value the API minimum compression: Cannot compress answers from 10485761 bytes on: it has to be 0 to 10485760',
        'error invalid-value model my-pet: Cannot use "my-pet" as a model\'s name: it has to be letters and digits',
        'error invalid-value gateway response DEFAULT_4XX statusCode: Cannot use "4" as a status: it has to be three digits from 100 to 599',
        'error invalid-value GET /pets/{petId} response 2xx: Cannot use "2xx" as a status: it has to be three digits from 100 to 599',
        'error invalid-value stage a/b: Cannot use "a/b" as a stage\'s name: it has to be 1 to 128 letters, digits, hyphens and underscores',
        'error invalid-value stage a/b variable x-y: Cannot use "x-y" as a stage variable\'s name: it has to be letters, digits and underscores',
        'error invalid-value stage a/b variable x-y: Cannot use "<" as a stage variable\'s value: it has to be letters, digits and any of -._~:/?#&=,',
        'error invalid-value stage a/b access log format: Cannot use "$context.status" as an access log format: it has to be one with $context.requestId or $context.extendedRequestId',
      ],
    ],
    [
      'mapping expressions that are none',
      {
        ...method({
          integration: {
            ...mock,
            requestParameters: [
              { target: { location: 'header', name: 'X' }, source: parseRequestMappingSource('true') },
            ],
            responses: [
              {
                statusCode: '200',
                responseParameters: [{ header: 'Y', source: parseResponseMappingSource('method.request.header.Z') }],
              },
            ],
          },
        }),
        gatewayResponses: [
          {
            responseType: 'THROTTLED',
            responseParameters: [
              { target: { location: 'header', name: 'Z' }, source: parseRequestMappingSource('soon') },
            ],
          },
        ],
      },
      [
        'error parameter-mapping-invalid GET /pets/{petId} integration.request.header.X: Cannot use "true" as a mapping expression: it is none of method.request.header.x, method.request.querystring.x, method.request.path.x, method.request.body.x, context.x, stageVariables.x and a literal in single quotes',
        'error parameter-mapping-invalid GET /pets/{petId} integration response 200 method.response.header.Y: Cannot use "method.request.header.Z" as a mapping expression: it is none of integration.response.header.x, integration.response.body.x, context.x, stageVariables.x and a literal in single quotes',
        'error parameter-mapping-invalid gateway response THROTTLED gatewayresponse.header.Z: Cannot use "soon" as a mapping expression: it is none of method.request.header.x, method.request.querystring.x, method.request.path.x, method.request.body.x, context.x, stageVariables.x and a literal in single quotes',
      ],
    ],
    [
      'stage variables of URIs that a stage does not have',
      {
        ...method({
          integration: {
            type: 'HTTP_PROXY',
            httpMethod: 'GET',
            uri: joinValues(['https://${stageVariables.a}${stageVariables.b}/', reference('Path')]),
          },
        }),
        stages: [{ name: 'dev' }, { name: 'prod', variables: { b: 'x' } }],
      },
      [
        'warning unresolved-reference GET /pets/{petId} integration uri: Cannot fill in ${stageVariables.a}: stage dev, prod has no such variable',
        'warning unresolved-reference GET /pets/{petId} integration uri: Cannot fill in ${stageVariables.b}: stage dev has no such variable',
      ],
    ],
    [
      'templates that do not parse or cannot render',
      templates('#if($a)', '#foreach'),
      [
        expect.stringMatching(
          /^error template-syntax GET \/pets\/{petId} requestTemplates\["application\/json"\]: Cannot parse mapping template: /,
        ) as string,
        expect.stringMatching(
          /^error template-syntax .*responseTemplates.*: Cannot render mapping template: /,
        ) as string,
      ],
    ],
    [
      'names that templates do not have',
      {
        ...templates(
          '$context.requestId $context.authorizer.claims.sub $context.identity.sourceIp.length() $input.json("$") $util.urlEncode("a") $stageVariables.a $other.b #set($context.responseOverride.status = 201)',
          '$context.status $context.identity.ip $input.header $util.toJson("a") $util.error $stageVariables.b ${stageVariables.get("b")}',
        ),
        stages: [{ name: 'prod', variables: { a: '1' } }],
      },
      [
        'Cannot find $context.status: templates have no such variable',
        'Cannot find $context.identity.ip: templates have no such variable',
        'Cannot find $input.header: there are body, json, params, path',
        'Cannot find $util.toJson(): its functions are base64Decode, base64Encode, escapeJavaScript, parseJson, urlDecode, urlEncode',
        'Cannot find $util.error: its functions are base64Decode, base64Encode, escapeJavaScript, parseJson, urlDecode, urlEncode',
        'Cannot find the stage variable "b" in stage prod',
      ].map(
        (message) =>
          `warning template-reference GET /pets/{petId} integration response 200 responseTemplates["application/json"]: ${message}`,
      ),
    ],
    [
      'paths that do not parse',
      templates("$input.path('$.a.b') $input.json($a)", "$input.json('$.a[')"),
      [expect.stringMatching(/^error template-path .*: Cannot parse JSONPath "\$\.a\[": /) as string],
    ],
    [
      'errors that pages with credentials cannot read',
      { ...API, resources: [preflight(['Access-Control-Allow-Credentials'])] },
      [
        "warning cors-errors-unreadable cors: Cannot let pages read the gateway's own errors: pages may send credentials, and DEFAULT_4XX and DEFAULT_5XX name no origin (of several, none can be named)",
      ],
    ],
    [
      'errors that pages without credentials can read',
      { ...API, resources: [preflight(['Access-Control-Allow-Origin'])] },
      [],
    ],
    [
      'more than a fixed quota',
      {
        ...method({
          integration: { ...mock, timeoutMs: 30_000, requestTemplates: { 'application/json': 'é'.repeat(153_601) } },
        }),
        stages: [
          {
            name: 'prod',
            variables: { ['a'.repeat(65)]: 'b'.repeat(513) },
            methodSettings: [{ path: '*', httpMethod: '*', caching: { ttlSeconds: 3601 } }],
          },
        ],
      },
      [
        'error quota-exceeded GET /pets/{petId} integration timeout: Cannot exceed the quota "longest integration timeout": 30000 ms, and API Gateway allows 29000',
        'error quota-exceeded GET /pets/{petId} requestTemplates["application/json"]: Cannot exceed the quota "length of a mapping template": 307202 bytes, and API Gateway allows 307200',
        `error quota-exceeded stage prod variable aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa: Cannot exceed the quota "length of a stage variable's name": 65 characters, and API Gateway allows 64`,
        `error quota-exceeded stage prod variable aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa: Cannot exceed the quota "length of a stage variable's value": 513 characters, and API Gateway allows 512`,
        'error quota-exceeded stage prod cache of * *: Cannot exceed the quota "lifetime of a cached answer": 3601 seconds, and API Gateway allows 3600',
      ],
    ],
  ])('finds %s', (_what, api, expected) => {
    expect(findings(api)).toEqual(expected);
  });

  test('warns of an adjustable quota until it is raised', () => {
    const api: RestApi = { ...API, resources: manyResources };
    expect(findings(api)).toEqual([
      'warning quota-exceeded the API: Cannot exceed the quota "resources of an API": 301, and API Gateway allows 300; if AWS raised it, say so: quotas: { resourcesPerApi: 301 }',
    ]);
    expect(findings(api, { quotas: { resourcesPerApi: 301 } })).toEqual([]);
  });

  test.each<[endpoint: 'EDGE' | 'REGIONAL', severity: string]>([
    ['EDGE', 'error'],
    ['REGIONAL', 'warning'],
  ])('lets the timeout of an %s API be raised, or not: %s', (type, severity) => {
    const [finding] = validate({ ...method({ integration: { ...mock, timeoutMs: 60_000 } }), endpoint: { type } });
    expect(finding?.severity).toBe(severity);
  });

  test('notes what the deployment depends on and the fingerprint cannot see, once each', () => {
    const value = joinValues([
      'https://',
      reference('Host'),
      intrinsic('Fn::Select', [0, intrinsic('Fn::ImportValue', 'A')]),
      reference('Orders', 'Arn'),
    ]);
    const api: RestApi = {
      ...API,
      name: value,
      description: value,
      resources: [{ path: '/', methods: [{ httpMethod: 'GET', operationName: '{{resolve:ssm:/a:1}}' }] }],
      stages: [{ name: 'prod', variables: { a: intrinsic('Fn::ImportValue', 'B') } }],
    };
    const because = 'changes: a change of it alone makes no new deployment';
    expect(findings(api, { parameters: new Set(['Host']) })).toEqual([
      `info deploy-time-value the deployment: Cannot tell when \${Host} ${because}`,
      `info deploy-time-value the deployment: Cannot tell when \${Fn::ImportValue} ${because}`,
      `info deploy-time-value the deployment: Cannot tell when {{resolve:ssm:/a:1}} ${because}`,
    ]);
  });
});

describe('place of a finding in a template', () => {
  test('is its line and column, a path counted from its own text', () => {
    const place = validate(templates("{\n  $input.json('$.a[')", ''))[0]?.place;
    expect(place).toMatchObject({ line: 2, excerpt: expect.stringContaining("2 |   $input.json('$.a[')") as string });
    expect(place?.column).toBeGreaterThan(16);
  });
});
