import type { InlineHandler } from '../../../lib/model/index.js';
import type { BehaviourCase } from '../../support/behaviour.js';
import type { Behaviour, MethodText, SettingsText } from '../ways/api-text.js';

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff]);
const BASE64 = PNG.toString('base64');
const HEX = `0x${PNG.toString('hex')}`;
const IMAGE = { 'Content-Type': 'image/png' };
const TEXT = { 'Content-Type': 'text/plain' };

function echo(settings: SettingsText = {}): MethodText {
  return {
    integration: {
      type: 'HTTP',
      httpMethod: 'POST',
      uri: 'http://${stageVariables.backend}/body',
      responses: [{ statusCode: 200 }],
      ...settings,
    },
  };
}

function from(path: string, contentHandling?: 'CONVERT_TO_TEXT' | 'CONVERT_TO_BINARY'): MethodText {
  const response = { statusCode: 200, ...(contentHandling !== undefined && { contentHandling }) };
  return {
    integration: {
      type: 'HTTP',
      httpMethod: 'GET',
      uri: `http://\${stageVariables.backend}${path}`,
      responses: [response],
    },
  };
}

const functions: Readonly<Record<string, InlineHandler>> = {
  bytes: ({ body, isBase64Encoded }: { body: string | null; isBase64Encoded: boolean }) => ({
    headers: { 'Content-Type': 'image/png', 'X-Body': `${body ?? ''} ${isBase64Encoded}` },
    body: BASE64,
    isBase64Encoded: true,
  }),
};

/** What the backend is sent, by content handling and content type. */
const REQUESTS: readonly (readonly [
  path: string,
  body: string | Buffer,
  headers: Readonly<Record<string, string>>,
  sent: string | number,
])[] = [
  ['as-is', PNG, IMAGE, HEX],
  ['as-is', 'text', TEXT, 'text'],
  ['to-text', PNG, IMAGE, BASE64],
  ['to-text', 'text', TEXT, 'text'],
  ['to-binary', BASE64, TEXT, HEX],
  ['to-binary', PNG, IMAGE, HEX],
  ['to-binary', 'no-base64', TEXT, 500],
  ['template', PNG, IMAGE, 500],
  ['template-text', PNG, IMAGE, `"${BASE64}"`],
];

/** What the client is given, by content handling, the backend's type and the client's Accept. */
const RESPONSES: readonly (readonly [path: string, accept: string | undefined, given: string | number])[] = [
  ['png/as-is', 'image/png', HEX],
  ['png/as-is', 'text/plain', BASE64],
  ['png/as-is', undefined, BASE64],
  ['base64/as-is', 'image/png', HEX],
  ['base64/as-is', undefined, BASE64],
  ['png/to-text', 'image/png', BASE64],
  ['base64/to-binary', undefined, HEX],
  ['png/to-binary', undefined, HEX],
  ['xml/to-binary', undefined, 500],
];

const EXPECTED_FAILURE: BehaviourCase['expect'] = { status: 500, json: { message: 'Internal server error' } };
const LONG = 'x'.repeat(100);

export const binary: Behaviour = {
  functions,
  api: {
    name: 'Binary',
    binaryMediaTypes: ['image/png', 'video/*'],
    minimumCompressionBytes: 50,
    methods: {
      'POST /in/as-is': echo(),
      'POST /in/to-text': echo({ contentHandling: 'CONVERT_TO_TEXT' }),
      'POST /in/to-binary': echo({ contentHandling: 'CONVERT_TO_BINARY' }),
      'POST /in/template': echo({ requestTemplates: { 'image/png': '$input.body' } }),
      'POST /in/template-text': echo({
        contentHandling: 'CONVERT_TO_TEXT',
        requestTemplates: { 'image/png': '"$input.body"' },
      }),
      'GET /out/png/as-is': from('/png'),
      'GET /out/png/to-text': from('/png', 'CONVERT_TO_TEXT'),
      'GET /out/png/to-binary': from('/png', 'CONVERT_TO_BINARY'),
      'GET /out/base64/as-is': from('/base64'),
      'GET /out/base64/to-binary': from('/base64', 'CONVERT_TO_BINARY'),
      'GET /out/xml/to-binary': from('/xml', 'CONVERT_TO_BINARY'),
      'ANY /proxy/png': {
        integration: { type: 'HTTP_PROXY', httpMethod: 'ANY', uri: 'http://${stageVariables.backend}/png' },
      },
      'ANY /proxy/echo': {
        integration: { type: 'HTTP_PROXY', httpMethod: 'ANY', uri: 'http://${stageVariables.backend}/body' },
      },
      'POST /function': { integration: { type: 'AWS_PROXY', function: 'bytes' } },
      'GET /long': {
        integration: {
          type: 'MOCK',
          requestTemplates: { 'application/json': '{"statusCode":200}' },
          responses: [{ statusCode: 200, responseTemplates: { 'application/json': LONG } }],
        },
      },
      'GET /short': {
        integration: {
          type: 'MOCK',
          requestTemplates: { 'application/json': '{"statusCode":200}' },
          responses: [{ statusCode: 200, responseTemplates: { 'application/json': 'short' } }],
        },
      },
    },
  },
  cases: [
    ...REQUESTS.map(([path, body, headers, sent]): BehaviourCase => ({
      name: `a request of ${headers['Content-Type'] ?? ''} ${path}, ${typeof body === 'string' ? body : 'bytes'}`,
      method: 'POST',
      path: `/in/${path}`,
      headers: { ...headers, Accept: 'text/plain' },
      body,
      expect: sent === 500 ? EXPECTED_FAILURE : { status: 200, text: String(sent) },
    })),
    ...RESPONSES.map(([path, accept, given]): BehaviourCase => ({
      name: `an answer ${path} for ${accept ?? 'no Accept'}`,
      method: 'GET',
      path: `/out/${path}`,
      ...(accept !== undefined && { headers: { Accept: accept } }),
      expect: given === 500 ? EXPECTED_FAILURE : { status: 200, text: String(given) },
    })),
    {
      name: 'bytes through a proxy',
      method: 'GET',
      path: '/proxy/png',
      headers: { Accept: 'image/png' },
      expect: { status: 200, text: HEX, headers: { 'content-type': 'image/png' } },
    },
    { name: 'bytes for who wants none', method: 'GET', path: '/proxy/png', expect: { status: 200, text: BASE64 } },
    {
      name: 'bytes to a proxied backend',
      method: 'POST',
      path: '/proxy/echo',
      headers: { ...IMAGE, Accept: 'application/json' },
      body: PNG,
      expect: { status: 200, text: HEX },
    },
    {
      name: 'bytes to and from a function',
      method: 'POST',
      path: '/function',
      headers: { ...IMAGE, Accept: 'image/png' },
      body: PNG,
      expect: { status: 200, text: HEX, headers: { 'x-body': `${BASE64} true` } },
    },
    {
      name: 'text to and from a function',
      method: 'POST',
      path: '/function',
      headers: TEXT,
      body: 'text',
      expect: { status: 200, text: BASE64, headers: { 'x-body': 'text false' } },
    },
    {
      name: 'a long answer, compressed',
      method: 'GET',
      path: '/long',
      headers: { 'Accept-Encoding': 'gzip' },
      expect: { status: 200, headers: { 'content-encoding': 'gzip' } },
    },
    {
      name: 'a long answer, deflated',
      method: 'GET',
      path: '/long',
      headers: { 'Accept-Encoding': 'br, deflate' },
      expect: { status: 200, headers: { 'content-encoding': 'deflate' } },
    },
    {
      name: 'a long answer for who wants it plain',
      method: 'GET',
      path: '/long',
      headers: { 'Accept-Encoding': 'identity' },
      expect: { status: 200, text: LONG, headers: { 'content-encoding': null } },
    },
    {
      name: 'a long answer for who says nothing',
      method: 'GET',
      path: '/long',
      expect: { status: 200, text: LONG, headers: { 'content-encoding': null } },
    },
    {
      name: 'a short answer',
      method: 'GET',
      path: '/short',
      headers: { 'Accept-Encoding': 'gzip' },
      expect: { status: 200, text: 'short', headers: { 'content-encoding': null } },
    },
  ],
};

/** With `*`/`*` every type is binary, and who sends no Accept is given bytes. */
export const everyTypeBinary: Behaviour = {
  functions,
  api: {
    name: 'EveryTypeBinary',
    binaryMediaTypes: ['*/*'],
    methods: {
      'GET /custom': from('/png'),
      'GET /proxy': {
        integration: { type: 'HTTP_PROXY', httpMethod: 'GET', uri: 'http://${stageVariables.backend}/xml' },
      },
      'POST /function': { integration: { type: 'AWS_PROXY', function: 'bytes' } },
    },
  },
  cases: [
    { name: 'a mapped answer', method: 'GET', path: '/custom', expect: { status: 200, text: HEX } },
    { name: 'a proxied answer', method: 'GET', path: '/proxy', expect: { status: 200, text: '<pet>Rex</pet>' } },
    {
      name: "a function's answer",
      method: 'POST',
      path: '/function',
      headers: TEXT,
      body: 'text',
      expect: { status: 200, text: HEX, headers: { 'x-body': `${Buffer.from('text').toString('base64')} true` } },
    },
  ],
};
