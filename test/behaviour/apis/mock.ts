import type { BehaviourCase } from '../../support/behaviour.js';
import type { Behaviour, MethodText, SettingsText } from '../ways/api-text.js';

const OK = { 'application/json': '{"statusCode":200}' };
const XML = { 'application/xml': '{"statusCode":200}' };
const EMPTY = { 'application/xml': '' };
const INTERNAL = { message: 'Internal server error' };

function mock(settings: SettingsText): MethodText {
  return { integration: { type: 'MOCK', requestTemplates: OK, responses: [{ statusCode: 200 }], ...settings } };
}

function rendered(template: string): MethodText {
  return mock({ responses: [{ statusCode: 200, responseTemplates: { 'application/json': template } }] });
}

const TEMPLATE_SETS = { json: OK, xml: XML, empty: EMPTY, none: {} } as const;

/** Each behaviour with templates for JSON, for XML, an empty one for XML and none, asked with each content type. */
const PASSTHROUGH: readonly (readonly [
  behavior: SettingsText['passthroughBehavior'],
  templates: keyof typeof TEMPLATE_SETS,
  contentType: string | undefined,
  status: number,
])[] = [
  ['WHEN_NO_MATCH', 'json', 'application/json', 200],
  ['WHEN_NO_MATCH', 'json', undefined, 200],
  ['WHEN_NO_MATCH', 'json', 'application/json; charset=utf-8', 200],
  ['WHEN_NO_MATCH', 'json', 'text/plain', 200],
  ['WHEN_NO_MATCH', 'xml', 'application/json', 200],
  ['WHEN_NO_MATCH', 'none', 'text/plain', 200],
  ['WHEN_NO_TEMPLATES', 'json', 'application/json', 200],
  ['WHEN_NO_TEMPLATES', 'json', 'text/plain', 415],
  ['WHEN_NO_TEMPLATES', 'xml', undefined, 415],
  ['WHEN_NO_TEMPLATES', 'xml', 'application/xml', 200],
  ['WHEN_NO_TEMPLATES', 'empty', 'application/xml', 200],
  ['WHEN_NO_TEMPLATES', 'empty', 'application/json', 415],
  ['WHEN_NO_TEMPLATES', 'none', 'text/plain', 200],
  ['NEVER', 'json', 'application/json', 200],
  ['NEVER', 'json', 'text/plain', 415],
  ['NEVER', 'xml', 'Application/XML', 200],
  ['NEVER', 'empty', 'application/xml', 200],
  ['NEVER', 'empty', 'application/json', 415],
  ['NEVER', 'none', 'application/json', 415],
];

const passthroughMethods = Object.fromEntries(
  (['WHEN_NO_MATCH', 'WHEN_NO_TEMPLATES', 'NEVER'] as const).flatMap((passthroughBehavior) =>
    Object.entries(TEMPLATE_SETS).map(([templates, requestTemplates]): [`POST /${string}`, MethodText] => [
      `POST /passthrough/${passthroughBehavior}/${templates}`,
      mock({ passthroughBehavior, requestTemplates }),
    ]),
  ),
);

const passthroughCases = PASSTHROUGH.map(([behavior, templates, contentType, status]): BehaviourCase => ({
  name: `${behavior ?? ''} with templates for ${templates}, ${contentType ?? 'no type'}: ${status}`,
  method: 'POST',
  path: `/passthrough/${behavior ?? ''}/${templates}`,
  ...(contentType !== undefined && { headers: { 'Content-Type': contentType } }),
  // What passes through names the status itself.
  body: '{"statusCode":200}',
  expect: status === 415 ? { status, json: { message: 'Unsupported Media Type' } } : { status },
}));

/** By the path's last part. */
const TEMPLATES: readonly (readonly [path: string, template: string, request: Partial<BehaviourCase>, text: string])[] =
  [
    [
      'params',
      "$input.params('q') $input.params('x-h') $input.params('id')",
      { path: '/t/params/7?q=a%20b', headers: { 'X-H': 'h' } },
      'a b  7',
    ],
    ['query', '$input.params().querystring', { path: '/t/query/1?b=2&a=1&b=3' }, '{b=3, a=1}'],
    [
      'context',
      '$context.stage $context.resourcePath $context.httpMethod $context.identity.sourceIp $context.requestId',
      {},
      'dev /t/context/{id} GET 127.0.0.1 11111111-2222-4333-8444-555555555555',
    ],
    ['time', '$context.requestTime $context.requestTimeEpoch', {}, '21/Nov/2026:11:22:33 +0000 1795260153000'],
    ['variables', '$stageVariables.colour $!stageVariables.none', {}, 'green '],
    [
      'util',
      "$util.base64Encode('hi') $util.urlEncode('a b') $util.escapeJavaScript(\"it's\") $util.urlDecode('a%20b')",
      {},
      "aGk= a+b it\\'s a b",
    ],
    ['foreach', '#foreach($n in [1..3])$n#if($foreach.hasNext), #end#end', {}, '1, 2, 3'],
    ['set', '#set($x = 2)#set($y = $x * 3)$y', {}, '6'],
    [
      'if',
      "#if($input.params('id') == '1')one#elseif($input.params('id') == '2')two#{else}many#end",
      { path: '/t/if/2' },
      'two',
    ],
    ['macro', '#macro(say $x)<$x>#end#say("a")#say("b")', {}, '<a><b>'],
    ['quiet', '$none $!none ${none} $!{none}', {}, '   '],
    ['escape', '\\$input #* gone *#kept ## gone', {}, '$input kept '],
  ];

const templateMethods = Object.fromEntries(
  TEMPLATES.map(([path, template]): [`GET /${string}`, MethodText] => [`GET /t/${path}/{id}`, rendered(template)]),
);

const templateCases = TEMPLATES.map(([path, , request, text]): BehaviourCase => ({
  name: `template: ${path}`,
  method: 'GET',
  path: `/t/${path}/1`,
  ...request,
  expect: { status: 200, text },
}));

export const mocks: Behaviour = {
  api: {
    name: 'Mocks',
    methods: {
      ...passthroughMethods,
      ...templateMethods,
      'GET /status': mock({
        requestTemplates: { 'application/json': '{"statusCode": $input.params(\'s\')}' },
        responses: [
          { statusCode: 200 },
          {
            statusCode: 404,
            selectionPattern: '404',
            responseTemplates: { 'application/json': '{"none":true}' },
            responseParameters: { 'method.response.header.X-Why': "'gone'" },
          },
          { statusCode: 500, selectionPattern: '5\\d{2}', responseTemplates: { 'application/json': 'broken' } },
        ],
      }),
      'GET /strict': mock({
        requestTemplates: { 'application/json': '{"statusCode": $input.params(\'s\')}' },
        responses: [{ statusCode: 200, selectionPattern: '200' }],
      }),
      'GET /silent': mock({ requestTemplates: {} }),
      'GET /wrong': mock({ requestTemplates: { 'application/json': '{"status":200}' } }),
      'GET /loose': mock({ requestTemplates: { 'application/json': '{statusCode: 200}' } }),
      'GET /types': mock({
        responses: [
          {
            statusCode: 200,
            responseTemplates: { 'application/json': '{"a":1}', 'application/xml': '<a/>', 'text/plain': 'a' },
          },
        ],
      }),
      'GET /override': mock({
        requestTemplates: {
          'application/json': '{"statusCode":200}#set($context.responseOverride.header.X-Early = "request")',
        },
        responses: [
          {
            statusCode: 200,
            responseParameters: {
              'method.response.header.X-Mapped': "'mapped'",
              'method.response.header.X-Kept': 'context.stage',
            },
            responseTemplates: {
              'application/json':
                '#set($context.responseOverride.status = 418)#set($context.responseOverride.header.X-Mapped = "overridden")tea',
            },
          },
        ],
      }),
      'GET /headers': mock({
        responses: [
          {
            statusCode: 200,
            responseParameters: {
              'method.response.header.X-Literal': "'*'",
              'method.response.header.X-Context': 'context.httpMethod',
              'method.response.header.X-Stage': 'stageVariables.colour',
              'method.response.header.X-None': 'stageVariables.none',
              'method.response.header.Date': "'today'",
              'method.response.header.Content-Type': "'text/html'",
            },
          },
        ],
      }),
    },
  },
  cases: [
    ...passthroughCases,
    ...templateCases,
    { name: 'the default response', method: 'GET', path: '/status?s=200', expect: { status: 200, text: '' } },
    {
      name: 'the response of a status',
      method: 'GET',
      path: '/status?s=404',
      expect: { status: 404, json: { none: true }, headers: { 'x-why': 'gone' } },
    },
    { name: 'the response of a class', method: 'GET', path: '/status?s=503', expect: { status: 500, text: 'broken' } },
    { name: 'the default for any other', method: 'GET', path: '/status?s=301', expect: { status: 200, text: '' } },
    { name: 'a status that is no number', method: 'GET', path: '/status?s=x', expect: { status: 500, json: INTERNAL } },
    {
      name: 'a status without a response',
      method: 'GET',
      path: '/strict?s=404',
      expect: { status: 500, json: INTERNAL },
    },
    { name: 'a status with one', method: 'GET', path: '/strict?s=200', expect: { status: 200 } },
    { name: 'no template', method: 'GET', path: '/silent', expect: { status: 500, json: INTERNAL } },
    { name: 'a template without status', method: 'GET', path: '/wrong', expect: { status: 500, json: INTERNAL } },
    { name: 'loose JSON', method: 'GET', path: '/loose', expect: { status: 200 } },
    {
      name: 'no Accept',
      method: 'GET',
      path: '/types',
      expect: { status: 200, json: { a: 1 }, headers: { 'content-type': 'application/json' } },
    },
    {
      name: 'Accept of XML',
      method: 'GET',
      path: '/types',
      headers: { Accept: 'application/xml' },
      expect: { status: 200, text: '<a/>', headers: { 'content-type': 'application/xml' } },
    },
    {
      name: 'Accept of several',
      method: 'GET',
      path: '/types',
      headers: { Accept: 'text/plain;q=0.1, application/xml' },
      expect: { status: 200, text: 'a', headers: { 'content-type': 'text/plain' } },
    },
    {
      name: 'Accept of another',
      method: 'GET',
      path: '/types',
      headers: { Accept: 'image/png' },
      expect: { status: 200, json: { a: 1 } },
    },
    {
      name: 'overrides',
      method: 'GET',
      path: '/override',
      expect: {
        status: 418,
        text: 'tea',
        headers: { 'x-mapped': 'overridden', 'x-kept': 'dev', 'x-early': 'request' },
      },
    },
    {
      name: 'mapped headers',
      method: 'GET',
      path: '/headers',
      expect: {
        status: 200,
        headers: {
          'x-literal': '*',
          'x-context': 'GET',
          'x-stage': 'green',
          'x-none': null,
          'x-amzn-remapped-date': '<date>',
          date: null,
          'content-type': 'text/html',
          'x-amzn-trace-id': null,
        },
      },
    },
  ],
};
